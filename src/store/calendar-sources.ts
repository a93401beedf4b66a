import {
  type CalendarKind,
  type CalendarSource,
  calendarFaults,
  calendarKinds,
} from '../domain/calendars/reading.ts'
import type { MemberId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import type { Zone } from '../domain/time/zone.ts'
import { flag, instant, integer, oneOf, orNull, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** A member's own, in the order in which they connected them. */
export const sourcesOf = async (tx: Tx, member: MemberId): Promise<readonly CalendarSource[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select id, kind, host, read_at, fault, unclear, writes from calendar_sources
    where workspace_id = :workspace and member_id = :member order by connected_at, id`,
    { member },
  )
  return rows.map((row) => ({
    id: text(row, 'id'),
    kind: oneOf(row, 'kind', calendarKinds),
    host: text(row, 'host'),
    readAt: orNull(instant, row, 'read_at'),
    fault: orNull((from, column) => oneOf(from, column, calendarFaults), row, 'fault'),
    unclear: integer(row, 'unclear'),
    writes: flag(row, 'writes'),
  }))
}

/** Which of a member's sources are read together with others of that address. */
export const isConnected = async (tx: Tx, member: MemberId, readWith: string): Promise<boolean> => {
  const rows = await tx.rows(
    /* sql */ `
    select id from calendar_sources
    where workspace_id = :workspace and member_id = :member and read_with = :readWith`,
    { member, readWith },
  )
  return rows.length > 0
}

export type NewSource = {
  id: string
  member: MemberId
  kind: CalendarKind
  host: string
  secret: string
  readWith: string
  writes: boolean
}

/** It is read at once. */
export const insertSource = (tx: LockedTx, source: NewSource, now: Instant): void => {
  tx.write(
    /* sql */ `
    insert into calendar_sources (workspace_id, id, member_id, kind, host, secret, read_with, writes, due_at, connected_at)
    values (:workspace, :id, :member, :kind, :host, :secret, :readWith, :writes, :now, :now)`,
    { ...source, now: new Date(now) },
  )
}

/** The same calendar, connected again: perhaps another account's, so that nothing is known of it until it is read. */
export const renewSource = (
  tx: LockedTx,
  { id, member, secret, writes }: Pick<NewSource, 'id' | 'member' | 'secret' | 'writes'>,
  now: Instant,
): void => {
  tx.write(
    /* sql */ `
    update calendar_sources set secret = :secret, renewing_until = null, writes = :writes, busy = '{}',
      known_from = null, known_until = null, read_at = null, unclear = 0, fault = null, failures = 0, due_at = :now
    where workspace_id = :workspace and member_id = :member and id = :id`,
    { id, member, secret, writes, now: new Date(now) },
  )
}

export const deleteSources = (tx: LockedTx, member: MemberId, ids: readonly string[]): void => {
  tx.write(
    'delete from calendar_sources where workspace_id = :workspace and member_id = :member and id = any(:ids)',
    { member, ids },
  )
}

/** Has one of the member's own read next: they wait for it. */
export const askForReading = (tx: LockedTx, member: MemberId, id: string, now: Instant): void => {
  tx.write(
    /* sql */ `
    update calendar_sources set asked = true, due_at = least(due_at, cast(:now as timestamptz))
    where workspace_id = :workspace and member_id = :member and id = :id`,
    { member, id, now: new Date(now) },
  )
}

/** Something was changed in it. */
export const readSoon = (tx: LockedTx, id: string, now: Instant): void => {
  tx.write(
    /* sql */ `
    update calendar_sources set due_at = least(due_at, cast(:now as timestamptz))
    where workspace_id = :workspace and id = :id`,
    { id, now: new Date(now) },
  )
}

/** What was read in another zone does not count any more. */
export const readInZoneSoon = (tx: LockedTx, member: MemberId, zone: Zone, now: Instant): void => {
  tx.write(
    /* sql */ `
    update calendar_sources set due_at = least(due_at, cast(:now as timestamptz))
    where workspace_id = :workspace and member_id = :member and zone <> :zone`,
    { member, zone, now: new Date(now) },
  )
}
