import { type WorkspaceId, workspaceId } from '../../domain/ids.ts'
import { kindsIntoChannels } from '../../domain/notices.ts'
import type { Instant } from '../../domain/time/time.ts'
import { flag, instant, orNull, text } from '../sql/row.ts'
import type { InWorkspace } from '../sql/transaction.ts'
import { type LockedTx, ownRows } from '../sql/tx.ts'
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

const ANSWERED = /* sql */ `
  update receipts r set
    outcome = case when r.outcome is null then null else cast(:notFound as json) end,
    answer = case when r.answer is null then null else cast(:noAnswer as json) end
  where r.workspace_id = :workspace and r.key = any(array(
    select key from receipts
    where workspace_id = :workspace and received_at >= :from and received_at <= :until and key not like 'modal:%'
      and (cast(outcome as text) <> :notFound or cast(answer as text) <> :noAnswer)
    order by received_at limit :limit))
  returning r.received_at`

const PACED = /* sql */ `
  update lanes set pauses = pauses - :paced where workspace_id = :workspace and pauses ->> :paced is not null`

const INSTALLED_BY = /* sql */ `
  update installations set installed_by = :former where workspace_id = :workspace and installed_by = :member`

const AT_ONCE = 1_000

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
  for (let after: string | undefined = ''; after !== undefined; )
    after = await inOne(workspace, async (tx): Promise<string | undefined> => {
      const page = await tx.rows(SENT, { quoted, after: after ?? '', until: new Date(until), limit: AT_ONCE })
      const traces = page.filter((row) => flag(row, 'is_trace')).map((row) => text(row, 'id'))
      if (traces.length > 0) tx.behind(ownRows).write(DROP, { ids: traces })
      const last = page.at(-1)
      return last && page.length === AT_ONCE ? text(last, 'id') : undefined
    })
  for (let from = 0; ; ) {
    const emptied = await inOne(workspace, (tx) =>
      tx.rows(ANSWERED, {
        notFound: NOT_FOUND,
        noAnswer: NO_ANSWER,
        from: new Date(from),
        until: new Date(until),
        limit: AT_ONCE,
      }),
    )
    if (emptied.length < AT_ONCE) break
    from = Math.max(...emptied.map((row) => instant(row, 'received_at')))
  }
  const servedBy = await inOne(workspace, async (tx) => {
    tx.behind(ownRows).write(PACED, { paced: PACED_CONVERSATION + member })
    const [row] = await tx.rows('select served_by from workspaces where workspace_id = :workspace')
    return row ? orNull(text, row, 'served_by') : null
  })
  // Its installation may be its organisation's.
  const installations = servedBy === null ? workspace : workspaceId(servedBy)
  await inOne(installations, async (tx) => tx.behind(ownRows).write(INSTALLED_BY, { member, former }))
}
