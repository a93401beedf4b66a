import { sessionTarget } from '../ids.ts'
import { type Press, type Reply, type SlackParts, say, show } from '../reply.ts'
import { refusalText } from '../text/outcomes.ts'
import { cancelModal } from '../views/cancel-modal.ts'

/** Cancelling asks for an optional reason first. */
export const askToCancel = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const target = sessionTarget.decode(press.value)
  const state = target && (await parts.services.look.session(press.workspace, target.session, press.actor))
  if (!state) return say(parts, press, refusalText({ outcome: 'refused', reason: 'not_found' }))
  return show(parts, press, cancelModal(state))
}
