import type { KnownBlock } from '@slack/types'
import type { MemberId } from '../../domain/ids.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { Words } from '../text/words.ts'
import { actions, section, stack } from './blocks.ts'
import { isAhead, joinButton, sessionActions, sessionDetails } from './session-rows.ts'

/** The member's next session, or the one they are in, into which a button still leads. */
export const nextSession = (words: Words, session: Session, reader: MemberId, now: Instant): KnownBlock[] => {
  const join = joinButton(words, session)
  return stack(
    section(words.nextSession(session, reader)),
    sessionDetails(words, session),
    isAhead(session, now) ? sessionActions(words, session, reader) : actions(...(join ? [join] : [])),
  )
}
