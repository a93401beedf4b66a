import { type MemberId, memberId } from '../domain/ids.ts'
import { insertRows } from './sql/insert-rows.ts'
import { text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** Whom a member avoids: for that member's own eyes. */
export const avoidedBy = async (tx: Tx, member: MemberId): Promise<readonly MemberId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select avoided_id from avoidances where workspace_id = :workspace and member_id = :member order by avoided_id`,
    { member },
  )
  return rows.map((row) => memberId(text(row, 'avoided_id')))
}

/** Those of the others whom the member avoids, or who avoid them: which of the two, nobody needs to know. */
export const avoidedAmong = async (
  tx: Tx,
  member: MemberId,
  others: readonly MemberId[],
): Promise<ReadonlySet<MemberId>> => {
  const rows = await tx.rows(
    /* sql */ `
    select avoided_id as other from avoidances
    where workspace_id = :workspace and member_id = :member and avoided_id = any(:others)
    union all
    select member_id from avoidances
    where workspace_id = :workspace and avoided_id = :member and member_id = any(:others)`,
    { member, others },
  )
  return new Set(rows.map((row) => memberId(text(row, 'other'))))
}

export const writeAvoided = (tx: LockedTx, member: MemberId, avoided: readonly MemberId[]): void => {
  tx.write('delete from avoidances where workspace_id = :workspace and member_id = :member', { member })
  insertRows(
    tx,
    'avoidances',
    avoided.map((id) => ({ member_id: member, avoided_id: id })),
  )
}
