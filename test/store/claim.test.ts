import { expect, it, onTestFinished } from 'vitest'
import { workspaceId } from '../../src/domain/ids.ts'
import { noticeKinds } from '../../src/domain/notices.ts'
import { DAY } from '../../src/domain/time/time.ts'
import { deliveryQueue } from '../../src/store/delivery-queue.ts'
import { inWorkspace, statements } from '../../src/store/sql/transaction.ts'
import { rowsRead } from '../support/explained-plans.ts'
import { raiseWalls } from '../support/knex-transaction.ts'
import { ownDatabase } from '../support/own-database.ts'
import { wrappedStore } from '../support/wrapped-store.ts'

const FLOOD = 2_000
const CLAIMED = 20
const MOST_ROWS = 10 * CLAIMED

it('A claim reads what it takes, and not a whole flood that the planner does not know about', async () => {
  const { knex, close } = await ownDatabase(2)
  onTestFinished(close)
  const workspace = workspaceId('T0FLOOD001')
  await knex.raw('vacuum analyze deliveries')
  await knex.transaction(async (trx) => {
    await raiseWalls(trx, [workspace])
    await trx.raw('insert into workspaces (workspace_id, name, installed_at) values (?, ?, now())', [
      workspace,
      'Flood',
    ])
    await trx.raw(
      `insert into deliveries (workspace_id, id, lane, notice, order_key, created_at, run_at)
       select ?, 'delivery ' || n, 'home', jsonb_build_object('kind', 'home', 'to', 'U' || n), 'home ' || n, now(), now()
       from generate_series(1, ?) n`,
      [workspace, FLOOD],
    )
  })

  let most = 0
  const watching = wrappedStore(inWorkspace(knex), (rows) => async (sql, bindings) => {
    if (sql.includes('skip locked')) {
      const explained = await rows(`explain (analyze, format json) ${sql}`, bindings)
      most = Math.max(most, rowsRead(explained, /^deliveries/))
    }
    return rows(sql, bindings)
  })
  const queue = deliveryQueue({
    across: (workspaces) => statements(knex, workspaces),
    inWorkspace: watching,
    due: async () => [workspace],
    kinds: noticeKinds,
    worker: 'one',
  })
  const now = Date.now() + DAY
  const [lane] = await queue.take(1, DAY, now)
  if (!lane) throw new Error('nothing was due')
  expect(await queue.claim(lane, CLAIMED, [], DAY, now)).toHaveLength(CLAIMED)
  expect(most).toBeGreaterThanOrEqual(CLAIMED)
  expect(most).toBeLessThan(MOST_ROWS)
})
