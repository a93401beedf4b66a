import { calendarChoice } from '../calendar-values.ts'
import { type Press, type Reply, type SlackParts, say, sayNotFound, show, showAbove } from '../reply.ts'
import { availabilityModal } from '../views/availability-modal.ts'
import { CALENDARS, calendarsModal } from '../views/calendars-modal.ts'
import { connectCalendarModal } from '../views/connect-calendar-modal.ts'

/** Opens the form for an address; above the availability, where what was typed there stays. */
export const connectCalendar = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const view = connectCalendarModal(parts.words)
  return press.surface === 'modal' ? showAbove(parts, press, view) : show(parts, press, view)
}

/** Opens the list of the member's calendars. */
export const showCalendars = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const own = await parts.services.ownAvailability(press)
  return own.outcome === 'refused'
    ? say(parts, press, parts.words.refusalText(own))
    : show(parts, press, calendarsModal(parts.words, own.calendars))
}

/** Reads a calendar now, or forgets it. */
export const chooseForCalendar = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const { services, words } = parts
  const choice = calendarChoice.decode(press.value)
  if (!choice) return sayNotFound(parts, press)
  const one = { workspace: press.workspace, actor: press.actor, source: choice.source }
  const changed =
    choice.choose === 'check' ? await services.checkCalendar(one) : await services.disconnectCalendar(one)
  if (changed.outcome === 'refused') return say(parts, press, words.refusalText(changed))
  // Home is drawn again, and shows it.
  if (press.surface === 'home') return {}
  const { host } = changed.source
  const text = changed.outcome === 'checking' ? words.checkingText(host) : words.disconnectedText(host)
  if (press.surface !== 'modal') return say(parts, press, text)
  // One of the two modals that list them.
  if (press.modal?.private_metadata === CALENDARS) return showCalendars(parts, press)
  const own = await services.ownAvailability(press)
  return own.outcome === 'refused'
    ? say(parts, press, words.refusalText(own))
    : show(parts, press, availabilityModal(words, own))
}
