import type { SubmittedProfile } from '../../domain/directory/profile.ts'
import type { Refusal } from '../../service/outcome.ts'
import { topicChoice } from '../directory-values.ts'
import { blockIds } from '../ids.ts'
import { inputOf, type ModalState } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import { PROFILE_TICKS } from '../views/profile-modal.ts'
import { instead } from './booking-answers.ts'
import { fault, type Submission, type SubmissionReply } from './submission.ts'

/** Saves everything or nothing; what is wrong is said at its field, and what was typed stays. */
export const submitProfile = async (
  { services, words }: SlackParts,
  { workspace, actor, modal }: Submission,
): SubmissionReply => {
  const saved = await services.saveProfile({ workspace, actor, profile: readProfileForm(modal) })
  return saved.outcome === 'refused'
    ? fault(fieldOf(saved), words.refusalText(saved))
    : instead(words, words.modals.profileTitle, words.profileSavedText(saved))
}

const readProfileForm = (modal: ModalState): SubmittedProfile => {
  const ticked = new Set(
    [blockIds.listedAs, blockIds.takesSuggestions].flatMap((id) => inputOf(modal, id).options),
  )
  const topics = (id: string) =>
    inputOf(modal, id).options.flatMap((value) => topicChoice.decode(value) ?? [])
  const menteeLimit = inputOf(modal, blockIds.menteeLimit).text
  return {
    mentors: ticked.has(PROFILE_TICKS.mentors),
    seeks: ticked.has(PROFILE_TICKS.seeks),
    takesSuggestions: ticked.has(PROFILE_TICKS.takesSuggestions),
    headline: inputOf(modal, blockIds.headline).text,
    about: inputOf(modal, blockIds.about).text,
    helpsWith: topics(blockIds.helpsWith),
    learns: topics(blockIds.learns),
    menteeLimit: menteeLimit === '' ? null : Number(menteeLimit),
    avoided: inputOf(modal, blockIds.avoided).members,
  }
}

const fieldOf = (refusal: Refusal): string =>
  'field' in refusal ? blockIds[refusal.field] : blockIds.listedAs
