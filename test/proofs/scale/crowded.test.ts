import { randomUUID } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import { noticeKinds } from '../../../src/domain/notices.ts'
import { HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { deliveryQueue } from '../../../src/store/delivery-queue.ts'
import { allWorkspaces } from '../../../src/store/look-over.ts'
import { inWorkspace, statements } from '../../../src/store/sql/transaction.ts'
import { usualTiming } from '../../../src/worker/lane.ts'
import { outboxWorker } from '../../../src/worker/outbox.ts'
import { MustWait, type Send, type Sending } from '../../../src/worker/sending.ts'
import { straightOn } from '../../support/gates.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'
import { silent } from '../../worker/support/post-office.ts'

/** How many workspaces have one message each, and how many the busiest has. */
const [QUIET, FLOOD] = (process.env.CROWD ?? '97,2000').split(',').map(Number)
/** As many as a worker sends at once (`worker/outbox.ts`). */
const SLOTS = 32

const quietOnes = Array.from({ length: QUIET ?? 0 }, (_, n) => `T0QUIET${n}`)

const fill = async ({ knex }: OwnDatabase, withTrouble: boolean) => {
  const before = (ms: number) => new Date(MONDAY_10_UTC - ms).toISOString()
  const due = before(MINUTE)
  const deliveries = (count: number, since = before(HOUR)) => /* sql */ `
    insert into deliveries (workspace_id, id, lane, notice, order_key, created_at, run_at)
    select w.workspace_id, 'delivery ' || n, 'post',
      jsonb_build_object('kind', 'welcome', 'to', 'U' || n), 'member U' || n, '${since}', '${since}'
    from workspaces w, generate_series(1, ${count}) n`
  await knex.raw('truncate workspaces cascade')
  await knex.raw(
    /* sql */ `insert into workspaces (workspace_id, name, installed_at) select id, id, '${due}' from unnest(cast(? as text[])) id`,
    [[...quietOnes, ...(withTrouble ? ['T0FLOOD', 'T0LIMITED', 'T0REVOKED'] : [])]],
  )
  await knex.raw(`${deliveries(1, due)} where w.workspace_id like 'T0QUIET%'`)
  await knex.raw(`${deliveries(FLOOD ?? 0)} where w.workspace_id = 'T0FLOOD'`)
  await knex.raw(`${deliveries(100)} where w.workspace_id in ('T0LIMITED', 'T0REVOKED')`)
  await knex.raw('analyze deliveries')
}

/** How often those in trouble came to their turn. */
type Turns = { calls: number; tries: Record<string, number> }

/**
 * How many calls' length each quiet workspace's message waited. Every call to Slack takes one step: all that are under way
 * end together, when as many are as can be.
 */
const delays = async (
  { knex }: OwnDatabase,
  withTrouble: boolean,
): Promise<{ delays: number[]; turns: Turns }> => {
  const found: number[] = []
  const tries: Turns['tries'] = { T0FLOOD: 0, T0LIMITED: 0, T0REVOKED: 0 }
  let [step, left] = [0, quietOnes.length]
  let under: (() => void)[] = []
  let ended = () => {}
  const over = new Promise<void>((resolve) => {
    ended = resolve
  })
  const call = () =>
    new Promise<void>((resolve) => {
      under.push(resolve)
      if (under.length < Math.min(SLOTS, left + (withTrouble ? 1 : 0))) return
      step += 1
      const all = under
      under = []
      for (const end of all) end()
    })
  const refused = {
    outcome: 'retry',
    reason: 'not installed',
    until: MONDAY_10_UTC + MINUTE,
    wholeLane: true,
  } as const
  const send: Send = (lane) => async (): Promise<Sending> => {
    if (lane.workspace in tries) tries[lane.workspace] = (tries[lane.workspace] ?? 0) + 1
    if (lane.workspace === 'T0LIMITED') throw new MustWait('chat.postMessage', MONDAY_10_UTC + MINUTE)
    if (lane.workspace === 'T0REVOKED') return refused
    await call()
    if (lane.workspace === 'T0FLOOD') return { outcome: 'sent' }
    found.push(step)
    left -= 1
    if (left === 0) ended()
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
  worker.start()
  await over
  const stopped = worker.stop()
  for (const end of under) end()
  await stopped
  return { delays: found, turns: { calls: step, tries } }
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

it(`${QUIET} quiet workspaces wait no longer beside one with ${FLOOD} messages, one that Slack limits and one without a token`, {
  timeout: 600_000,
}, async () => {
  const database = await ownDatabase(8)
  onTestFinished(() => database.close())
  await fill(database, false)
  const alone = median((await delays(database, false)).delays)
  await fill(database, true)
  const { delays: withTrouble, turns } = await delays(database, true)
  const beside = median(withTrouble)
  process.stdout.write(`median delay: ${alone} calls alone, ${beside} beside trouble\n`)
  expect(beside).toBeLessThanOrEqual(Math.ceil(alone * 1.2))
  // Though theirs waited longest: who has to wait is asked once, and the busiest has one call under way at a time.
  expect(turns.tries).toMatchObject({ T0LIMITED: 1, T0REVOKED: 1 })
  expect(turns.tries.T0FLOOD).toBeLessThanOrEqual(turns.calls + 1)
})
