import { expect, it, onTestFinished, vi } from 'vitest'
import { raiseWalls } from '../support/knex-transaction.ts'
import { ownDatabase } from '../support/own-database.ts'
import { account, worldOn } from '../support/world.ts'
import { anna, ben, cleo } from './scene.ts'

it('Sending to several takes their Homes in the order of the keys, and never waits in a circle with another act', async () => {
  const { knex, close } = await ownDatabase(4)
  onTestFinished(close)
  const { services, workspace, intent } = await worldOn(
    knex,
    [anna, ben, cleo].map((id) => account(id)),
  )
  for (const actor of [anna, ben, cleo]) await services.openHome({ workspace, actor })

  const other = await knex.transaction()
  await raiseWalls(other, [workspace])
  const takeHome = (of: string) =>
    other.raw(`update deliveries set run_at = run_at where workspace_id = ? and merge_key = ?`, [
      workspace,
      `home:${of}`,
    ])
  await takeHome(ben)
  const sending = services.sendToEach({
    workspace,
    actor: anna,
    kind: 'offer',
    to: [cleo, ben],
    message: '',
    contextUrl: null,
    intent: intent(),
  })
  sending.catch(() => {})
  const waits = async () => {
    const { rows } = await knex.raw(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return rows.length > 0
  }
  await vi.waitUntil(waits, { timeout: 10_000 })
  await takeHome(cleo)
  await other.commit()
  expect(await sending).toMatchObject({ outcome: 'sent_to_each' })
})
