import { type WorkspaceId, workspaceId } from '../../domain/ids.ts'
import { kindsIntoChannels } from '../../domain/notices.ts'
import type { Instant } from '../../domain/time/time.ts'
import { flag, orNull, type Row, text } from '../sql/row.ts'
import type { InWorkspace } from '../sql/transaction.ts'
import { type LockedTx, ownRows, type Tx } from '../sql/tx.ts'
import { PACED_CONVERSATION } from '../take-lanes.ts'
import type { Renaming } from './history.ts'

/**
 * Of what is on its way, what was for the member goes, but for what takes messages out of their DM; what others are told of
 * them names the former member. One that is being sent keeps its row, and with it what is recorded of the message. Rows are locked in the order in which acts
 * lock those that merge (`enqueue`).
 */
const ON_THE_WAY = /* sql */ `
  select id, notice ->> 'to' = :member and notice ->> 'ts' is null
    and notice ->> 'kind' <> all(cast(:intoChannels as text[])) as is_theirs
  from deliveries
  where workspace_id = :workspace and settled_at is null and position(:quoted in cast(notice as text)) > 0
  order by merge_key nulls first, id for update`

const RENAME_ON_THE_WAY = /* sql */ `
  update deliveries d set
    notice = cast(replace(cast(d.notice as text), :quoted, :quotedFormer) as jsonb),
    order_key = trim(both ':' from replace(':' || d.order_key || ':', :keyed, :keyedFormer)),
    once_key = trim(both ':' from replace(':' || d.once_key || ':', :keyed, :keyedFormer))
  where d.workspace_id = :workspace and d.id = any(:ids)`

const DROP = 'delete from deliveries where workspace_id = :workspace and id = any(:ids)'

export const renameOnTheWay = async (tx: LockedTx, { member, former }: Renaming): Promise<void> => {
  const quoted = `"${member}"`
  const rows = await tx.rows(ON_THE_WAY, { member, quoted, intoChannels: kindsIntoChannels })
  const ids = (isTheirs: boolean) =>
    rows.filter((row) => flag(row, 'is_theirs') === isTheirs).map((row) => text(row, 'id'))
  tx.write(DROP, { ids: ids(true) })
  tx.write(RENAME_ON_THE_WAY, {
    ids: ids(false),
    quoted,
    quotedFormer: `"${former}"`,
    keyed: `:${member}:`,
    keyedFormer: `:${former}:`,
  })
}

const SENT = /* sql */ `
  select id, settled_at is not null and created_at <= :until and position(:quoted in cast(notice as text)) > 0 as is_trace
  from deliveries where workspace_id = :workspace and id > :after order by id limit :limit`

/** Repeats of it get this answer: that there is no such thing any more. */
const NOT_FOUND = JSON.stringify({ outcome: { outcome: 'refused', reason: 'not_found' } })
const NO_ANSWER = '{}'

/** The page is found in the index of keys alone: with the answers in it, it might be sorted out of the whole workspace. */
const ANSWERS = /* sql */ `
  select page.key, a.received_at <= :until and page.key not like 'modal:%'
    and (coalesce(cast(a.outcome as text) <> :notFound, false) or coalesce(cast(a.answer as text) <> :noAnswer, false)) as is_trace
  from (select key from receipts where workspace_id = :workspace and key > :after order by key limit :limit) page
  cross join lateral (
    select received_at, outcome, answer from receipts
    where workspace_id = :workspace and key = page.key offset 0) a
  order by page.key`

const EMPTY = /* sql */ `
  update receipts set
    outcome = case when outcome is null then null else cast(:notFound as json) end,
    answer = case when answer is null then null else cast(:noAnswer as json) end
  where workspace_id = :workspace and key = any(:keys)`

const PACED = /* sql */ `
  update lanes set pauses = pauses - :paced where workspace_id = :workspace and pauses ->> :paced is not null`

const INSTALLED_BY = /* sql */ `
  update installations set installed_by = :former where workspace_id = :workspace and installed_by = :member`

const AT_ONCE = 1_000

/** Looks at rows in the order of their key, a page and a transaction at a time, and mends those that hold a trace. */
const inPages = async (
  inOne: InWorkspace,
  workspace: WorkspaceId,
  key: 'id' | 'key',
  {
    page,
    mend,
  }: { page: (tx: Tx, after: string) => Promise<readonly Row[]>; mend: (tx: Tx, keys: string[]) => void },
): Promise<void> => {
  for (let after: string | undefined = ''; after !== undefined; )
    after = await inOne(workspace, async (tx): Promise<string | undefined> => {
      const rows = await page(tx, after ?? '')
      const traces = rows.filter((row) => flag(row, 'is_trace')).map((row) => text(row, key))
      if (traces.length > 0) mend(tx, traces)
      const last = rows.at(-1)
      return last && rows.length === AT_ONCE ? text(last, key) : undefined
    })
}

/**
 * What was written before that moment and holds the member's id, name or words, whoever it was for: deliveries that were
 * finished, and what was answered. Of answers all are emptied, since which of them hold a word of the member's nobody can
 * tell. In steps, which may be repeated.
 */
export const sweep = async (
  inOne: InWorkspace,
  workspace: WorkspaceId,
  { member, former }: Renaming,
  until: Instant,
): Promise<void> => {
  const quoted = `"${member}"`
  await inPages(inOne, workspace, 'id', {
    page: (tx, after) => tx.rows(SENT, { quoted, after, until: new Date(until), limit: AT_ONCE }),
    mend: (tx, ids) => tx.behind(ownRows).write(DROP, { ids }),
  })
  const emptied = { notFound: NOT_FOUND, noAnswer: NO_ANSWER }
  await inPages(inOne, workspace, 'key', {
    page: (tx, after) => tx.rows(ANSWERS, { ...emptied, after, until: new Date(until), limit: AT_ONCE }),
    mend: (tx, keys) => tx.behind(ownRows).write(EMPTY, { ...emptied, keys }),
  })
  const servedBy = await inOne(workspace, async (tx) => {
    tx.behind(ownRows).write(PACED, { paced: PACED_CONVERSATION + member })
    const [row] = await tx.rows('select served_by from workspaces where workspace_id = :workspace')
    return row ? orNull(text, row, 'served_by') : null
  })
  // Its installation may be its organisation's.
  const installations = servedBy === null ? workspace : workspaceId(servedBy)
  await inOne(installations, async (tx) => tx.behind(ownRows).write(INSTALLED_BY, { member, former }))
}
