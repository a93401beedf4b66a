import type { ModalView } from '@slack/types'
import type { SessionId } from '../../domain/ids.ts'
import type { SessionState } from '../../store/reads/session-state.ts'
import { openBooking } from '../modals/open-booking.ts'
import { type Press, type Reply, type SlackParts, say, sayAbove, sayNotFound, show } from '../reply.ts'
import type { Words } from '../text/words.ts'
import { sessionChoice, sessionsPage, sessionsShown } from '../values.ts'
import { cancelModal } from '../views/cancel-modal.ts'
import { editSessionModal } from '../views/edit-session-modal.ts'
import type { Message } from '../views/message.ts'
import {
  pastSessionsMessage,
  pastSessionsModal,
  sessionsMessage,
  sessionsModal,
} from '../views/sessions-list.ts'
import { type Answer, aboutSession } from './about-session.ts'

/** Opens the booking modal on the same session: its current time and the free ones. */
export const askToReschedule = aboutSession(async (parts, press, session) => {
  const modal = await openBooking(parts, press, { session })
  return 'refused' in modal ? sayNow(parts, press, modal.refused) : show(parts, press, modal.view)
})

/** Opens the list from the help or Home, and its other pages, each in place of the last. */
export const showSessions = async (parts: SlackParts, press: Press): Answer => {
  const page = sessionsPage.decode(press.value)
  const from = page?.from ?? null
  const state = await parts.services.screens.sessions(press, from)
  return showList(parts, press, {
    state,
    message: sessionsMessage,
    modal: (words, shown) => sessionsModal(words, shown, from),
  })
}

/** The same for sessions that are over. */
export const showPastSessions = async (parts: SlackParts, press: Press): Answer => {
  const page = sessionsPage.decode(press.value)
  const state = await parts.services.screens.pastSessions(press, page?.from ?? null)
  return showList(parts, press, { state, message: pastSessionsMessage, modal: pastSessionsModal })
}

const showList = <State>(
  parts: SlackParts,
  press: Press,
  list: {
    state: State
    message: (words: Words, state: State) => Message
    modal: (words: Words, state: State) => ModalView
  },
): Reply<never> => {
  const { respond } = press
  if (!respond) return show(parts, press, list.modal(parts.words, list.state))
  // Where it is opened, nothing of it stands there yet.
  const replace_original = sessionsPage.decode(press.value) !== undefined && press.surface === 'list'
  return { afterwards: () => respond({ ...list.message(parts.words, list.state), replace_original }) }
}

/** Cancels, from a button of its own. */
export const askToCancel = aboutSession((parts, press, session) =>
  askAbout(parts, press, session, cancelModal),
)

/** An entry of a session's menu. Slack itself opens the pages of those that are links. */
export const chooseForSession = async (parts: SlackParts, press: Press): Answer => {
  const choice = sessionChoice.decode(press.value)
  if (!choice) return sayNotFound(parts, press)
  switch (choice.choose) {
    case 'google':
    case 'outlook':
      return {}
    case 'edit':
      return askAbout(parts, press, choice.session, editSessionModal)
    case 'cancel':
      return askAbout(parts, press, choice.session, cancelModal)
  }
}

/** Opens a modal about a session that can still be changed. */
const askAbout = async (
  parts: SlackParts,
  press: Press,
  id: SessionId,
  modal: (words: Words, state: SessionState) => ReturnType<typeof cancelModal>,
): Answer => {
  const found = await parts.services.screens.ownSession(press, id)
  if (!found) return sayNotFound(parts, press)
  const { state, now } = found
  const { session } = state
  if (session.status === 'cancelled') {
    return sayNow(parts, press, parts.words.cancelledText({ outcome: 'unchanged', session }, press.actor))
  }
  if (session.startsAt <= now) {
    return sayNow(parts, press, parts.words.refusalText({ outcome: 'refused', reason: 'begun' }))
  }
  return show(parts, press, modal(parts.words, state))
}

/** Why a press did nothing, or what it did. The list it was in is out of date, so it is redrawn. */
export const sayNow = async (parts: SlackParts, press: Press, text: string): Answer => {
  const shown = sessionsShown.decode(press.modal?.private_metadata)
  if (press.surface === 'modal' && shown) {
    const state = await parts.services.screens.sessions(press, shown.upcoming)
    return show(parts, press, sessionsModal(parts.words, state, shown.upcoming, text))
  }
  if (press.surface !== 'list') return say(parts, press, text)
  return sayAbove(
    press,
    text,
    sessionsMessage(parts.words, await parts.services.screens.sessions(press, null)),
  )
}
