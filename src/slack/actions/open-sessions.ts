import type { SessionId } from '../../domain/ids.ts'
import { isIn } from '../../domain/sessions/standing.ts'
import type { JoiningOptions } from '../../service/open-sessions/joining-options.ts'
import { topicChoice } from '../directory-values.ts'
import { drawOpenSessions } from '../modals/open-open-sessions.ts'
import { openSessionsShown } from '../open-session-values.ts'
import { type Press, type SlackParts, show, showAbove } from '../reply.ts'
import { joinModal } from '../views/join-modal.ts'
import { allOpenSessions } from '../views/open-sessions-list.ts'
import { type Answer, aboutSession } from './about-session.ts'
import { showAboveSearch } from './above-search.ts'
import { sayNow } from './sessions.ts'

/** Opens the list of open sessions, or another page of it in its place. */
export const showOpenSessions = async (parts: SlackParts, press: Press): Answer => {
  const shown = openSessionsShown.decode(press.value) ?? allOpenSessions
  return showAboveSearch(parts, press, await drawOpenSessions(parts, press, shown))
}

/** Those on one topic, from the first. */
export const filterOpenSessions = async (parts: SlackParts, press: Press): Answer => {
  const chosen = topicChoice.decode(press.value)
  const { mentor } = shownIn(press) ?? allOpenSessions
  const topic = chosen && 'topic' in chosen ? chosen.topic : null
  return show(parts, press, await drawOpenSessions(parts, press, { topic, mentor, from: null }))
}

/** The list that the modal shows in which something was pressed. */
const shownIn = ({ surface, modal }: Press) =>
  surface === 'modal' ? openSessionsShown.decode(modal?.private_metadata) : undefined

/** Says what came of a press; a list in which it was made is drawn again below that. */
const answer = async (parts: SlackParts, press: Press, text: string): Answer => {
  const shown = shownIn(press)
  return shown
    ? show(parts, press, await drawOpenSessions(parts, press, shown, text))
    : sayNow(parts, press, text)
}

/** The same where a DM and Home, which the outbox draws again, show it by themselves. */
const answerInLists = async (parts: SlackParts, press: Press, text: string): Answer =>
  press.surface === 'card' || press.surface === 'home' ? {} : answer(parts, press, text)

/** Takes a seat: at once, or after a form if there is something to say or to choose first. */
export const joinSession = aboutSession(async (parts, press, session) => {
  const { services, words } = parts
  const { workspace, actor } = press
  const options = await services.joiningOptions({ workspace, actor, session })
  if (options.outcome === 'refused') return answer(parts, press, words.notJoined(options))
  // Saying yes is what Join means to them.
  if (options.state.standing.is === 'held') return answerSeat(parts, press, session, 'yes')
  if (asksFirst(options)) {
    const shown = shownIn(press)
    const view = joinModal(words, options, shown && press.modal ? { ...shown, view: press.modal.id } : null)
    return shown ? showAbove(parts, press, view) : show(parts, press, view)
  }
  const joined = await services.join({ workspace, actor, session, note: '' })
  // A DM gets a message of its own about it, which does not say that they are busy then.
  const hasPlace = joined.outcome === 'seated' || joined.outcome === 'waiting'
  const isTold = press.surface === 'card' && hasPlace && !joined.isBusy
  return isTold ? {} : answer(parts, press, words.joinedText(joined))
})

/**
 * Whether there is something to say or to choose for a member who could get a seat, or a place on the waitlist. Who is in
 * it can still join what is left of its series.
 */
const asksFirst = ({ state: { open, standing }, ahead, toJoin, now }: JoiningOptions): boolean => {
  if (isIn(standing)) return toJoin > 0
  const { seats, startsAt } = open.session
  const isTooLate = startsAt <= now && seats.taken >= seats.total
  return !isTooLate && (open.asks || ahead > 1)
}

export const leaveSession = aboutSession(async (parts, press, session) => {
  const { workspace, actor } = press
  const left = await parts.services.leave({ workspace, actor, session })
  const text = parts.words.leftText(left)
  return left.outcome === 'left' ? answerInLists(parts, press, text) : answer(parts, press, text)
})

const answerSeat = async (
  parts: SlackParts,
  press: Press,
  session: SessionId,
  yesOrNo: 'yes' | 'no',
): Answer => {
  const { workspace, actor } = press
  const answered = await parts.services.answerSeat({ workspace, actor, session, answer: yesOrNo })
  const text = parts.words.answeredText(answered)
  return answered.outcome === 'seated' || answered.outcome === 'left'
    ? answerInLists(parts, press, text)
    : answer(parts, press, text)
}

export const takeSeat = aboutSession((parts, press, session) => answerSeat(parts, press, session, 'yes'))
export const declineSeat = aboutSession((parts, press, session) => answerSeat(parts, press, session, 'no'))

/** Not now: nobody is told, and the card and Home fold it. */
export const putInvitationAside = aboutSession(async (parts, press, session) => {
  const { workspace, actor } = press
  const put = await parts.services.putInvitationAside({ workspace, actor, session, aside: true })
  return put.outcome === 'refused'
    ? answer(parts, press, parts.words.refusalText(put))
    : answerInLists(parts, press, parts.words.invitationPutAside)
})
