import { type MemberId, memberId } from '../domain/ids.ts'
import type { Member } from '../domain/member.ts'
import type { Instant } from '../domain/time.ts'
import { flag, instant, type Row, text } from './row.ts'
import type { Tx } from './transaction.ts'

/** What Slack says of a member; whether they paused is our own. */
export type Profile = Omit<Member, 'isPaused'>

const toMember = (row: Row): Member => ({
  id: memberId(text(row, 'id')),
  name: text(row, 'name'),
  zone: text(row, 'zone'),
  isBot: flag(row, 'is_bot'),
  isDeactivated: flag(row, 'is_deactivated'),
  isGuest: flag(row, 'is_guest'),
  isStranger: flag(row, 'is_stranger'),
  isPaused: flag(row, 'is_paused'),
})

const columns = /* sql */ `
  m.*, coalesce((select a.paused from availabilities a
    where a.workspace_id = m.workspace_id and a.member_id = m.id), false) as is_paused`

/**
 * Locks the members' rows and returns them by id, absent where the app never met them. Always in the order of their
 * ids: two acts on one pair wait for each other and never in a circle. `no key update`, so that rows which merely
 * refer to a member are still written by others.
 */
export const lockMembers = async (
  tx: Tx,
  ids: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, Member>> => {
  const rows = await tx.rows(
    `select ${columns} from members m where m.workspace_id = :workspace and m.id = any(:ids)
      order by m.id for no key update of m`,
    { ids },
  )
  return new Map(rows.map(toMember).map((member) => [member.id, member]))
}

export type KnownMember = Member & { fetchedAt: Instant }

export const findMembers = async (tx: Tx, ids: readonly MemberId[]): Promise<readonly KnownMember[]> => {
  const rows = await tx.rows(
    `select ${columns} from members m where m.workspace_id = :workspace and m.id = any(:ids)`,
    { ids },
  )
  return rows.map((row) => ({ ...toMember(row), fetchedAt: instant(row, 'fetched_at') }))
}

export const saveProfile = async (tx: Tx, profile: Profile, now: Instant): Promise<void> => {
  await tx.rows(
    /* sql */ `
    insert into members (workspace_id, id, name, zone, is_bot, is_deactivated, is_guest, is_stranger, fetched_at)
    values (:workspace, :id, :name, :zone, :isBot, :isDeactivated, :isGuest, :isStranger, :now)
    on conflict (workspace_id, id) do update set
      name = excluded.name, zone = excluded.zone, is_bot = excluded.is_bot,
      is_deactivated = excluded.is_deactivated, is_guest = excluded.is_guest,
      is_stranger = excluded.is_stranger, fetched_at = excluded.fetched_at`,
    { ...profile, now: new Date(now) },
  )
}
