import * as v from 'valibot'
import {
  type Availability,
  defaultAvailability,
  type WeeklyHours,
} from '../domain/availability/availability.ts'
import { type MemberId, memberId } from '../domain/ids.ts'
import type { Instant, WEEKDAYS } from '../domain/time/time.ts'
import { flag, integer, orNull, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

const range = v.object({ from: v.string(), to: v.string() })
const ranges = v.array(range)
const weekly = v.object({
  monday: ranges,
  tuesday: ranges,
  wednesday: ranges,
  thursday: ranges,
  friday: ranges,
  saturday: ranges,
  sunday: ranges,
} satisfies Record<(typeof WEEKDAYS)[number], typeof ranges>)

/** Null if the member set none. */
export const weeklyOf = (row: Row): WeeklyHours | null =>
  row.weekly === null ? null : v.parse(weekly, row.weekly)

const toAvailability = (row: Row): Availability => ({
  zone: text(row, 'zone'),
  weekly: v.parse(weekly, row.weekly),
  sessionMinutes: integer(row, 'session_minutes'),
  bufferBeforeMinutes: integer(row, 'buffer_before_minutes'),
  bufferAfterMinutes: integer(row, 'buffer_after_minutes'),
  leadMinutes: integer(row, 'notice_minutes'),
  horizonDays: integer(row, 'horizon_days'),
  weeklyCap: orNull(integer, row, 'weekly_cap'),
  daysOff: v.parse(ranges, row.days_off),
  location: text(row, 'location'),
  paused: flag(row, 'paused'),
})

/** What the member set, or the default in the zone of their Slack profile; `isSet` says which. */
export const availabilityOf = async (tx: Tx, member: MemberId): Promise<KnownAvailability> =>
  (await availabilitiesOf(tx, [member])).get(member) ?? byDefault('UTC')

export type KnownAvailability = { availability: Availability; isSet: boolean }

const byDefault = (zone: string): KnownAvailability => ({
  availability: defaultAvailability(zone),
  isSet: false,
})

/** The same for several; those whom the app has not met are left out. */
export const availabilitiesOf = async (
  tx: Tx,
  members: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, KnownAvailability>> => {
  const rows = await tx.rows(
    /* sql */ `
    select m.id, m.zone as profile_zone, a.zone, a.weekly, a.session_minutes, a.buffer_before_minutes,
      a.buffer_after_minutes, a.notice_minutes, a.horizon_days, a.weekly_cap, a.days_off, a.location, a.paused
    from members m
    left join availabilities a on a.workspace_id = :workspace and a.member_id = m.id
    where m.workspace_id = :workspace and m.id = any(:members)`,
    { members },
  )
  return new Map(
    rows.map((row) => [
      memberId(text(row, 'id')),
      row.weekly === null
        ? byDefault(text(row, 'profile_zone'))
        : { availability: toAvailability(row), isSet: true },
    ]),
  )
}

export const saveAvailability = (
  tx: LockedTx,
  member: MemberId,
  availability: Availability,
  now: Instant,
): void => {
  tx.write(
    /* sql */ `
    insert into availabilities (workspace_id, member_id, zone, weekly, session_minutes, buffer_before_minutes,
      buffer_after_minutes, notice_minutes, horizon_days, weekly_cap, days_off, location, paused, updated_at)
    values (:workspace, :member, :zone, cast(:weekly as jsonb), :sessionMinutes, :bufferBeforeMinutes,
      :bufferAfterMinutes, :leadMinutes, :horizonDays, :weeklyCap, cast(:daysOff as jsonb), :location, :paused, :now)
    on conflict (workspace_id, member_id) do update set
      zone = excluded.zone, weekly = excluded.weekly, session_minutes = excluded.session_minutes,
      buffer_before_minutes = excluded.buffer_before_minutes, buffer_after_minutes = excluded.buffer_after_minutes,
      notice_minutes = excluded.notice_minutes, horizon_days = excluded.horizon_days,
      weekly_cap = excluded.weekly_cap, days_off = excluded.days_off, location = excluded.location,
      paused = excluded.paused, updated_at = excluded.updated_at`,
    {
      ...availability,
      member,
      weekly: JSON.stringify(availability.weekly),
      daysOff: JSON.stringify(availability.daysOff),
      now: new Date(now),
    },
  )
}
