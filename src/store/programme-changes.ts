import { type MemberId, memberId } from '../domain/ids.ts'
import { type ProgrammeChange, TOPIC_CHANGES } from '../domain/programme/changes.ts'
import { asKept, readSettings, SETTING_NAMES } from '../domain/settings.ts'
import type { Instant } from '../domain/time/time.ts'
import { instant, oneOf, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** Who did it, and when; null: whoever installed the app, by doing so. */
export type RecordedChange = ProgrammeChange & { by: MemberId | null; at: Instant }

const columnsOf = (
  change: ProgrammeChange,
): { member: MemberId | null; setting: string | null; value: string | null } => {
  switch (change.kind) {
    case 'set': {
      const { setting, settings } = change
      return { member: null, setting, value: JSON.stringify(asKept(settings, [setting])) }
    }
    case 'topic':
      return { member: null, setting: change.what, value: JSON.stringify(change.names) }
    default:
      return { member: change.member, setting: null, value: null }
  }
}

export const recordChange = (
  tx: LockedTx,
  id: string,
  change: ProgrammeChange,
  by: MemberId | null,
  now: Instant,
): void =>
  tx.write(
    /* sql */ `
    insert into programme_changes (workspace_id, id, kind, changed_by, changed_at, member_id, setting, value)
    values (:workspace, :id, :kind, :by, :now, :member, :setting, cast(:value as jsonb))`,
    { id, kind: change.kind, by, now: new Date(now), ...columnsOf(change) },
  )

const toChange = (row: Row): RecordedChange => {
  const [by, at] = [
    row.changed_by === null ? null : memberId(text(row, 'changed_by')),
    instant(row, 'changed_at'),
  ]
  const kind = oneOf(row, 'kind', ['named', 'removed', 'set', 'topic'])
  switch (kind) {
    case 'set':
      return {
        kind,
        setting: oneOf(row, 'setting', SETTING_NAMES),
        settings: readSettings(row.value),
        by,
        at,
      }
    case 'topic': {
      const names: unknown[] = Array.isArray(row.value) ? row.value : []
      return { kind, what: oneOf(row, 'setting', TOPIC_CHANGES), names: names.map(String), by, at }
    }
    default:
      return { kind, member: memberId(text(row, 'member_id')), by, at }
  }
}

/** The latest ones, newest first. */
export const latestChanges = async (tx: Tx, most: number): Promise<readonly RecordedChange[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select c.kind, c.changed_by, c.changed_at, c.member_id, c.setting, c.value from programme_changes c
    where c.workspace_id = :workspace order by c.id desc limit :most`,
    { most },
  )
  return rows.map(toChange)
}
