import type { MemberId } from '../../domain/ids.ts'
import { type From, PAGE_SIZE } from '../../domain/page.ts'
import type { Instant } from '../../domain/time/time.ts'
import { pastPage } from '../sessions.ts'
import type { Tx } from '../sql/transaction.ts'
import { type SessionsState, withPeople } from './home.ts'

/** A member's sessions that have ended, a page of them, newest first. */
export const pastSessionsState = async (
  tx: Tx,
  member: MemberId,
  from: From<Instant>,
  now: Instant,
): Promise<SessionsState> =>
  withPeople(tx, { member, now, sessions: await pastPage(tx, member, now, from, PAGE_SIZE.sessions) })
