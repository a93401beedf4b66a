import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../../src/store/sql/database.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { createDatabase, type FreshDatabase } from '../../support/fresh-database.ts'
import { postgresServer } from '../../support/server.ts'
import { histories, play } from './histories.ts'
import { plantedFaults } from './planted-faults.ts'

/** By default, as many of 2,000 as fit into twelve seconds. */
const asked = process.env.RACE_RUNS
const numRuns = Number(asked ?? 2000)
const seed = Number(process.env.RACE_SEED ?? 20261123)

describe('acts of four clients through two processes', () => {
  let fresh: FreshDatabase
  let pools: [Database, Database]
  beforeAll(async () => {
    fresh = await createDatabase((await postgresServer()).url)
    const open = () => openDatabase({ url: fresh.url, dataDir: '' }, { poolSize: 4 })
    pools = [await open(), await open()]
    await migrator(pools[0].knex).up()
  })
  afterAll(async () => {
    for (const pool of pools) await pool.close()
    await fresh.drop()
  })

  it('end as if they had been done one after another', { timeout: 0 }, async () => {
    const [one, two] = pools.map(({ knex }) => inWorkspace(knex)) as [never, never]
    let played = 0
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        played += 1
        const { linearizable, report } = await play(history, one, [one, two])
        expect(linearizable, linearizable ? '' : report()).toBe(true)
      }),
      { numRuns, seed, endOnFailure: true, ...(asked ? {} : { interruptAfterTimeLimit: 12_000 }) },
    )
    expect(played).toBeGreaterThan(10)
  })

  it.each(Object.entries(plantedFaults))('would be caught where %s', { timeout: 0 }, async (says, plant) => {
    const [one, two] = pools.map(({ knex }) => plant(knex)) as [never, never]
    const honest = inWorkspace(pools[0].knex)
    let caught = 0
    const tried = fc.sample(histories, { numRuns: asked ? 100 : 24, seed })
    for (const history of tried) {
      const { linearizable } = await play(history, honest, [one, two])
      if (!linearizable) caught += 1
    }
    if (process.env.RACE_REPORT) process.stdout.write(`${says}: ${caught} of ${tried.length}\n`)
    // In how many it shows depends on how the clients meet; without the fault it is none.
    expect(caught).toBeGreaterThan(tried.length / 10)
  })
})
