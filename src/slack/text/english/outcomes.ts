import type { MemberId } from '../../../domain/ids.ts'
import type { RequestKind } from '../../../domain/requests/request.ts'
import type { Instant } from '../../../domain/time/time.ts'
import type { Refusal } from '../../../service/outcome.ts'
import type { Dismissed } from '../../../service/requests/dismiss.ts'
import type { Sent } from '../../../service/requests/send.ts'
import type { SentToEach } from '../../../service/requests/send-to-each.ts'
import type { Withdrawn } from '../../../service/requests/withdraw.ts'
import type { Booked } from '../../../service/sessions/booking.ts'
import type { Cancelled } from '../../../service/sessions/cancel.ts'
import type { Rescheduled } from '../../../service/sessions/reschedule.ts'
import { mention } from '../markup.ts'
import { all, allOf } from './nouns.ts'
import { moment } from './times.ts'

/** Where an offer or session request was sent: what happens next. Like all that senders read, drawn from what holds no status. */
export const confirmation = ({ outcome, request, answered }: Sent): string => {
  const to = mention(request.receiver)
  if (outcome === 'unchanged') return `You have sent this to ${to} already; it was not sent twice.`
  if (request.kind === 'offer') {
    return `Your offer to mentor ${to} is sent. They can book a session in your free hours or ask you for one. You are told here when they do.`
  }
  const sent = `Your session request to ${to} is sent. They can book a time that suits you both, and you are told here when they do.`
  return answered > 0 ? `You accepted ${allOf('their', answered, 'offer')}. ${sent}` : sent
}

/** The same for several members, by name, with who could not get it and why. */
export const confirmationOfEach = (kind: RequestKind, { each }: SentToEach): string => {
  const sent = each.flatMap(({ sent }) => (sent.outcome === 'refused' ? [] : [sent]))
  const anew = sent.filter(({ outcome }) => outcome === 'sent').map(({ request }) => request.receiver)
  const known = sent.filter(({ outcome }) => outcome === 'unchanged').map(({ request }) => request.receiver)
  const what = kind === 'offer' ? 'offer' : 'session request'
  return [
    ...(anew.length > 0
      ? [
          `Sent to ${everybody(anew)}${anew.length > 1 ? `, one ${what} each` : ''}. You are told here when they answer.`,
        ]
      : []),
    ...(known.length > 0
      ? [`You have sent this to ${everybody(known)} already; it was not sent twice.`]
      : []),
    ...sent
      .filter(({ answered }) => answered > 0)
      .map(
        ({ request, answered }) =>
          `${mention(request.receiver)}: you accepted ${allOf('their', answered, 'offer')}.`,
      ),
    ...each.flatMap(({ to, sent }) =>
      sent.outcome === 'refused' ? [`*Not sent to ${mention(to)}.* ${refusalText(sent)}`] : [],
    ),
  ].join('\n')
}

const everybody = (members: readonly MemberId[]): string => {
  const named = members.map(mention)
  const last = named.pop() ?? ''
  return named.length === 0 ? last : `${named.join(', ')} and ${last}`
}

export const dismissedText = ({ outcome, request, count }: Dismissed): string => {
  if (outcome === 'unchanged')
    return 'That was dismissed already; nothing has changed. You can still accept it.'
  const what = count > 1 ? `Dismissed, ${all(count)} of them.` : 'Dismissed.'
  return `${what} ${mention(request.sender)} is not told, and you can still accept at any time.`
}

export const withdrawnText = ({ outcome, request }: Withdrawn): string =>
  outcome === 'unchanged'
    ? 'You had withdrawn that already; nothing has changed.'
    : `Withdrawn. ${mention(request.receiver)} can no longer accept it. You can send a new one at any time.`

/** @param actor who booked */
export const bookedText = ({ outcome, session, accepted }: Booked, actor: string): string => {
  const other = mention(session.mentor === actor ? session.mentee : session.mentor)
  if (outcome === 'unchanged') {
    return session.status === 'cancelled'
      ? `That session with ${other} was booked, and has been cancelled since. Book another time if you still want one.`
      : `You have that session with ${other} already: ${moment(session.startsAt)}. It was not booked twice.`
  }
  const acceptance = accepted ? ` You accepted ${allOf('their', accepted.count, accepted.kind)}.` : ''
  return `Booked: your session with ${other} on ${moment(session.startsAt)}.${acceptance} You both get a message with the details.`
}

/** @param actor who moved it */
export const rescheduledText = ({ outcome, session }: Rescheduled, actor: string): string => {
  const other = mention(session.mentor === actor ? session.mentee : session.mentor)
  const when = moment(session.startsAt)
  return outcome === 'unchanged'
    ? `Your session with ${other} is at that time already: ${when}. Nothing has changed.`
    : `Moved: your session with ${other} is now on ${when}. They are told, and you both get a new calendar file.`
}

/** @param actor who cancelled */
export const cancelledText = ({ outcome, session }: Cancelled, actor: string): string => {
  const other = mention(session.mentor === actor ? session.mentee : session.mentor)
  return outcome === 'unchanged'
    ? `That session with ${other} was cancelled already; nothing has changed.`
    : `Cancelled. ${other} is told, and the time is free again. You can book another one from the message about it.`
}

/**
 * Why nothing was done, and what to do instead. Without markup: it appears in messages and at modal fields, which render
 * none.
 */
export const refusalText = (refusal: Refusal): string => {
  switch (refusal.reason) {
    case 'too_many_receivers':
      return `That is too many at once: at most ${refusal.limit} people. Take some out and send it again.`
    case 'not_found':
      return 'This is no longer here, or not yours to act on. Open the Home tab for what you can do now.'
    case 'accepted':
      return 'This has been accepted already, so it stays as it is. Upcoming sessions are on the Home tab.'
    case 'withdrawn':
      return 'This was withdrawn by its sender, so it can no longer be answered. If you still want to meet, send them a request of your own.'
    case 'needs_booking':
      return 'A session request is accepted by booking a session. Press Accept and pick a time.'
    case 'begun':
      return 'This session has begun, so it can no longer be changed. You can book another one at any time.'
    case 'cancelled':
      return 'This session was cancelled, so it cannot be moved. Book another one instead.'
    case 'self':
      return 'You cannot mentor yourself here. Pick somebody else.'
    case 'bot':
      return 'This is an app, not a person. Pick a person.'
    case 'deactivated':
      return 'The account of this member is deactivated. Pick somebody else.'
    case 'stranger':
      return 'This person belongs to another organisation, and mentoring is for members of this one. Pick a member, or ask an admin of this workspace.'
    case 'guest':
      return 'This person is a guest here, and mentoring is for full members. Pick a member, or ask an admin of this workspace.'
    case 'paused':
      return 'This member is not taking new requests right now. Try again later, or pick somebody else.'
    case 'own_deactivated':
      return 'Your account is deactivated, so nothing was done. Ask an admin of this workspace.'
    case 'own_stranger':
      return 'You belong to another organisation, and mentoring here is for members of this one. Ask an admin of this workspace.'
    case 'own_guest':
      return 'You are a guest here, and mentoring is for full members. Ask an admin of this workspace.'
    case 'unknown_member':
      return 'Slack does not know this member here. Pick somebody from the list that Slack shows.'
    case 'slack_unavailable':
      return 'Slack did not answer in time, so nothing was done. Please try again.'
    case 'message_too_long':
    case 'topic_too_long':
    case 'reason_too_long':
    case 'location_too_long':
      return `This is too long: at most ${refusal.limit} characters. Shorten it and send it again.`
  }
}

/** Slack refused the answer, whatever was done: another try shows the current state and does nothing twice. */
export const notAnswered =
  'Slack did not take my answer to that. Please try again in a moment; nothing will be done twice.'

/** The same, in a later message. @param at when it was pressed or typed */
export const unansweredText = (at: Instant): string =>
  `Sorry, something that you did here got no answer, because Slack had trouble (${moment(at)}). Please try it again; nothing will be done twice.`

/** For the one error handler: whatever broke, its transaction was rolled back. */
export const somethingWentWrong =
  'Something went wrong on our side, and nothing was saved. Please try again in a moment.'
