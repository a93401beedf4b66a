import type { Knex } from 'knex'
import { type MemberId, memberId, type WorkspaceId, workspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { instant, text } from './sql/row.ts'
import { lookingOver } from './sql/transaction.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** Gives the member a new address, and ends the one they had. */
export const saveCalendarAddress = (
  tx: LockedTx,
  member: MemberId,
  secretHash: string,
  now: Instant,
): void => {
  tx.write(
    /* sql */ `
    insert into calendar_addresses (workspace_id, member_id, secret_hash, made_at)
    values (:workspace, :member, :secretHash, :now)
    on conflict (workspace_id, member_id) do update set secret_hash = excluded.secret_hash, made_at = excluded.made_at`,
    { member, secretHash, now: new Date(now) },
  )
}

export const dropCalendarAddress = (tx: LockedTx, member: MemberId): void => {
  tx.write('delete from calendar_addresses where workspace_id = :workspace and member_id = :member', {
    member,
  })
}

/** When the member's address was made; undefined if they have none. */
export const calendarAddressMadeAt = async (tx: Tx, member: MemberId): Promise<Instant | undefined> => {
  const [row] = await tx.rows(
    'select made_at from calendar_addresses where workspace_id = :workspace and member_id = :member',
    { member },
  )
  return row && instant(row, 'made_at')
}

/** Whose address it is, within a workspace. */
export const memberOfCalendar = async (tx: Tx, secretHash: string): Promise<MemberId | undefined> => {
  const [row] = await tx.rows(
    'select member_id from calendar_addresses where workspace_id = :workspace and secret_hash = :secretHash',
    { secretHash },
  )
  return row && memberId(text(row, 'member_id'))
}

/** In which workspace an address is, which names none; undefined if there is no such address. */
export const workspaceOfCalendar =
  (knex: Knex) =>
  async (secretHash: string): Promise<WorkspaceId | undefined> => {
    const rows = lookingOver(knex)
    const [row] = await rows('select id from workspaces_of_calendar(:secretHash) id', { secretHash })
    return row && workspaceId(text(row, 'id'))
  }
