import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { memberId, workspaceId } from '../../src/domain/ids.ts'
import { DAY } from '../../src/domain/time.ts'
import { inWorkspace, statements } from '../../src/store/transaction.ts'
import { forgetUninstalled, markUninstalled, saveWorkspace } from '../../src/store/workspaces.ts'
import { testDatabase } from '../support/database.ts'
import { MONDAY_10_UTC, profile, world } from '../support/world.ts'

const removed = async (settings: unknown, days: number): Promise<boolean> => {
  const { knex } = await testDatabase()
  const workspace = workspaceId(`T${randomUUID()}`)
  const act = inWorkspace(knex)
  await act(workspace, async (tx) => {
    await saveWorkspace(tx, 'Leaving', MONDAY_10_UTC - 100 * DAY)
    await tx.rows(
      'update workspaces set settings = cast(:settings as jsonb) where workspace_id = :workspace',
      {
        settings: JSON.stringify(settings),
      },
    )
    await markUninstalled(tx, MONDAY_10_UTC)
    // Slack sends two events, and each as often as it likes: the first one counts.
    await markUninstalled(tx, MONDAY_10_UTC + DAY)
  })
  const forgotten = await forgetUninstalled(statements(knex, [workspace]), MONDAY_10_UTC + days * DAY)
  const left = await act(workspace, (tx) => tx.rows('select from workspaces where workspace_id = :workspace'))
  expect(forgotten).toBe(1 - left.length)
  return left.length === 0
}

describe('the data of a workspace that removed the app', () => {
  test.each([
    ['30 days, where nothing is set', {}, 30],
    ['as many days as its settings say', { grace_days: 3 }, 3],
    ['a full 30 days, where the settings say nothing that could be counted', { grace_days: 'soon' }, 30],
  ])('is kept for %s, and then goes', async (_says, settings, days) => {
    expect(await removed(settings, days - 0.001)).toBe(false)
    expect(await removed(settings, days)).toBe(true)
  })

  test.each([0, -5])('goes at once where the grace period is %s', async (grace_days) => {
    expect(await removed({ grace_days }, 0)).toBe(true)
  })

  test('goes with everything that hangs on it, and with nothing of others', async () => {
    const [leaving, staying] = [
      await world([profile('UANNA'), profile('UBEN')]),
      await world([profile('UANNA'), profile('UBEN')]),
    ]
    const [anna, ben] = [memberId('UANNA'), memberId('UBEN')]
    for (const { services, workspace, intent } of [leaving, staying]) {
      const sent = { workspace, actor: anna, kind: 'offer', to: ben, message: '', contextUrl: null } as const
      await services.send({ ...sent, intent: intent(), answers: null })
      const booking = { workspace, actor: ben, mentor: anna, mentee: ben, topic: '', origin: null } as const
      const startsAt = Date.UTC(2026, 10, 24, 9)
      await services.book({ ...booking, startsAt, intent: intent(), confirmed: false })
    }
    const { knex } = await testDatabase()
    const left = async ({ parts, workspace }: typeof leaving) => {
      const rows = await parts.inWorkspace(workspace, (tx) =>
        tx.rows(`select (select count(*)::int from requests where workspace_id = :workspace) as requests,
          (select count(*)::int from session_members where workspace_id = :workspace) as sides,
          (select count(*)::int from members where workspace_id = :workspace) as members,
          (select count(*)::int from deliveries where workspace_id = :workspace) > 0 as deliveries`),
      )
      return rows[0]
    }
    await leaving.services.uninstall(leaving.workspace)
    const now = leaving.clock.now() + 30 * DAY
    expect(await forgetUninstalled(statements(knex, [staying.workspace]), now)).toBe(0)
    expect(await left(leaving)).toEqual({ requests: 1, sides: 2, members: 2, deliveries: true })
    expect(await forgetUninstalled(statements(knex, [leaving.workspace, staying.workspace]), now)).toBe(1)
    expect(await left(leaving)).toEqual({ requests: 0, sides: 0, members: 0, deliveries: false })
    expect(await left(staying)).toEqual({ requests: 1, sides: 2, members: 2, deliveries: true })
  })

  test('stays where the app is installed again before', async () => {
    const { workspace, services, parts, clock } = await world([])
    const { knex } = await testDatabase()
    await services.uninstall(workspace)
    await parts.inWorkspace(workspace, (tx) => saveWorkspace(tx, 'Back again', clock.now()))
    expect(await forgetUninstalled(statements(knex, [workspace]), clock.now() + 400 * DAY)).toBe(0)
  })
})
