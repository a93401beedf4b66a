import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, expect, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import type { Log } from '../../src/app/log.ts'
import { type Mentorship, start, type Wiring } from '../../src/app/wiring.ts'
import type { Clock } from '../../src/domain/time/time.ts'
import { type LocalSlack, startLocalSlack } from '../../src/sandbox/slack/local-slack.ts'
import type { SeedChannel, SeedMember, WorkspaceSeed } from '../../src/sandbox/slack/state/seed.ts'
import type { IdSource } from '../../src/service/act.ts'
import type { Words } from '../../src/slack/text/words.ts'
import type { Database } from '../../src/store/sql/database.ts'
import { isBoltsWatch } from './bolts-watch.ts'
import { testDatabase } from './database.ts'
import { calendarKeys, type TestClock, testClock } from './world.ts'

/**
 * The clock by which Slack signs, triggers expire and the guard judges: it stands still at the journey's start,
 * with twenty seconds to acknowledge. A journey must not depend on how busy the machine is.
 */
const wallClockOf = (start: number) => ({ now: () => start })
const ACKNOWLEDGE_WITHIN = 20_000

const manifest = parse(readFileSync('manifest.yml', 'utf8'))

/** What the app logged, for tests of what it does or does not log. */
export type LogLine = { level: 'debug' | 'info' | 'warn' | 'error'; what: unknown }

export type Journey = {
  slack: LocalSlack
  app: Mentorship
  clock: TestClock
  /** The clock by which requests are signed. */
  wallClock: Clock
  log: LogLine[]
  /** A member to act as, by handle. */
  as(handle: string): ReturnType<LocalSlack['member']>
  /** Waits until nothing is in progress and nothing is left to deliver. */
  settle(): Promise<void>
  /** The errors logged so far, which the test expects. Any other error, or a broken Slack rule, fails it at its end. */
  takeErrors(): LogLine[]
}

// A test worker's first file opens its database, which takes seconds that no test should be charged for.
beforeAll(async () => void (await testDatabase()))

const closeAndJudge = async ({ app, slack, takeErrors }: Journey) => {
  await app.stop()
  await slack.stop()
  expect(slack.breaches, "rules of Slack's that the app broke").toEqual([])
  expect(takeErrors(), 'errors that the app logged').toEqual([])
}

export const people: SeedMember[] = [
  { id: 'U0ADA00001', handle: 'ada', realName: 'Ada Berlin', zone: 'Europe/Berlin' },
  { id: 'U0BEN00001', handle: 'ben', realName: 'Ben York', zone: 'America/New_York' },
  { id: 'U0CHANDRA1', handle: 'chandra', realName: 'Chandra Rao', zone: 'Asia/Kolkata' },
  { id: 'U0DANA0001', handle: 'dana', realName: 'Dana Ngata', zone: 'Pacific/Auckland' },
  { id: 'U0ELI00001', handle: 'eli', realName: 'Eli Former', deactivated: true },
  { id: 'U0GUS00001', handle: 'gus', realName: 'Gus Guest', zone: 'Europe/London', guest: 'multi-channel' },
  { id: 'U0ROBOT001', handle: 'robot', realName: 'Standup Robot', bot: true },
]

/** The app has been added to the second of them, not to the first. */
const channels: SeedChannel[] = [
  { id: 'C0GENERAL1', name: 'general' },
  { id: 'C0LUNCH001', name: 'lunch-and-learn', appIsMember: true },
]

const seedOf = (members: SeedMember[], channels: SeedChannel[]): WorkspaceSeed => ({
  // Its own workspace, so that tests can share a database.
  team: { id: `T${randomBytes(5).toString('hex').toUpperCase()}`, name: 'Journey', domain: 'journey' },
  app: {
    id: 'A0MENTOR01',
    name: 'Mentorship',
    handle: 'mentorship',
    botId: 'B0MENTOR01',
    botUserId: 'U0MENTORBT',
  },
  members,
  channels,
})

const logInto = (lines: LogLine[], other?: Log): Log => {
  const at =
    (level: LogLine['level']) =>
    (what: unknown, ...more: unknown[]) => {
      if (more.some(isBoltsWatch)) return
      lines.push({ level, what: [what, ...more] })
      other?.[level](what, ...more.map(String))
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

type Setting = {
  members?: SeedMember[]
  channels?: SeedChannel[]
  /** Optional scopes that the workspace did not grant. */
  withheldScopes?: readonly string[]
  /** Two journeys with the same salt get the same ids from Slack, as long as they do the same things. */
  salt?: string
  /** Replaces the app's random ids. */
  idsFrom?: (clock: TestClock) => IdSource
  /** Replaces the test worker's own database. */
  database?: Database
  /** Replaces English. */
  words?: Words
  /** Also receives every log line. */
  logTo?: Log
  metricsToken?: string
  /** How calendars from outside are reached. */
  calendars?: Partial<Wiring['calendars']>
}

/**
 * The whole app on the test database, driven by a local Slack over real signed HTTP: Monday 23 November 2026,
 * 10:00 UTC, until the clock is moved. Deliveries go out when a journey settles. Closed after the test,
 * which fails if the app broke a rule of Slack's or logged an error.
 */
export const journey = async (setting: Setting = {}): Promise<Journey> => {
  const {
    members = people,
    channels: inChannels = channels,
    salt,
    idsFrom,
    database,
    logTo,
    metricsToken,
    words,
    calendars,
    withheldScopes = [],
  } = setting
  const clock = testClock()
  const wallClock = wallClockOf(Date.now())
  const log: LogLine[] = []
  const slack = await startLocalSlack({
    seed: seedOf(members, inChannels),
    clock,
    wallClock,
    ackTimeoutMs: ACKNOWLEDGE_WITHIN,
    manifest,
    withheldScopes,
    ...(salt && { salt }),
  })
  const app = await start({
    config: {
      host: '127.0.0.1',
      port: 0,
      slackApiUrl: slack.apiUrl,
      workers: 'off',
      metricsToken,
      slack: { mode: 'http', botToken: slack.botToken, signingSecret: slack.signingSecret },
    },
    database: database ?? (await testDatabase()),
    isLocal: true,
    clock,
    wallClock,
    log: logInto(log, logTo),
    // The clock stands still in journeys, so a wait for the second between two messages would never end.
    timing: { pace: 0 },
    calendars: { keys: calendarKeys, allowPrivate: true, ...calendars },
    ...(idsFrom && { nextId: idsFrom(clock) }),
    ...(words && { words }),
  })
  slack.connect(`${app.address}/slack/events`)
  const journey = {
    slack,
    app,
    clock,
    wallClock,
    log,
    as: (handle: string) => slack.member(`@${handle}`),
    settle: app.settle,
    takeErrors: () => {
      const errors = log.filter(({ level }) => level === 'error')
      log.splice(0, log.length, ...log.filter(({ level }) => level !== 'error'))
      return errors
    },
  }
  // Not in an afterEach here: this module is loaded once for all of a test worker's files.
  onTestFinished(() => closeAndJudge(journey))
  return journey
}
