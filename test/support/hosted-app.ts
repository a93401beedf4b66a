import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import type { Log } from '../../src/app/log.ts'
import type { SlackConfig } from '../../src/app/slack-config.ts'
import { type Mentorship, start, type Wiring } from '../../src/app/wiring.ts'
import type { ProviderClients } from '../../src/calendar/providers/places.ts'
import { type Clock, HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { type LocalWorkspaces, startLocalWorkspaces } from '../../src/sandbox/slack/local-workspaces.ts'
import type { SeedMember, WorkspaceSeed } from '../../src/sandbox/slack/state/seed.ts'
import type { Database } from '../../src/store/sql/database.ts'
import { isBoltsWatch } from './bolts-watch.ts'
import { createBrowser } from './browser.ts'
import { install as installing } from './install.ts'
import { ownDatabase } from './own-database.ts'
import { testClock } from './world.ts'

const manifest = parse(readFileSync('manifest.yml', 'utf8'))

export const seed = (id: string, name: string, members: readonly SeedMember[]): WorkspaceSeed => ({
  team: { id, name, domain: name.toLowerCase() },
  app: {
    id: 'A0MENTOR01',
    name: 'Mentorship',
    handle: 'mentorship',
    botId: 'B0MENTOR01',
    botUserId: 'U0MENTORBT',
  },
  members: [...members],
  channels: [{ id: `C${id.slice(1)}`, name: 'general' }],
})

/** Under one id in both workspaces of the organisation. */
const ada: SeedMember = { id: 'U0ADA00001', handle: 'ada', realName: 'Ada Berlin', zone: 'Europe/Berlin' }
const acme = seed('T0ACME', 'Acme', [ada, { id: 'U0BEN00001', handle: 'ben', realName: 'Ben York' }])
const labs = seed('T0LABS', 'Labs', [ada, { id: 'U0CHANDRA1', handle: 'chandra', realName: 'Chandra Rao' }])
const globex = seed('T0GLOBEX', 'Globex', [
  { id: 'U0DANA0001', handle: 'dana', realName: 'Dana Ngata' },
  { id: 'U0GINA0001', handle: 'gina', realName: 'Gina Globex' },
])
export const grid = { id: 'E0GRID', name: 'Grid', domain: 'grid', workspaces: [acme.team.id, labs.team.id] }

/** Where browsers reach the app. */
export const PUBLIC = 'https://mentorship.example.com'

type Setting = {
  workspaces?: readonly WorkspaceSeed[]
  organisations?: readonly (typeof grid)[]
  /** Whether tokens end, and are replaced before. */
  rotates?: boolean
  /** Whom people can ask. */
  support?: string
  /** Emptied after the test. By default one of its own. */
  database?: Database
  /** Where a real browser reaches it. */
  at?: { port: number; publicUrl: string }
  /** Also gets every line of the log. */
  log?: Log
  /** At whose calendars the app is registered. */
  calendarClients?: ProviderClients
}

export type HostedApp = Awaited<ReturnType<typeof hostedApp>>

/**
 * An app that any workspace may install, beside a local Slack of several, in none of which it is installed yet. Closed after
 * the test, which fails if the app broke a rule of Slack's or logged an error.
 */
export const hostedApp = async (setting: Setting = {}) => {
  const { workspaces = [acme, labs, globex], organisations = [], rotates = false, support, log } = setting
  const database: Database = setting.database ?? (await ownDatabase(8))
  // Clean-ups run in reverse order: this one, registered first, runs when the app has stopped.
  onTestFinished(async () => {
    if (setting.database) await database.knex.raw('truncate workspaces, installations, oauth_states cascade')
    else await database.close()
  })
  const wallNow = Date.now()
  // When a token ends, Slack's library reckons by the machine's clock.
  const clock = rotates ? testClock(wallNow) : testClock()
  const wallClock: Clock = { now: () => wallNow }
  const errors: unknown[] = []
  const slack: LocalWorkspaces = await startLocalWorkspaces({
    ...{ clock, wallClock, ackTimeoutMs: 20_000, organisations, workspaces },
    manifest: { ...manifest, settings: { ...manifest.settings, token_rotation_enabled: rotates } },
  })
  const slackConfig: SlackConfig & { mode: 'oauth' } = {
    mode: 'oauth',
    ...{ clientId: slack.clientId, clientSecret: slack.clientSecret, signingSecret: slack.signingSecret },
    tokenKeys: [{ id: 'k1', key: randomBytes(32) }],
    publicUrl: setting.at?.publicUrl ?? PUBLIC,
    ...(support && { support }),
  }
  const wiring: Wiring = {
    config: {
      host: '127.0.0.1',
      port: setting.at?.port ?? 0,
      slackApiUrl: slack.apiUrl,
      workers: 'off',
      publicUrl: slackConfig.publicUrl,
      slack: slackConfig,
    },
    ...{ database, clock, wallClock },
    log: {
      debug: (what: unknown, ...more: unknown[]) => log?.debug(what, ...more.map(String)),
      info: (what: unknown, ...more: unknown[]) => log?.info(what, ...more.map(String)),
      warn: (what: unknown, ...more: unknown[]) => log?.warn(what, ...more.map(String)),
      error: (what: unknown, ...more: unknown[]) => {
        if (more.some(isBoltsWatch)) return
        errors.push([what, ...more])
        log?.error(what, ...more.map(String))
      },
    },
    timing: { pace: 0 },
    ...(setting.calendarClients && {
      calendars: { keys: slackConfig.tokenKeys, allowPrivate: true, clients: setting.calendarClients },
    }),
  }
  const app = await start(wiring)
  const running: Mentorship[] = [app]
  slack.connect(`${app.address}/slack/events`)
  onTestFinished(async () => {
    for (const one of running) await one.stop()
    await slack.stop()
    expect(slack.breaches, "rules of Slack's that the app broke").toEqual([])
    expect(errors.splice(0), 'errors that the app logged').toEqual([])
  })
  const browser = (how: { keepsCookies?: boolean } = {}) =>
    createBrowser({ hosts: { [PUBLIC]: app.address }, clock, ...how })
  const member = (workspace: string, handle: string) => slack.workspace(workspace).member(`@${handle}`)
  return {
    ...{ slack, app, clock, wallClock, database, slackConfig, errors, browser, member },
    /** Another process of the app, over the same database. */
    another: async () => {
      const other = await start(wiring)
      running.push(other)
      return other
    },
    /** Installs the app there, in a browser of its own. */
    install: (place: string, how: Partial<Parameters<typeof installing>[2]> = {}) =>
      installing(slack, browser(), { from: `${PUBLIC}/slack/install`, place, ...how }),
    /** Where tokens end: theirs do, and Slack accepts the installations no longer. */
    loseInstallation: async () => {
      // A refresh whose answer was lost uses up the refresh token all the same.
      slack.faults.on({ method: 'oauth.v2.access', kind: 'lost-reply', times: 1 })
      clock.advance(12 * HOUR)
      await app.settle()
      clock.advance(MINUTE)
      await app.settle()
      expect(errors.splice(0).length).toBeGreaterThan(0)
    },
    /** What the app wrote to somebody. */
    texts: (workspace: string, handle: string) =>
      member(workspace, handle)
        .dm()
        .map(({ text }) => text),
  }
}
