import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { wireOutbox } from '../../src/app/outbox-wiring.ts'
import { MINUTE } from '../../src/domain/time/time.ts'
import { sandboxSeed } from '../../src/sandbox/first-day/workspace.ts'
import { startLocalSlack } from '../../src/sandbox/slack/local-slack.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { usualTiming } from '../../src/worker/lane.ts'
import { testDatabase } from '../support/database.ts'
import { delivering } from '../support/delivering.ts'
import { straightOn } from '../support/gates.ts'
import { world } from '../support/world.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('a running process forgets a workspace without a grace period within a minute of its leaving', async () => {
  const { workspace, services, parts, clock } = await world([])
  const slack = await startLocalSlack({ seed: sandboxSeed, clock })
  onTestFinished(slack.stop)
  await parts.inWorkspace(workspace, (tx) =>
    tx.rows(`update workspaces set settings = '{"grace_days": 0}' where workspace_id = :workspace`),
  )
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const outbox = wireOutbox({
    database: await testDatabase(),
    services,
    ...delivering(new Map([[workspace, slack]])),
    clock,
    words: english,
    log,
    timing: usualTiming,
    step: straightOn,
    count: () => {},
  })
  outbox.start()
  await slack.uninstall()
  await services.uninstall({ workspace, happenedAt: null })
  vi.advanceTimersByTime(MINUTE)
  await outbox.stop()
  const left = await parts.inWorkspace(workspace, (tx) =>
    tx.rows('select from workspaces where workspace_id = :workspace'),
  )
  expect(left).toEqual([])
  expect(log.error).not.toHaveBeenCalled()
})
