import { randomUUID } from 'node:crypto'
import { noticeKinds } from '../../src/domain/notices.ts'
import { HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { deliveryQueue } from '../../src/store/delivery-queue.ts'
import { allWorkspaces } from '../../src/store/look-over.ts'
import type { Database } from '../../src/store/sql/database.ts'
import { inWorkspace, statements } from '../../src/store/sql/transaction.ts'
import { usualTiming } from '../../src/worker/lane.ts'
import { outboxWorker } from '../../src/worker/outbox.ts'
import { MustWait, type Send, type Sending } from '../../src/worker/sending.ts'
import { straightOn } from './gates.ts'
import { MONDAY_10_UTC } from './world.ts'

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** One has a flood of messages, one is limited by Slack, one's token was revoked: all due for longer than anybody's. */
export const IN_TROUBLE = ['T0FLOOD', 'T0LIMITED', 'T0REVOKED']

/** Fills an empty database with so many workspaces of one due message each and, if wished, those in trouble. */
export const fillCrowd = async (
  { knex }: Pick<Database, 'knex'>,
  { quiet, flood }: { quiet: number; flood: number },
  withTrouble: boolean,
): Promise<void> => {
  const before = (ms: number) => new Date(MONDAY_10_UTC - ms).toISOString()
  const due = before(MINUTE)
  const ids = Array.from({ length: quiet }, (_, n) => `T0QUIET${n}`)
  const deliveries = (count: number, since = before(HOUR)) => /* sql */ `
    insert into deliveries (workspace_id, id, lane, notice, order_key, created_at, run_at)
    select w.workspace_id, 'delivery ' || n, 'post',
      jsonb_build_object('kind', 'welcome', 'to', 'U' || n), 'member U' || n, '${since}', '${since}'
    from workspaces w, generate_series(1, ${count}) n`
  await knex.raw('truncate workspaces cascade')
  await knex.transaction(async (trx) => {
    await trx.raw(`select set_config('mentorship.workspaces', ?, true)`, [[...ids, ...IN_TROUBLE].join()])
    await trx.raw(
      /* sql */ `insert into workspaces (workspace_id, name, installed_at) select id, id, '${due}' from unnest(cast(? as text[])) id`,
      [[...ids, ...(withTrouble ? IN_TROUBLE : [])]],
    )
    await trx.raw(`${deliveries(1, due)} where w.workspace_id like 'T0QUIET%'`)
    await trx.raw(`${deliveries(flood)} where w.workspace_id = 'T0FLOOD'`)
    await trx.raw(`${deliveries(100)} where w.workspace_id in ('T0LIMITED', 'T0REVOKED')`)
  })
  await knex.raw('analyze deliveries')
}

const refused = {
  outcome: 'retry',
  reason: 'not installed',
  until: MONDAY_10_UTC + MINUTE,
  wholeLane: true,
} as const

/** A worker that delivers to all of them. @param call sends a workspace's message, where Slack takes it */
export const crowdWorker = ({ knex }: Pick<Database, 'knex'>, call: (workspace: string) => Promise<void>) => {
  const tries: Record<string, number> = {}
  const send: Send =
    ({ workspace }) =>
    async (): Promise<Sending> => {
      tries[workspace] = (tries[workspace] ?? 0) + 1
      if (workspace === 'T0LIMITED') throw new MustWait('chat.postMessage', MONDAY_10_UTC + MINUTE)
      if (workspace === 'T0REVOKED') return refused
      await call(workspace)
      return { outcome: 'sent' }
    }
  const worker = outboxWorker({
    queue: deliveryQueue({
      across: (workspaces) => statements(knex, workspaces),
      inWorkspace: inWorkspace(knex),
      due: allWorkspaces(knex).due,
      kinds: noticeKinds,
      worker: randomUUID(),
    }),
    send,
    clock: { now: () => MONDAY_10_UTC },
    log: silent,
    timing: { ...usualTiming, pace: 0 },
    step: straightOn,
    count: () => {},
  })
  return { ...worker, tries }
}
