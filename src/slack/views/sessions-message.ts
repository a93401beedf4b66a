import type { MemberId } from '../../domain/ids.ts'
import type { Session } from '../../domain/session.ts'
import type { Instant } from '../../domain/time.ts'
import { headings } from '../text/labels.ts'
import { header } from './blocks.ts'
import { type Message, message } from './message.ts'
import { sessionRows } from './session-rows.ts'

const MOST = 10

/** The reader's upcoming sessions in the channel, for the one who asked. */
export const sessionsMessage = (sessions: readonly Session[], reader: MemberId, now: Instant): Message =>
  message([header(headings.sessions), ...sessionRows(sessions, reader, now, MOST)])
