import { type MemberId, memberId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time/time.ts'
import { messageIn, type PostedMessage } from '../cards.ts'
import { instant, orNull, type Row, text } from '../sql/row.ts'
import type { LockedTx, Tx } from '../sql/tx.ts'
import type { Renaming } from './history.ts'
import { OWN_TABLES } from './tables.ts'

/**
 * Locks the member, and the mentors of open sessions ahead in which they have a part, for those mentors' acts change
 * several members' rows of a session: all in the order of their ids, as every act does.
 * @returns whether the app knows the member
 */
export const lockToForget = async (tx: Tx, member: MemberId, now: Instant): Promise<boolean> => {
  const rows = await tx.rows(
    /* sql */ `
    select m.id from members m
    where m.workspace_id = :workspace and m.id = any(array(
      select cast(:member as text)
      union
      select o.mentor_id from (
        select s.session_id from session_members s
        where s.workspace_id = :workspace and s.member_id = :member and s.active and s.busy_until > :now
        union
        select w.session_id from open_session_members w
        cross join lateral (
          select ends_at from sessions where workspace_id = :workspace and id = w.session_id offset 0) s
        where w.workspace_id = :workspace and w.member_id = :member and s.ends_at > :now) ahead
      cross join lateral (
        select mentor_id from open_sessions where workspace_id = :workspace and session_id = ahead.session_id offset 0) o))
    order by m.id for no key update of m`,
    { member, now: new Date(now) },
  )
  return rows.some((row) => text(row, 'id') === member)
}

/** A member who is being forgotten. `forgottenAt`: their row is gone, and traces are left at most. */
export type Forgetting = Renaming & { forgottenAt: Instant | null }

const toForgetting = (row: Row): Forgetting => ({
  member: memberId(text(row, 'member_id')),
  former: memberId(text(row, 'former_id')),
  forgottenAt: orNull(instant, row, 'forgotten_at'),
})

const columns = 'member_id, former_id, forgotten_at'

export const forgettingOf = async (tx: Tx, member: MemberId): Promise<Forgetting | undefined> => {
  const [row] = await tx.rows(
    `select ${columns} from forgettings where workspace_id = :workspace and member_id = :member`,
    { member },
  )
  return row && toForgetting(row)
}

export const forgettings = async (tx: Tx): Promise<readonly Forgetting[]> =>
  (
    await tx.rows(
      `select ${columns} from forgettings where workspace_id = :workspace order by asked_at, member_id`,
    )
  ).map(toForgetting)

/** Keeps that they are being forgotten, and puts the former member in place who will stand for them. */
export const beginForgetting = (
  tx: LockedTx,
  { member, former, name, now }: Renaming & { name: string; now: Instant },
): void => {
  tx.write(
    /* sql */ `
    insert into forgettings (workspace_id, member_id, former_id, asked_at) values (:workspace, :member, :former, :now)
    on conflict (workspace_id, member_id) do update
      set former_id = excluded.former_id, asked_at = excluded.asked_at, forgotten_at = null`,
    { member, former, now: new Date(now) },
  )
  tx.write(
    /* sql */ `
    insert into members (workspace_id, id, name, full_name, zone, is_deactivated, fetched_at)
    values (:workspace, :former, :name, :name, 'UTC', true, :now)`,
    { former, name, now: new Date(now) },
  )
}

const MESSAGES_OF_SUGGESTIONS = ['mentor_id', 'mentee_id', 'suggester_id']
  .map(
    (column) => /* sql */ `
    select receiver_id, channel_id, message_ts from suggestions
    where workspace_id = :workspace and ${column} = :member`,
  )
  .join(' union ')

/** Where a message is that names the member and cannot be drawn without them. `to`: in whose DM. */
export type Orphan = { to: MemberId; message: PostedMessage | null }

const toOrphan = (row: Row): Orphan => ({ to: memberId(text(row, 'receiver_id')), message: messageIn(row) })

/** The cards of suggestions in which they have a part, their messages about open sessions that they are not in, questions about sessions, and reports. */
export const orphans = async (tx: Tx, member: MemberId): Promise<readonly Orphan[]> => {
  const found = await Promise.all([
    tx.rows(MESSAGES_OF_SUGGESTIONS, { member }),
    tx.rows(
      /* sql */ `
      select member_id as receiver_id, channel_id, message_ts from open_session_members
      where workspace_id = :workspace and member_id = :member and message_ts is not null`,
      { member },
    ),
    tx.rows(
      /* sql */ `
      select member_id as receiver_id, channel_id, message_ts from feedback
      where workspace_id = :workspace and member_id = :member and message_ts is not null
      union all
      select member_id, channel_id, message_ts from reports
      where workspace_id = :workspace and member_id = :member and message_ts is not null`,
      { member },
    ),
  ])
  return found.flat().map(toOrphan)
}

const entries = Object.entries(OWN_TABLES)

const DELETES = entries.flatMap(([table, { forgotten }]) =>
  'deleted' in forgotten
    ? forgotten.deleted.map(
        (column) => `delete from ${table} where workspace_id = :workspace and ${column} = :member`,
      )
    : [],
)

const RENAMES = entries.flatMap(([table, { forgotten }]) =>
  'renamed' in forgotten && !forgotten.inSteps
    ? forgotten.renamed.map(
        (column) =>
          `update ${table} set ${column} = :former where workspace_id = :workspace and ${column} = :member`,
      )
    : [],
)

/** What they typed as an organiser, in the record: the settings themselves are everybody's, and so are topics. */
const EMPTIES = [
  /* sql */ `
  update programme_changes set value = cast('[]' as jsonb)
  where workspace_id = :workspace and changed_by = :member and kind = 'topic'`,
  // It is still told whether there was a name, or a welcome.
  /* sql */ `
  update programme_changes set value = cast('{"programme_name": "…", "welcome_line": "…"}' as jsonb)
  where workspace_id = :workspace and changed_by = :member
    and (value ->> 'programme_name' <> '' or value ->> 'welcome_line' <> '')`,
]

/** Deletes what is theirs alone, and puts the former member's id where theirs is in what is kept and small. */
export const eraseOwn = (tx: LockedTx, { member, former }: Renaming): void => {
  for (const statement of [...DELETES, ...EMPTIES]) tx.write(statement, { member })
  for (const statement of RENAMES) tx.write(statement, { member, former })
}

/** Deletes their row, once nothing that should stay refers to it. What else does goes with it. */
export const deleteMember = (tx: LockedTx, member: MemberId, now: Instant): void => {
  tx.write('delete from members where workspace_id = :workspace and id = :member', { member })
  tx.write(
    'update forgettings set forgotten_at = :now where workspace_id = :workspace and member_id = :member',
    { member, now: new Date(now) },
  )
}

/** The last trace. A member who came back and is being forgotten again has another former member. */
export const endForgetting = (tx: LockedTx, { member, former }: Renaming): void =>
  tx.write(
    /* sql */ `
    delete from forgettings
    where workspace_id = :workspace and member_id = :member and former_id = :former and forgotten_at is not null`,
    { member, former },
  )

/** Members whose account has been gone since then or longer, the earliest first. */
export const leftBefore = async (tx: Tx, before: Instant, limit: number): Promise<readonly MemberId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select id from members where workspace_id = :workspace and left_at is not null and left_at <= :before
    order by left_at limit :limit`,
    { before: new Date(before), limit },
  )
  return rows.map((row) => memberId(text(row, 'id')))
}
