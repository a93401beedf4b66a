import type { Button, KnownBlock, RichTextBlock } from '@slack/types'
import type { MemberId } from '../../domain/ids.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import { actionIds, sessionTarget } from '../ids.ts'
import { labels } from '../text/labels.ts'
import { noSessions, sessionRow, sessionWords } from '../text/sessions.ts'
import { actions, button, context, section, stack } from './blocks.ts'
import { named } from './peoples-text.ts'

/** A session cannot change once it has begun. */
export const isAhead = (session: Session, now: Instant): boolean =>
  session.status === 'scheduled' && session.startsAt > now

export const rescheduleButton = (session: Session): Button =>
  button(labels.rescheduleSession, actionIds.rescheduleSession, {
    value: sessionTarget.encode({ session: session.id }),
  })

export const cancelButton = (session: Session): Button =>
  button(labels.cancelSession, actionIds.cancelSession, {
    value: sessionTarget.encode({ session: session.id }),
  })

/** Topic and place, if given. */
export const sessionDetails = (session: Session): RichTextBlock | undefined =>
  named([
    { name: sessionWords.topic, typed: session.topic },
    { name: sessionWords.location, typed: session.location },
  ])

/** Upcoming sessions, each with its buttons. */
export const sessionRows = (sessions: readonly Session[], reader: MemberId, now: Instant): KnownBlock[] =>
  stack(
    sessions.length === 0 && context(noSessions),
    sessions.flatMap((session) =>
      stack(
        section(sessionRow(session, reader)),
        sessionDetails(session),
        isAhead(session, now) && actions(rescheduleButton(session), cancelButton(session)),
      ),
    ),
  )
