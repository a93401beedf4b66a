import type { Instant } from '../../domain/time/time.ts'
import type { AnnouncementState } from '../../service/open-sessions/announcing.ts'
import type { Words } from '../text/words.ts'
import { actions, context, picture, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { DESCRIPTION_SHOWN, joinSessionButton } from './open-session-parts.ts'
import { named, quote } from './peoples-text.ts'

/** An open session in a channel: nothing private, and of those who joined only their number. */
export const announcementMessage = (
  words: Words,
  { open, topics, mentor }: AnnouncementState,
  now: Instant,
): Message => {
  const { session } = open
  const isCancelled = session.status === 'cancelled'
  const hasEnded = session.endsAt <= now
  const isFull = session.seats.taken >= session.seats.total
  const hasBegun = session.startsAt <= now
  const status = () => {
    if (isCancelled) return section(words.announcement.cancelled)
    if (hasEnded) return section(words.announcement.ended(session.mentees.length))
    if (hasBegun) return section(words.announcement.underWay(session))
    return context([words.seatsLeft(session.seats), ...(isFull ? [words.announcement.full] : [])].join('. '))
  }
  return message(
    stack(
      section(
        [words.announcement.title(mentor.id), words.announcementWhen(session)].join('\n'),
        picture(mentor),
      ),
      named([
        { name: words.openSessionFields.title, typed: session.topic },
        { name: words.openSessionFields.topics, typed: topics.map(({ name }) => name).join(', ') },
      ]),
      !isCancelled && !hasEnded && quote(open.description, DESCRIPTION_SHOWN),
      status(),
      !isCancelled && !hasEnded && !(hasBegun && isFull) && actions(joinSessionButton(words, session)),
    ),
  )
}

/** For the mentor: the channel does not take the message. */
export const channelFaultMessage = (words: Words, channel: string, why: string): Message =>
  message([section(words.announcement.fault(channel, why))])
