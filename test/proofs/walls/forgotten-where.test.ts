import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memberId, type WorkspaceId } from '../../../src/domain/ids.ts'
import { startOfRequests } from '../../../src/domain/requests/lists.ts'
import { homeState } from '../../../src/store/reads/home.ts'
import { type InWorkspace, inWorkspace } from '../../../src/store/sql/transaction.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'
import { conditionsOf, type Forgotten, forgetful } from '../linearizability/forgetful.ts'
import { histories, play } from '../linearizability/histories.ts'

/** `WALLS=each` forgets every condition in turn and writes down what happens; otherwise just a few. */
const isThorough = process.env.WALLS === 'each'
const SAMPLE = 4

describe('where the store forgets the workspace', () => {
  let database: OwnDatabase
  let honest: InWorkspace
  beforeAll(async () => {
    database = await ownDatabase(8)
    honest = inWorkspace(database.knex)
  })
  afterAll(() => database.close())

  const seen = async (act: InWorkspace, workspace: WorkspaceId) =>
    JSON.stringify(
      await act(workspace, async (tx) => [
        await homeState(tx, memberId('A'), () => startOfRequests, MONDAY_10_UTC),
        await homeState(tx, memberId('B'), () => startOfRequests, MONDAY_10_UTC),
      ]),
    )

  /** In each workspace of these histories the same members do much the same, under the same intents. */
  const holds = async (forgotten: Forgotten, count: number, walled: boolean): Promise<boolean> => {
    const forgetting = forgetful(database.knex, forgotten, walled)
    for (const history of fc.sample(histories, { numRuns: count, seed: 6 })) {
      const { linearizable, workspace } = await play(history, honest, [forgetting, forgetting])
      if (!linearizable) return false
      const home = await seen(forgetting, workspace).catch((error: Error) => error.message)
      if (home !== (await seen(honest, workspace))) return false
    }
    return true
  }

  const conditions = async (): Promise<Exclude<Forgotten, 'everywhere'>[]> => {
    const statements = new Set<string>()
    const listening = forgetful(database.knex, { sql: '', place: 0 }, true, (sql) => statements.add(sql))
    for (const history of fc.sample(histories, { numRuns: 10, seed: 6 })) {
      const { workspace } = await play(history, honest, [listening, listening])
      await seen(listening, workspace)
    }
    return [...statements].flatMap((sql) =>
      Array.from({ length: conditionsOf(sql) }, (_, place) => ({ sql, place })),
    )
  }

  it('everywhere, the walls alone keep the workspaces apart', { timeout: 0 }, async () => {
    expect(await holds('everywhere', isThorough ? 100 : 8, true)).toBe(true)
  })

  it('everywhere, and there are no walls, workspaces interfere with each other', {
    timeout: 0,
  }, async () => {
    expect(await holds('everywhere', 8, false)).toBe(false)
  })

  it('in one place, whichever it is, the walls hold', { timeout: 0 }, async () => {
    const all = await conditions()
    expect(all.length).toBeGreaterThan(30)
    const step = Math.ceil(all.length / SAMPLE)
    for (const one of isThorough ? all : all.filter((_, index) => index % step === 0)) {
      const held = await holds(one, isThorough ? 5 : 2, true)
      if (isThorough) {
        const words = one.sql.replace(/\s+/g, ' ').trim().slice(0, 90)
        process.stdout.write(`${held ? 'holds' : 'FALLS'} without condition ${one.place} of: ${words}\n`)
      }
      expect([one, held]).toEqual([one, true])
    }
  })
})
