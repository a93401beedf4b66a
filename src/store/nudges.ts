import { type MemberId, memberId } from '../domain/ids.ts'
import { RECEIVED_SECTIONS } from '../domain/requests/lists.ts'
import type { Request, RequestKind } from '../domain/requests/request.ts'
import { type WorkingTime, workingTime } from '../domain/requests/working-time.ts'
import type { Settings } from '../domain/settings.ts'
import { DAY, type Instant } from '../domain/time/time.ts'
import { isZone, type Zone } from '../domain/time/zone.ts'
import { weeklyOf } from './availabilities.ts'
import { requestColumns, toRequest } from './requests.ts'
import { instant, orNull, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

export type ToBeNudged = {
  member: MemberId
  zone: Zone
  /** When they may be nudged. */
  working: WorkingTime
  dueAt: Instant
  lastAt: Instant | null
}

/**
 * Receivers of pending requests that reached one of those ages within the span and after the receiver's last nudge,
 * which covered everything that waited then. `dueAt`: when the first request did.
 */
export const toBeNudged = async (
  tx: Tx,
  settings: Settings,
  span: { after: Instant; until: Instant },
  only: MemberId | null = null,
): Promise<readonly ToBeNudged[]> => {
  const days = settings.nudgeAfterDays
  if (days.length === 0) return []
  const rows = await tx.rows(
    /* sql */ `
    select r.receiver_id, m.zone, a.weekly, n.last_at, min(age.reached_at) as due_at
    from requests r
    join members m on m.workspace_id = :workspace and m.id = r.receiver_id and not m.is_deactivated
    left join availabilities a on a.workspace_id = :workspace and a.member_id = r.receiver_id
    left join nudges n on n.workspace_id = :workspace and n.member_id = r.receiver_id
    cross join unnest(cast(:days as int[])) d (days)
    cross join lateral (select r.sent_at + d.days * interval '24 hours' as reached_at) age
    where r.workspace_id = :workspace and r.status = 'pending' and r.withdrawn_at is null
      and r.sent_at > :oldest and r.sent_at <= :newest
      and age.reached_at > greatest(:after, n.last_at) and age.reached_at <= :until
      and (cast(:only as text) is null or r.receiver_id = :only)
    group by r.receiver_id, m.zone, a.weekly, n.last_at
    order by r.receiver_id`,
    {
      days,
      only,
      after: new Date(span.after),
      until: new Date(span.until),
      oldest: new Date(span.after - Math.max(...days) * DAY),
      newest: new Date(span.until - Math.min(...days) * DAY),
    },
  )
  return rows.map((row) => {
    const zone = text(row, 'zone')
    return {
      member: memberId(text(row, 'receiver_id')),
      zone: isZone(zone) ? zone : 'UTC',
      working: workingTime(weeklyOf(row), settings),
      dueAt: instant(row, 'due_at'),
      lastAt: orNull(instant, row, 'last_at'),
    }
  })
}

/** One range of Received's index for each kind. */
const pendingOfKind = (kind: RequestKind) => /* sql */ `
  select ${requestColumns} from requests r
  where r.workspace_id = :workspace and r.receiver_id = :member and r.kind = '${kind}' and r.received_order = ${RECEIVED_SECTIONS.pending}
  order by r.id desc limit :most`

const PENDING = /* sql */ `
  (${pendingOfKind('offer')}) union all (${pendingOfKind('session_request')})
  order by id desc limit :most`

/** How many requests wait for the member, counted up to `most`, and the newest of them. */
export const pendingFor = async (
  tx: Tx,
  member: MemberId,
  named: number,
  most: number,
): Promise<{ pending: number; latest: readonly Request[] }> => {
  const rows = await tx.rows(PENDING, { member, most })
  return { pending: rows.length, latest: rows.slice(0, named).map(toRequest) }
}

export const saveNudged = async (tx: LockedTx, member: MemberId, now: Instant): Promise<void> => {
  await tx.rows(
    /* sql */ `
    insert into nudges (workspace_id, member_id, last_at) values (:workspace, :member, :now)
    on conflict (workspace_id, member_id) do update set last_at = greatest(nudges.last_at, excluded.last_at)`,
    { member, now: new Date(now) },
  )
}
