import { type MemberId, memberId } from '../domain/ids.ts'
import type { ProgrammeChange } from '../domain/programme/changes.ts'
import type { Instant } from '../domain/time/time.ts'
import { instant, oneOf, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** Who did it, and when; null: whoever installed the app, by doing so. */
export type RecordedChange = ProgrammeChange & { by: MemberId | null; at: Instant }

export const recordChange = (
  tx: LockedTx,
  id: string,
  change: ProgrammeChange,
  by: MemberId | null,
  now: Instant,
): void =>
  tx.write(
    /* sql */ `
    insert into programme_changes (workspace_id, id, kind, changed_by, changed_at, member_id)
    values (:workspace, :id, :kind, :by, :now, :member)`,
    { id, kind: change.kind, member: change.member, by, now: new Date(now) },
  )

const toChange = (row: Row): RecordedChange => ({
  kind: oneOf(row, 'kind', ['named', 'removed']),
  member: memberId(text(row, 'member_id')),
  by: row.changed_by === null ? null : memberId(text(row, 'changed_by')),
  at: instant(row, 'changed_at'),
})

/** The latest ones, newest first. */
export const latestChanges = async (tx: Tx, most: number): Promise<readonly RecordedChange[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select c.kind, c.changed_by, c.changed_at, c.member_id from programme_changes c
    where c.workspace_id = :workspace order by c.id desc limit :most`,
    { most },
  )
  return rows.map(toChange)
}
