import { sessionsPage, sessionTarget } from '../ids.ts'
import { openBooking } from '../modals/open-booking.ts'
import { type Press, type Reply, type SlackParts, say, sayAbove, show } from '../reply.ts'
import { cancelModal } from '../views/cancel-modal.ts'
import { sessionsMessage, sessionsModal } from '../views/sessions-list.ts'

/** Opens the booking modal on the same session: its current time and the free ones. */
export const askToReschedule = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const target = sessionTarget.decode(press.value)
  if (!target) return say(parts, press, parts.words.refusalText({ outcome: 'refused', reason: 'not_found' }))
  const modal = await openBooking(parts, press, { session: target.session })
  return 'refused' in modal ? sayNow(parts, press, modal.refused) : show(parts, press, modal.view)
}

/** Opens the list from the help or Home, and its other pages, each in place of the last. */
export const showSessions = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const page = sessionsPage.decode(press.value)
  const state = await parts.services.look.sessions(press, page?.from ?? null)
  const { respond } = press
  if (!respond) return show(parts, press, sessionsModal(parts.words, state))
  const replace_original = page !== undefined && press.surface === 'list'
  return { afterwards: () => respond({ ...sessionsMessage(parts.words, state), replace_original }) }
}

/** Asks for an optional reason before cancelling, if there is still something to cancel. */
export const askToCancel = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const target = sessionTarget.decode(press.value)
  const found = target && (await parts.services.look.ownSession(press, target.session))
  if (!found) return say(parts, press, parts.words.refusalText({ outcome: 'refused', reason: 'not_found' }))
  const { state, now } = found
  const { session } = state
  if (session.status === 'cancelled') {
    return sayNow(parts, press, parts.words.cancelledText({ outcome: 'unchanged', session }, press.actor))
  }
  if (session.startsAt <= now) {
    return sayNow(parts, press, parts.words.refusalText({ outcome: 'refused', reason: 'begun' }))
  }
  return show(parts, press, cancelModal(parts.words, state))
}

/** Why a press did nothing. The list it was in is out of date, so it is redrawn. */
const sayNow = async (parts: SlackParts, press: Press, text: string): Promise<Reply<never>> => {
  if (press.surface !== 'list') return say(parts, press, text)
  return sayAbove(press, text, sessionsMessage(parts.words, await parts.services.look.sessions(press)))
}
