import type { MemberId } from '../../../domain/ids.ts'
import type { RequestKind } from '../../../domain/requests/request.ts'
import { minutesOf, otherOf } from '../../../domain/sessions/session.ts'
import type { Instant } from '../../../domain/time/time.ts'
import type { Refusal } from '../../../service/outcome.ts'
import type { Dismissed } from '../../../service/requests/dismiss.ts'
import type { Sent } from '../../../service/requests/send.ts'
import type { SentToEach } from '../../../service/requests/send-to-each.ts'
import type { Withdrawn } from '../../../service/requests/withdraw.ts'
import type { Booked } from '../../../service/sessions/booking.ts'
import type { Cancelled } from '../../../service/sessions/cancel.ts'
import type { Rescheduled } from '../../../service/sessions/reschedule.ts'
import { all, allOf, lengthInWords } from './nouns.ts'
import { mention } from './people.ts'
import { moment } from './times.ts'

/** Where an offer or session request was sent: what happens next. Like all that senders read, drawn from what holds no status. */
export const confirmation = ({ outcome, request, answered }: Omit<Sent, 'isFirst'>): string => {
  const to = mention(request.receiver)
  if (outcome === 'unchanged') return `You already sent this to ${to}, so I didn't send it again.`
  const accepted = answered > 0 ? ` That accepted ${allOf('their', answered, 'offer')}.` : ''
  return `Sent to ${to}.${accepted} I'll message you when they respond.`
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
          `Sent to ${everybody(anew)}${anew.length > 1 ? `, one ${what} each` : ''}. I'll message you when they respond.`,
        ]
      : []),
    ...(known.length > 0 ? [`You already sent this to ${everybody(known)}, so I didn't send it again.`] : []),
    ...sent
      .filter(({ answered }) => answered > 0)
      .map(
        ({ request, answered }) =>
          `${mention(request.receiver)}: that accepted ${allOf('their', answered, 'offer')}.`,
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
  if (outcome === 'unchanged') return 'You already dismissed that. You can still accept at any time.'
  const what = count > 1 ? `Dismissed ${all(count)}.` : 'Dismissed.'
  return `${what} ${mention(request.sender)} won't be notified. You can still accept at any time.`
}

export const withdrawnText = ({ outcome, request }: Withdrawn): string =>
  outcome === 'unchanged'
    ? 'You already withdrew that.'
    : `Withdrawn, so ${mention(request.receiver)} can't accept it any more. You can send a new one at any time.`

/** @param actor who booked */
export const bookedText = ({ outcome, session, accepted }: Booked, actor: MemberId): string => {
  const other = mention(otherOf(session, actor))
  if (outcome === 'unchanged') {
    return session.status === 'cancelled'
      ? `You already booked that session with ${other}, but it has been cancelled since. Book another time if you still want one.`
      : `You're already booked with ${other}: ${moment(session.startsAt)}.`
  }
  const acceptance = accepted ? ` That accepted ${allOf('their', accepted.count, accepted.kind)}.` : ''
  return `You're booked with ${other}: ${moment(session.startsAt)}.${acceptance} You'll both get a message with the details.`
}

/** @param actor who moved it */
export const rescheduledText = ({ outcome, session }: Rescheduled, actor: MemberId): string => {
  const other = mention(otherOf(session, actor))
  const when = moment(session.startsAt)
  if (outcome === 'unchanged') return `Your session with ${other} is already at that time: ${when}.`
  const what =
    session.moved?.from === session.startsAt
      ? `Your session with ${other} is now ${lengthInWords(minutesOf(session))} long: ${when}.`
      : `Moved your session with ${other}: ${when}.`
  return `${what} I'm letting them know, and you'll both get it for your calendars.`
}

/** @param actor who cancelled */
export const cancelledText = ({ outcome, session }: Cancelled, actor: MemberId): string => {
  const other = mention(otherOf(session, actor))
  return outcome === 'unchanged'
    ? `Your session with ${other} was already cancelled.`
    : `Cancelled. I'm letting ${other} know. To find another time, use the button in my message about it.`
}

/**
 * Why nothing was done, and what to do instead. Without markup: it appears in messages and at modal fields, which render
 * none.
 */
export const refusalText = (refusal: Refusal): string => {
  switch (refusal.reason) {
    case 'too_many_receivers':
      return `That's too many people: ${refusal.limit} at most. Remove some and send it again.`
    case 'too_many_invited':
      return `You can invite ${refusal.limit} people to one session at most. Remove some and send it again.`
    case 'too_many_suggestions':
      return `You've made ${refusal.limit} suggestions in 24 hours, and there can't be more. Try again tomorrow.`
    case 'suggests_self_as_mentor':
      return "That's you! To mentor someone yourself, use Offer to mentor."
    case 'suggests_self_as_mentee':
      return "That's you! To learn from someone yourself, use Request a session."
    case 'same_member':
      return 'A mentor and a mentee are two people. Pick someone else as one of them.'
    case 'not_found':
      return "I can't find that any more, or it isn't yours to answer. Your Home tab shows what you can do now."
    case 'accepted':
      return "That's already accepted, so it stays as it is. You'll find your sessions on the Home tab."
    case 'withdrawn':
      return 'The sender withdrew this. If you would still like to meet, send them a request of your own.'
    case 'needs_booking':
      return 'You accept a session request by booking. Press Accept, then pick a time.'
    case 'begun':
      return "This session has already started, so it can't be changed. You can book another one at any time."
    case 'cancelled':
      return 'This session was cancelled, so there is nothing to change. Book another one instead.'
    case 'self':
      return "That's you! Pick someone else."
    case 'bot':
      return "That's an app. Pick a person."
    case 'deactivated':
      return 'Their account is deactivated. Pick someone else.'
    case 'stranger':
      return "They're from another organisation, and mentoring is for members of this one. Pick someone else, or ask an admin of this workspace."
    case 'guest':
      return "They're a guest here, and mentoring is for full members. Pick someone else, or ask an admin of this workspace."
    case 'paused':
      return "They're not taking new requests right now. Try again later, or pick someone else."
    case 'own_deactivated':
      return 'Your account is deactivated. Ask an admin of this workspace.'
    case 'own_stranger':
      return "You're from another organisation, and mentoring is for members of this one. Ask an admin of this workspace."
    case 'own_guest':
      return "You're a guest here, and mentoring is for full members. Ask an admin of this workspace."
    case 'unknown_member':
      return "I couldn't find that member. Pick them from Slack's list."
    case 'slack_unavailable':
      return "Slack didn't answer in time, so nothing has changed. Please try again."
    case 'message_too_long':
    case 'topic_too_long':
    case 'reason_too_long':
    case 'location_too_long':
    case 'why_too_long':
    case 'line_too_long':
      return `That's too long: ${refusal.limit} characters at most. Shorten it and send it again.`
    case 'profile_too_long':
      return `That's too long: ${refusal.limit} characters at most. Shorten it and save again.`
    case 'too_many_topics':
      return `That's too many topics: ${refusal.limit} at most. Keep the ones that matter most to you.`
    case 'too_many_avoided':
      return `That's too many people: ${refusal.limit} at most.`
    case 'no_mentee_limit':
      return `Type a number from ${refusal.min} to ${refusal.max}, or leave it empty for no limit.`
    case 'topic_retired':
      return `${refusal.name} isn't used as a topic here any more. Choose another one.`
    case 'topic_exists':
      return `There's already a topic called ${refusal.name}. Merge the two, or choose another name.`
    case 'feedback_over':
      return 'This question is over, so your answer stays as it was. Thank you all the same.'
    case 'line_missing':
      return 'Write a line first, or take the ticks away.'
    case 'topic_unnamed':
      return 'Type the new name of the topic: at least one letter or digit.'
    case 'other_channel':
      return 'The organisers chose one channel for announcements. Pick the one that is named above, or none.'
    case 'mentors_only':
      return 'People looking for a mentor are shown to listed mentors. Say that you mentor in your profile to see them.'
    case 'organisers_only':
      return 'Only the organisers of the mentoring programme can do that. To see who they are, type /mentor settings.'
    case 'last_organiser':
      return 'A programme needs an organiser. Name another one first.'
    case 'too_many_organisers':
      return `A programme can have ${refusal.limit} organisers at most. Remove one first.`
  }
}

/** Slack refused the answer, whatever was done: another try shows the current state and does nothing twice. */
export const notAnswered =
  "Slack didn't take my answer to that. Please try again in a moment; nothing will happen twice."

/** The same, in a later message. @param at when it was pressed or typed */
export const unansweredText = (at: Instant): string =>
  `Sorry, Slack had trouble, and something you did here got no answer (${moment(at)}). Please try it again; nothing will happen twice.`

/** For the one error handler: whatever broke, its transaction was rolled back. */
export const somethingWentWrong =
  'Something went wrong on my side, and nothing was saved. Please try again in a moment.'
