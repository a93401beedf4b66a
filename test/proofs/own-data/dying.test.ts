import { afterAll, beforeAll, expect, it } from 'vitest'
import { memberId, workspaceId } from '../../../src/domain/ids.ts'
import { MINUTE } from '../../../src/domain/time/time.ts'
import { idSource, type Parts } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import { type InWorkspace, inWorkspace } from '../../../src/store/sql/transaction.ts'
import { oneRowInEvery } from '../../support/one-row-in-every.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { tracesIn } from '../../support/traces.ts'
import { account, testClock } from '../../support/world.ts'
import { wrappedStore } from '../../support/wrapped-store.ts'

/** Before every how many statements the process dies; `FORGETTING_EVERY=1`: before each of them. */
const EVERY = Number(process.env.FORGETTING_EVERY ?? 7)

const formerName = 'A former member'

let database: OwnDatabase
beforeAll(async () => {
  database = await ownDatabase(3)
}, 120_000)
afterAll(() => database.close())

/** A process that dies before the statement with that number, and does nothing any more. */
const mortal = (real: InWorkspace, dieAt: number) => {
  let statements = 0
  const store = wrappedStore(real, (rows) => async (sql, bindings) => {
    statements += 1
    if (statements >= dieAt) throw new Error('the process died')
    return rows(sql, bindings)
  })
  return { store, isDead: () => statements >= dieAt }
}

let workspaces = 0

/** A workspace with a row in every table, most of them about one of its members. */
const place = async () => {
  workspaces += 1
  const [workspace, member] = [workspaceId(`T0DYING${workspaces}`), memberId(`U0DYING${workspaces}`)]
  await database.knex.transaction(async (trx) => {
    await trx.raw(`select set_config('mentorship.workspaces', ?, true)`, [workspace])
    await trx.raw(
      `${oneRowInEvery}
      update sessions set seats = 8 where id = 'first';
      insert into session_members (workspace_id, session_id, member_id, role, busy, seat)
        values ('T', 'second', 'B', 'mentee', '[2030-01-02 09:00Z, 2030-01-02 09:30Z)', 1);
      insert into deliveries (workspace_id, id, notice, lane, order_key, created_at, run_at, settled_at, outcome)
        values ('T', 'sent', '{"kind": "home", "to": "${member}"}', 'home', 'home', '2026-01-01', '2026-01-01', now(), 'sent');
      insert into receipts (workspace_id, key, received_at, outcome)
        values ('T', 'press', '2026-01-01', '{"said": "${member}"}');`
        .replace(/insert into (oauth_states|forgettings)[^;]*;/g, '')
        .replaceAll(`'A'`, `'${member}'`)
        .replaceAll(`'T'`, `'${workspace}'`),
    )
  })
  return { workspace, member }
}

/** All that is kept of a workspace, without ids and times that chance or the clock chose. */
const kept = async (workspace: string): Promise<readonly string[]> =>
  (await tracesIn(database.knex, workspace, [''])).map(({ table, row }) =>
    `${table} ${row}`
      .replaceAll(workspace, 'T')
      .replace(/former-[0-9a-f-]+/g, 'former')
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
      .replace(/\d{4}-\d\d-\d\d[T ][\d:.+-]+/g, 'then')
      .replace(/"(position|number|member_key)": -?\d+/g, '"$1": 0'),
  )

/** Forgets the member, in a process that dies before that statement, and in the one that takes over. */
const forgottenThough = async (dieAt: number) => {
  const { workspace, member } = await place()
  const clock = testClock()
  const use = (store: InWorkspace) => {
    const parts: Parts = { inWorkspace: store, clock, nextId: idSource(clock), wake: () => {} }
    return services(parts, async (_workspace, id) => account(id))
  }
  const real = inWorkspace(database.knex)
  const asked = { workspace, actor: member, formerName }
  const process = mortal(real, dieAt)
  const act = async ({ forgetMe, forgetting }: ReturnType<typeof use>) => {
    await forgetMe(asked)
    clock.advance(3 * MINUTE)
    await forgetting.plan(workspace, formerName)
  }
  await act(use(process.store)).catch((error: unknown) => {
    if (!process.isDead()) throw error
  })
  // Slack delivers the press again, and the planner looks again every minute.
  if (process.isDead()) await act(use(real))
  return {
    died: process.isDead(),
    traces: await tracesIn(database.knex, workspace, [member]),
    kept: [...(await kept(workspace))].sort(),
  }
}

it('whatever the process that forgets somebody dies of, the end is the same, and without a trace of them', {
  timeout: 0,
}, async () => {
  const undisturbed = await forgottenThough(Number.POSITIVE_INFINITY)
  expect(undisturbed.traces).toEqual([])
  expect(undisturbed.kept.some((row) => row.includes('former'))).toBe(true)
  let deaths = 0
  for (let at = 1; ; at += EVERY) {
    const { died, ...end } = await forgottenThough(at)
    expect({ at, ...end }).toEqual({ at, traces: [], kept: undisturbed.kept })
    if (!died) break
    deaths += 1
  }
  expect(deaths).toBeGreaterThan(60 / EVERY)
})
