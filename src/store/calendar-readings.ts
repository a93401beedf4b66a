import {
  type CalendarFault,
  type CalendarKind,
  calendarKinds,
  type Validators,
} from '../domain/calendars/reading.ts'
import { type MemberId, memberId, type SessionId } from '../domain/ids.ts'
import { HOUR, type Instant, type Interval } from '../domain/time/time.ts'
import type { Zone } from '../domain/time/zone.ts'
import { zoneOf } from './outside-times.ts'
import { flag, instant, integer, oneOf, orNull, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** A source that is to be read, with what is known of it. */
export type DueSource = {
  id: string
  member: MemberId
  kind: CalendarKind
  secret: string
  readWith: string
  /** In which times without a zone are read. */
  zone: Zone
  /** The zone in which they were read last. */
  readIn: Zone | null
  knownUntil: Instant | null
  validators: Validators
  failures: number
  /** Its owner asked for this reading, and waits for it. */
  asked: boolean
}

/** No source is ever left alone for longer: one that is due later was put off before the clock was set back. */
const LONGEST_PAUSE = 12 * HOUR

const dueColumns = /* sql */ `
  s.id, s.member_id, s.kind, s.secret, s.read_with, s.zone as read_in, s.known_until, s.etag, s.last_modified, s.digest,
  s.failures, s.asked,
  ${zoneOf('s.member_id')} as zone`

/**
 * Takes the sources of the addresses that have waited longest, each with all others of its address; nobody else gets them
 * before `until`.
 */
export const takeDueSources = async (
  tx: LockedTx,
  { now, until, addresses }: { now: Instant; until: Instant; addresses: number },
): Promise<readonly DueSource[]> => {
  const rows = await tx.rows(
    /* sql */ `
    with next as (
      select distinct due.read_with from (
        (select c.read_with from calendar_sources c
          where c.workspace_id = :workspace and c.due_at <= :now order by c.due_at limit :addresses)
        union all
        (select c.read_with from calendar_sources c
          where c.workspace_id = :workspace and c.due_at > :beyond order by c.due_at limit :addresses)) due)
    update calendar_sources s set due_at = :until
    from next where s.workspace_id = :workspace and s.read_with = next.read_with
    returning ${dueColumns}`,
    { addresses, now: new Date(now), until: new Date(until), beyond: new Date(now + LONGEST_PAUSE) },
  )
  return rows.map(toDue)
}

const toDue = (row: Row): DueSource => ({
  id: text(row, 'id'),
  kind: oneOf(row, 'kind', calendarKinds),
  member: memberId(text(row, 'member_id')),
  secret: text(row, 'secret'),
  readWith: text(row, 'read_with'),
  zone: text(row, 'zone'),
  readIn: orNull(text, row, 'read_in'),
  knownUntil: orNull(instant, row, 'known_until'),
  validators: {
    etag: orNull(text, row, 'etag'),
    lastModified: orNull(text, row, 'last_modified'),
    digest: orNull(text, row, 'digest'),
  },
  failures: integer(row, 'failures'),
  asked: flag(row, 'asked'),
})

/** Both sides of a booking to come, or of a session that the actor is in. */
export type Concerned = { members: readonly MemberId[] } | { session: SessionId; actor: MemberId }

const askedAgain = (whose: string) => /* sql */ `
  select ${dueColumns} from calendar_sources s
  where s.workspace_id = :workspace and s.kind = any(:kinds) and s.member_id = any(${whose})`

const AGAIN = {
  members: askedAgain('cast(:members as text[])'),
  session: askedAgain(/* sql */ `array(
    select o.member_id from session_members o where o.workspace_id = :workspace and o.session_id = :session
      and exists (select from session_members a where a.workspace_id = :workspace and a.session_id = :session
        and a.member_id = :actor))`),
} as const

/** Sources of those kinds that belong to them. */
export const sourcesConcerned = async (
  tx: Tx,
  concerned: Concerned,
  kinds: readonly CalendarKind[],
): Promise<readonly DueSource[]> => {
  const rows = await ('members' in concerned
    ? tx.rows(AGAIN.members, { members: concerned.members, kinds })
    : tx.rows(AGAIN.session, { ...concerned, kinds }))
  return rows.map(toDue)
}

/** What is busy, in the zone in which it was read. */
export type KeptReading = {
  zone: Zone
  busy: readonly Interval[]
  window: Interval
  unclear: number
  validators: Validators
}

const KEEP = /* sql */ `
  update calendar_sources set busy = cast(:busy as tstzmultirange), zone = :zone, known_from = :from, known_until = :until,
    etag = :etag, last_modified = :lastModified, digest = :digest, unclear = :unclear, read_at = :readAt, fault = null,
    failures = 0, asked = false, due_at = :dueAt
  where workspace_id = :workspace and id = any(:ids)`

/** The longest that the columns take; a server that says more is asked without. */
const [LONGEST_ETAG, LONGEST_DATE] = [500, 100]

/** Keeps what was read at that time, and nothing of what was known before. */
export const keepReading = (
  tx: LockedTx,
  ids: readonly string[],
  { zone, busy, window, unclear, validators: { etag, lastModified, digest } }: KeptReading,
  { readAt, dueAt }: { readAt: Instant; dueAt: Instant },
): void => {
  tx.write(KEEP, {
    ids,
    zone,
    unclear,
    busy: `{${busy.map(({ start, end }) => `[${new Date(start).toISOString()},${new Date(end).toISOString()})`).join()}}`,
    from: new Date(window.start),
    until: new Date(window.end),
    etag: etag !== null && etag.length <= LONGEST_ETAG ? etag : null,
    lastModified: lastModified !== null && lastModified.length <= LONGEST_DATE ? lastModified : null,
    digest,
    readAt: new Date(readAt),
    dueAt: new Date(dueAt),
  })
}

/** What was read before is still so. */
export const keepUnchanged = (
  tx: LockedTx,
  ids: readonly string[],
  { readAt, dueAt }: { readAt: Instant; dueAt: Instant },
): void => {
  tx.write(
    /* sql */ `
    update calendar_sources set read_at = :readAt, fault = null, failures = 0, asked = false, due_at = :dueAt
    where workspace_id = :workspace and id = any(:ids) and read_at is not null`,
    { ids, readAt: new Date(readAt), dueAt: new Date(dueAt) },
  )
}

/** It could not be read; what was read before counts for as long as it does. */
export const keepFault = (
  tx: LockedTx,
  ids: readonly string[],
  fault: CalendarFault,
  dueAt: Instant,
): void => {
  tx.write(
    /* sql */ `
    update calendar_sources set fault = :fault, failures = failures + 1, asked = false, due_at = :dueAt
    where workspace_id = :workspace and id = any(:ids)`,
    { ids, fault, dueAt: new Date(dueAt) },
  )
}
