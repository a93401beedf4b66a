import type { Knex } from 'knex'
import type { WorkspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { flag, instant, integer, orNull, type Row, text } from './sql/row.ts'
import { inWorkspace } from './sql/transaction.ts'

/** What an operator sees of a workspace: counts and times, nobody and nothing that was said. */
export type WorkspaceRecord = {
  workspace: WorkspaceId
  name: string
  members: number
  /** The installation that serves it; null where the operator's own token does. */
  servedBy: string | null
  removedAt: Instant | null
  /** Whether it is on its way to another database, or came from one and was not taken from there yet. */
  isMoving: boolean
  /** For how long the oldest delivery that is due has waited, in milliseconds; null if none is due. */
  waitedMs: number | null
}

export const workspaceRecord = (knex: Knex, workspace: WorkspaceId): Promise<WorkspaceRecord | undefined> =>
  inWorkspace(knex)(workspace, async (tx) => {
    const [row] = await tx.rows(
      /* sql */ `
      select w.name, w.served_by, w.uninstalled_at, w.moved_by is not null as is_moving,
        (select count(*)::int from members m where m.workspace_id = :workspace) as members,
        (select (extract(epoch from now() - min(d.created_at)) * 1000)::bigint::text from deliveries d
          where d.workspace_id = :workspace and d.settled_at is null and d.run_at <= now()) as waited
      from workspaces w where w.workspace_id = :workspace`,
    )
    return (
      row && {
        workspace,
        name: text(row, 'name'),
        members: integer(row, 'members'),
        servedBy: orNull(text, row, 'served_by'),
        removedAt: orNull(instant, row, 'uninstalled_at'),
        isMoving: flag(row, 'is_moving'),
        waitedMs: waited(row),
      }
    )
  })

const waited = (row: Row): number | null => {
  const ms = orNull(text, row, 'waited')
  return ms === null ? null : Number(ms)
}
