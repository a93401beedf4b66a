import { calendarChoice } from '../calendar-values.ts'
import { type Press, type Reply, type SlackParts, say, sayNotFound, show, showAbove } from '../reply.ts'
import { availabilityModal } from '../views/availability-modal.ts'
import { CALENDARS, calendarsModal } from '../views/calendars-modal.ts'
import { connectCalendarModal } from '../views/connect-calendar-modal.ts'

/** Opens the form for a new calendar; above the availability, where what was typed there stays. */
export const connectCalendar = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const { services, words, publicUrl } = parts
  const url = publicUrl()
  const tickets = url === undefined ? [] : services.calendarTickets(press)
  const links = tickets.map(({ provider, ticket }) => ({
    provider,
    url: `${url}/calendars/connect?ticket=${encodeURIComponent(ticket)}`,
  }))
  const view = connectCalendarModal(words, links)
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
  const { outcome, source } = changed
  const text = outcome === 'checking' ? words.checkingText(source) : words.disconnectedText(source)
  if (press.surface !== 'modal') return say(parts, press, text)
  // One of the two modals that list them.
  if (press.modal?.private_metadata === CALENDARS) return showCalendars(parts, press)
  const own = await services.ownAvailability(press)
  return own.outcome === 'refused'
    ? say(parts, press, words.refusalText(own))
    : show(parts, press, availabilityModal(words, own))
}
