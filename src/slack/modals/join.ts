import type { ModalView } from '@slack/types'
import { refuse } from '../../service/outcome.ts'
import { blockIds } from '../ids.ts'
import { type JoinMetadata, joinMetadata } from '../open-session-values.ts'
import { inputOf } from '../payloads.ts'
import { redraw } from '../redraw.ts'
import type { Signed, SlackParts } from '../reply.ts'
import { JOIN_ALL, joinedAllModal } from '../views/join-modal.ts'
import { sayModal } from '../views/modal.ts'
import { drawOpenSessions } from './open-open-sessions.ts'
import { fault, type Submission, type SubmissionReply } from './submission.ts'

/** Joins one session, or all of its series that are ahead, and says what came of it. */
export const submitJoining = async (parts: SlackParts, submission: Submission): SubmissionReply => {
  const { services, words } = parts
  const { workspace, actor, modal } = submission
  const metadata = joinMetadata.decode(modal.private_metadata)
  const say = (text: string) => sayModal(words, words.modals.joinTitle, text)
  const answer = (view: ModalView) => inPlace(parts, submission, view, metadata?.list ?? null)
  if (!metadata) return answer(say(words.refusalText(refuse({ reason: 'not_found' }))))
  const note = inputOf(modal, blockIds.message).text
  const joining = { workspace, actor, session: metadata.session, note }
  if (inputOf(modal, blockIds.joinAll).options.includes(JOIN_ALL)) {
    const all = await services.joinAll(joining)
    if (all.outcome === 'joined_all') return answer(joinedAllModal(words, all))
    return all.reason === 'message_too_long'
      ? fault(blockIds.message, words.refusalText(all))
      : answer(say(words.notJoined(all)))
  }
  const joined = await services.join(joining)
  return joined.outcome === 'refused' && joined.reason === 'message_too_long'
    ? fault(blockIds.message, words.refusalText(joined))
    : answer(say(words.joinedText(joined)))
}

/** In place of the form; a list below it is drawn again. */
const inPlace = async (
  parts: SlackParts,
  { workspace, actor }: Signed,
  view: ModalView,
  list: JoinMetadata['list'],
): SubmissionReply => ({
  ack: { response_action: 'update', view },
  ...(list && {
    afterwards: async () => {
      const below = await drawOpenSessions(parts, { workspace, actor }, list)
      // Nothing can be pressed in it while the answer covers it.
      await redraw(parts, { workspace, pressedAt: '', modal: { id: list.view, hash: '' } }, below)
    },
  }),
})
