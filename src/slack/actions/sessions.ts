import { sessionTarget } from '../ids.ts'
import { openBooking } from '../open-booking.ts'
import { type Press, type Reply, type SlackParts, say, show } from '../reply.ts'
import { refusalText } from '../text/outcomes.ts'
import { cancelModal } from '../views/cancel-modal.ts'
import { sessionsMessage } from '../views/sessions-message.ts'

/** The booking modal on the same session: its free times, and the one that it has. */
export const askToReschedule = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const target = sessionTarget.decode(press.value)
  if (!target) return say(parts, press, refusalText({ outcome: 'refused', reason: 'not_found' }))
  const modal = await openBooking(parts, press, { session: target.session })
  return 'refused' in modal ? say(parts, press, modal.refused) : show(parts, press, modal.view)
}

/** From the help: the list in its place. */
export const showSessions = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const { sessions, now } = await parts.services.look.sessions(press)
  const message = sessionsMessage(sessions, press.actor, now)
  return { afterwards: async () => press.respond?.({ ...message, replace_original: false }) }
}

/** Cancelling asks for an optional reason first. */
export const askToCancel = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const target = sessionTarget.decode(press.value)
  const state = target && (await parts.services.look.session(press.workspace, target.session, press.actor))
  if (!state) return say(parts, press, refusalText({ outcome: 'refused', reason: 'not_found' }))
  return show(parts, press, cancelModal(state))
}
