import type { ModalView } from '@slack/types'
import type { SessionId } from '../../domain/ids.ts'
import type { OwnOpenSession } from '../../service/open-sessions/screens.ts'
import { refuse } from '../../service/outcome.ts'
import { openHost, openHostAgain } from '../modals/open-host.ts'
import { openSessionChoice } from '../open-session-values.ts'
import { type Press, type Reply, type SlackParts, say, sayNotFound, show } from '../reply.ts'
import type { Words } from '../text/words.ts'
import { sessionTarget } from '../values.ts'
import { cancelOpenModal } from '../views/cancel-open-modal.ts'
import { editOpenModal } from '../views/edit-open-modal.ts'
import { moveOpenModal } from '../views/move-open-modal.ts'
import { questionsModal } from '../views/questions-modal.ts'
import { giveSeatModal, inviteModal, manageSeatsModal, seatsModal } from '../views/seat-modals.ts'
import { type Answer, aboutSession } from './about-session.ts'

/** Opens the form to set up an open session. */
export const startHosting = async (parts: SlackParts, press: Press): Answer =>
  showOpened(parts, press, await openHost(parts, press))

/** The same, filled from the session that the button names or, if it names none, from the last one. */
export const hostAgain = async (parts: SlackParts, press: Press): Answer => {
  const target = sessionTarget.decode(press.value)
  return showOpened(parts, press, await openHostAgain(parts, press, target?.session ?? 'last'))
}

const showOpened = (
  parts: SlackParts,
  press: Press,
  opened: Awaited<ReturnType<typeof openHost>>,
): Reply<never> => ('refused' in opened ? say(parts, press, opened.refused) : show(parts, press, opened.view))

type Form = (words: Words, own: OwnOpenSession) => ModalView

/** Opens a form about one of the actor's open sessions that can still be changed. */
const askAbout = async (parts: SlackParts, press: Press, session: SessionId, form: Form): Answer => {
  const own = await parts.services.screens.ownOpenSession(press, session)
  if (!own) return sayNotFound(parts, press)
  const { status, startsAt } = own.state.open.session
  const why = status === 'cancelled' ? 'cancelled' : startsAt <= own.now ? 'begun' : undefined
  return why
    ? say(parts, press, parts.words.openRefusalText(refuse({ reason: why })))
    : show(parts, press, form(parts.words, own))
}

const opening = (form: Form) => aboutSession((parts, press, session) => askAbout(parts, press, session, form))

export const askToMoveOpen = opening(moveOpenModal)
export const manageSeats = opening(manageSeatsModal)
export const askForSeats = opening(seatsModal)
export const askWhoGetsSeat = opening(giveSeatModal)
export const askWhomToInvite = opening(inviteModal)

/** An entry of the menu of an open session. Slack itself opens the pages of those that are links. */
export const chooseForOpenSession = async (parts: SlackParts, press: Press): Answer => {
  const choice = openSessionChoice.decode(press.value)
  if (!choice) return sayNotFound(parts, press)
  switch (choice.choose) {
    case 'google':
    case 'outlook':
      return {}
    case 'edit':
      return askAbout(parts, press, choice.session, editOpenModal)
    case 'cancel':
      return askAbout(parts, press, choice.session, cancelOpenModal)
    case 'again':
      return showOpened(parts, press, await openHostAgain(parts, press, choice.session))
  }
}

/** What those who come would like to talk about, also while it is running. */
export const showQuestions = aboutSession(async (parts, press, session) => {
  const { screens } = parts.services
  if (!(await screens.ownOpenSession(press, session))) return sayNotFound(parts, press)
  return show(parts, press, questionsModal(parts.words, await screens.questions(press, session)))
})
