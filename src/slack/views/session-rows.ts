import type { Button, KnownBlock, RichTextBlock } from '@slack/types'
import type { MemberId } from '../../domain/ids.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import { actionIds, sessionTarget } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, section, stack } from './blocks.ts'
import { named } from './peoples-text.ts'

/** A session cannot change once it has begun. */
export const isAhead = (session: Session, now: Instant): boolean =>
  session.status === 'scheduled' && session.startsAt > now

export const rescheduleButton = (words: Words, session: Session): Button =>
  button(words.labels.rescheduleSession, actionIds.rescheduleSession, {
    value: sessionTarget.encode({ session: session.id }),
  })

export const cancelButton = (words: Words, session: Session): Button =>
  button(words.labels.cancelSession, actionIds.cancelSession, {
    value: sessionTarget.encode({ session: session.id }),
  })

/** Topic and place, if given. */
export const sessionDetails = (words: Words, session: Session): RichTextBlock | undefined =>
  named([
    { name: words.sessions.topic, typed: session.topic },
    { name: words.sessions.location, typed: session.location },
  ])

/** Upcoming sessions, each with its buttons. */
export const sessionRows = (
  words: Words,
  sessions: readonly Session[],
  reader: MemberId,
  now: Instant,
): KnownBlock[] =>
  stack(
    sessions.length === 0 && context(words.noSessions),
    sessions.flatMap((session) =>
      stack(
        section(words.sessionRow(session, reader)),
        sessionDetails(words, session),
        isAhead(session, now) && actions(rescheduleButton(words, session), cancelButton(words, session)),
      ),
    ),
  )
