import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { memberId, type WorkspaceId, workspaceId } from '../../src/domain/ids.ts'
import { DAY, type Instant } from '../../src/domain/time/time.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { ownRows } from '../../src/store/sql/tx.ts'
import { markUninstalled, saveWorkspace } from '../../src/store/workspaces.ts'
import { type IsInstalled, purge } from '../../src/worker/purge.ts'
import { asUsual } from '../support/as-usual.ts'
import { testDatabase } from '../support/database.ts'
import { account, MONDAY_10_UTC, type World, world } from '../support/world.ts'

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** Purges what these workspaces must forget. @param isInstalled what Slack says about each token */
const forget = async (
  workspaces: readonly WorkspaceId[],
  now: Instant,
  isInstalled: IsInstalled = async () => false,
) => {
  const { knex } = await testDatabase()
  await purge({
    inWorkspace: inWorkspace(knex),
    removed: async () => workspaces,
    isInstalled,
    log: silent,
  })(now)
}

const isThere = async (workspace: WorkspaceId) =>
  (
    await inWorkspace((await testDatabase()).knex)(workspace, (tx) =>
      tx.rows('select from workspaces where workspace_id = :workspace'),
    )
  ).length > 0

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
    await markUninstalled(tx.behind(ownRows), MONDAY_10_UTC, MONDAY_10_UTC)
    // Slack sends two events, each as often as it likes: the first one counts.
    await markUninstalled(tx.behind(ownRows), MONDAY_10_UTC + DAY, MONDAY_10_UTC + DAY)
  })
  await forget([workspace], MONDAY_10_UTC + days * DAY)
  return !(await isThere(workspace))
}

describe('the data of a workspace that removed the app', () => {
  it.each([
    ['30 days, where nothing is set', {}, 30],
    ['as many days as its settings say', { grace_days: 3 }, 3],
    ['a full 30 days, where the settings say nothing that could be counted', { grace_days: 'soon' }, 30],
  ])('is kept for %s, then deleted', async (_says, settings, days) => {
    expect(await removed(settings, days - 0.001)).toBe(false)
    expect(await removed(settings, days)).toBe(true)
  })

  it.each([0, -5])('goes at once if the grace period is %s', async (grace_days) => {
    expect(await removed({ grace_days }, 0)).toBe(true)
  })

  it('stays while the workspace moves between databases, where it stands still and is served again', async () => {
    const { workspace, services, parts, clock } = await world([])
    await services.uninstall({ workspace, happenedAt: null })
    const say = (sql: string) => parts.inWorkspace(workspace, (tx) => tx.rows(sql))
    await say(`update workspaces set moved_by = 'a move' where workspace_id = :workspace`)
    await forget([workspace], clock.now() + 400 * DAY)
    expect(await isThere(workspace)).toBe(true)
    await say('update workspaces set moved_by = null where workspace_id = :workspace')
    await forget([workspace], clock.now() + 400 * DAY)
    expect(await isThere(workspace)).toBe(false)
  })

  it('stays if the grace period is too long to count, without stopping the purge of any other workspace', async () => {
    expect(await removed({ grace_days: 1e12 }, 30)).toBe(false)
  })

  it('goes with everything that belongs to it, and with nothing of others', async () => {
    const [leaving, staying] = [
      await world([account('UANNA'), account('UBEN')]),
      await world([account('UANNA'), account('UBEN')]),
    ]
    const [anna, ben] = [memberId('UANNA'), memberId('UBEN')]
    for (const { services, workspace, intent } of [leaving, staying]) {
      const sent = { workspace, actor: anna, kind: 'offer', to: ben, message: '', contextUrl: null } as const
      await services.send({ ...sent, intent: intent(), answers: null, others: true })
      const booking = { workspace, actor: ben, mentor: anna, mentee: ben, topic: '', origin: null } as const
      const startsAt = Date.UTC(2026, 10, 24, 9)
      await services.book({ ...asUsual, ...booking, startsAt, intent: intent(), confirmed: false })
    }
    const left = async ({ parts, workspace }: typeof leaving) => {
      const rows = await parts.inWorkspace(workspace, (tx) =>
        tx.rows(`select (select count(*)::int from requests where workspace_id = :workspace) as requests,
          (select count(*)::int from session_members where workspace_id = :workspace) as sides,
          (select count(*)::int from members where workspace_id = :workspace) as members,
          (select count(*)::int from deliveries where workspace_id = :workspace) > 0 as deliveries`),
      )
      return rows[0]
    }
    await leaving.services.uninstall({ workspace: leaving.workspace, happenedAt: null })
    const now = leaving.clock.now() + 30 * DAY
    await forget([staying.workspace], now)
    expect(await left(leaving)).toEqual({ requests: 1, sides: 2, members: 2, deliveries: true })
    await forget([leaving.workspace, staying.workspace], now)
    expect(await left(leaving)).toEqual({ requests: 0, sides: 0, members: 0, deliveries: false })
    expect(await left(staying)).toEqual({ requests: 1, sides: 2, members: 2, deliveries: true })
  })

  it('stays if the app is installed again in time', async () => {
    const { workspace, services, parts, clock } = await world([])
    await services.uninstall({ workspace, happenedAt: null })
    await parts.inWorkspace(workspace, (tx) => saveWorkspace(tx, 'Back again', clock.now()))
    await forget([workspace], clock.now() + 400 * DAY)
    expect(await isThere(workspace)).toBe(true)
  })

  it.each([
    ['still takes its token', true],
    ['does not say', undefined],
  ])('stays, however long overdue, while Slack %s', async (_says, says) => {
    const { workspace, services, clock } = await world([])
    await services.uninstall({ workspace, happenedAt: null })
    await forget([workspace], clock.now() + 400 * DAY, async () => says)
    expect(await isThere(workspace)).toBe(true)
    // A mark set by mistake is gone; otherwise what Slack says next decides.
    await forget([workspace], clock.now() + 500 * DAY)
    expect(await isThere(workspace)).toBe(says === true)
  })
})

describe('news that a workspace removed the app', () => {
  const isMarked = async ({ parts, workspace }: World) => {
    const [row] = await parts.inWorkspace(workspace, (tx) =>
      tx.rows('select uninstalled_at from workspaces where workspace_id = :workspace'),
    )
    return row?.uninstalled_at != null
  }

  it('changes nothing if it is older than the installation', async () => {
    const here = await world([])
    expect(
      await here.services.uninstall({ workspace: here.workspace, happenedAt: here.clock.now() - 1 }),
    ).toBe(false)
    expect(await isMarked(here)).toBe(false)
    expect(await here.services.uninstall({ workspace: here.workspace, happenedAt: here.clock.now() })).toBe(
      true,
    )
    expect(await isMarked(here)).toBe(true)
  })

  it('changes nothing if it comes late and the app has been installed again', async () => {
    const here = await world([])
    const removedAt = here.clock.now()
    await here.services.uninstall({ workspace: here.workspace, happenedAt: removedAt })
    here.clock.advance(DAY)
    await here.parts.inWorkspace(here.workspace, (tx) => saveWorkspace(tx, 'Anew', here.clock.now()))
    expect(await here.services.uninstall({ workspace: here.workspace, happenedAt: removedAt })).toBe(false)
    expect(await isMarked(here)).toBe(false)
  })

  it('still counts after a restart', async () => {
    const here = await world([])
    const removedAt = here.clock.now()
    here.clock.advance(DAY)
    await here.parts.inWorkspace(here.workspace, (tx) => saveWorkspace(tx, 'Test', here.clock.now()))
    expect(await here.services.uninstall({ workspace: here.workspace, happenedAt: removedAt })).toBe(true)
  })
})
