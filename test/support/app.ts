import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach } from 'vitest'
import { parse } from 'yaml'
import type { Log } from '../../src/log.ts'
import { type LocalSlack, startLocalSlack } from '../../src/sandbox/local-slack.ts'
import type { SeedMember, WorkspaceSeed } from '../../src/sandbox/seed.ts'
import { type Mentorship, start } from '../../src/wiring.ts'
import { testDatabase } from './database.ts'
import { type TestClock, testClock } from './world.ts'

const realClock = { now: () => Date.now() }
const manifest = parse(readFileSync('manifest.yml', 'utf8'))

/** What the app logged, for tests that want to see that something was, or was not. */
export type LogLine = { level: 'debug' | 'info' | 'warn' | 'error'; what: unknown }

export type Journey = {
  slack: LocalSlack
  app: Mentorship
  clock: TestClock
  log: LogLine[]
  /** A member to act as, by handle. */
  as(handle: string): ReturnType<LocalSlack['member']>
  /** Waits until nothing is under way and nothing is left to deliver. */
  settle(): Promise<void>
}

const opened: Journey[] = []

afterEach(async () => {
  for (const journey of opened.splice(0)) {
    await journey.app.stop()
    await journey.slack.stop()
  }
})

const people: SeedMember[] = [
  { id: 'U0ADA00001', handle: 'ada', realName: 'Ada Berlin', zone: 'Europe/Berlin' },
  { id: 'U0BEN00001', handle: 'ben', realName: 'Ben York', zone: 'America/New_York' },
  { id: 'U0CHANDRA1', handle: 'chandra', realName: 'Chandra Rao', zone: 'Asia/Kolkata' },
  { id: 'U0DANA0001', handle: 'dana', realName: 'Dana Ngata', zone: 'Pacific/Auckland' },
  { id: 'U0ELI00001', handle: 'eli', realName: 'Eli Former', deactivated: true },
  { id: 'U0GUS00001', handle: 'gus', realName: 'Gus Guest', zone: 'Europe/London', guest: 'multi-channel' },
  { id: 'U0ROBOT001', handle: 'robot', realName: 'Standup Robot', bot: true },
]

const seedOf = (members: SeedMember[]): WorkspaceSeed => ({
  // A workspace of its own, so that tests can share a database.
  team: { id: `T${randomBytes(5).toString('hex').toUpperCase()}`, name: 'Journey', domain: 'journey' },
  app: {
    id: 'A0MENTOR01',
    name: 'Mentorship',
    handle: 'mentorship',
    botId: 'B0MENTOR01',
    botUserId: 'U0MENTORBT',
  },
  members,
  channels: [{ id: 'C0GENERAL1', name: 'general' }],
})

const logInto = (lines: LogLine[]): Log => {
  const at =
    (level: LogLine['level']) =>
    (...parts: unknown[]) => {
      lines.push({ level, what: parts })
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/**
 * The whole app on the test database, driven by a local Slack over real signed HTTP: Monday 23 November 2026,
 * 10:00 UTC, until the clock is moved. Deliveries go out when a journey settles. Closed after the test.
 */
export const journey = async ({ members = people }: { members?: SeedMember[] } = {}): Promise<Journey> => {
  const clock = testClock()
  const log: LogLine[] = []
  const slack = await startLocalSlack({ seed: seedOf(members), clock, wallClock: realClock, manifest })
  const app = await start({
    config: {
      host: '127.0.0.1',
      port: 0,
      slackApiUrl: slack.apiUrl,
      workers: 'off',
      slack: { mode: 'http', botToken: slack.botToken, signingSecret: slack.signingSecret },
    },
    database: await testDatabase(),
    clock,
    wallClock: realClock,
    log: logInto(log),
  })
  slack.connect(`${app.address}/slack/events`)
  const journey = {
    slack,
    app,
    clock,
    log,
    as: (handle: string) => slack.member(`@${handle}`),
    settle: app.settle,
  }
  opened.push(journey)
  return journey
}
