import { intent } from '../../domain/ids.ts'
import type { Refusal } from '../../service/outcome.ts'
import { blockIds } from '../ids.ts'
import { inputOf, type ModalState } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import { NAMES_ME } from '../views/suggest-modal.ts'
import { instead } from './booking-answers.ts'
import { fault, type Submission, type SubmissionReply } from './submission.ts'

/** Passes a suggestion on, or says at its field what only the suggester can mend. */
export const submitSuggestion = async (
  { services, words }: SlackParts,
  { workspace, actor, modal }: Submission,
): SubmissionReply => {
  const { mentor, mentee } = membersIn(modal)
  if (!mentor || !mentee) {
    const refusal = words.refusalText({ outcome: 'refused', reason: 'not_found' })
    return fault(mentor ? blockIds.mentee : blockIds.mentor, refusal)
  }
  const outcome = await services.suggest({
    ...{ workspace, actor, mentor, mentee },
    to: inputOf(modal, blockIds.receives).option === 'mentor' ? 'mentor' : 'mentee',
    why: inputOf(modal, blockIds.why).text,
    namesSuggester: inputOf(modal, blockIds.naming).options.includes(NAMES_ME),
    intent: intent(`view:${modal.id}`),
  })
  return outcome.outcome === 'refused'
    ? fault(fieldOf(outcome, modal), words.refusalText(outcome))
    : instead(words, words.modals.suggestTitle, words.passedOn)
}

const membersIn = (modal: ModalState) => ({
  mentor: inputOf(modal, blockIds.mentor).member,
  mentee: inputOf(modal, blockIds.mentee).member,
})

/** The field with the member that the refusal is about, or the last one. */
const fieldOf = (refusal: Refusal, modal: ModalState): string => {
  if (refusal.reason === 'same_member') return blockIds.mentee
  if (!('member' in refusal)) return blockIds.why
  return refusal.member === membersIn(modal).mentor ? blockIds.mentor : blockIds.mentee
}
