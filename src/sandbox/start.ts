import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Config, ConfigFault } from '../app/config.ts'
import type { Log } from '../app/log.ts'
import type { Mentorship, Wiring } from '../app/wiring.ts'
import type { Clock } from '../domain/time/time.ts'
import { colleaguesCalendars, connectCalendars, lastReadings } from './first-day/calendars.ts'
import { fillInProfiles } from './first-day/fill-in-profiles.ts'
import { firstDay } from './first-day/first-day.ts'
import { type Past, threeMonths } from './first-day/history.ts'
import { hostOpenSessions, joinOpenSession } from './first-day/open-sessions.ts'
import { colleagues } from './first-day/people.ts'
import { sandboxSeed } from './first-day/workspace.ts'
import { KeepingFault, type Kept, keeper, readKept } from './keeping.ts'
import { readPage } from './page-server/page-files.ts'
import { PEOPLE, pageServer } from './page-server/page-server.ts'
import { CALENDARS, servedCalendars } from './page-server/served-calendars.ts'
import { faultSwitches } from './page-server/switches.ts'
import { type ShiftingClock, shiftingClock } from './shifting-clock.ts'
import { startLocalSlack } from './slack/local-slack.ts'

type SandboxParts = {
  config: Config
  realClock: Clock
  log: Log
  /** The app's manifest, and the folder of the built page. */
  manifest: URL
  page: URL
  /** Start over with another workspace; the app forgets the old one. */
  fresh: boolean
  serve(wiring: Pick<Wiring, 'config' | 'clock' | 'otherwise' | 'isLocal'>): Promise<Mentorship>
  /** Deletes what the app keeps about a workspace. */
  forget(workspace: string): Promise<void>
  /** Writes what happened there before. */
  remember(workspace: string, history: Remembered): Promise<void>
}

type Remembered = {
  past: readonly Past[]
  /** When members' calendars were last read. */
  readings: readonly { member: string; at: number }[]
}

const RETRY_EVERY = 1000

/** A local Slack with the app in it, driven over real signed HTTP, with its page at the app's own address. */
export const startSandbox = async (parts: SandboxParts) => {
  const { config, realClock, log, fresh, serve, forget, remember } = parts
  const path = join(config.dataDir, 'sandbox.json')
  const earlier = await readKept(path).catch((error: unknown) => {
    if (fresh) return undefined
    throw error instanceof KeepingFault ? new ConfigFault([error.message]) : error
  })
  const kept = fresh ? undefined : earlier
  const clock = shiftingClock(realClock, kept?.ahead)
  const files = await readPage(parts.page)
  const slack = await openSlack(parts, clock, realClock, kept)
  const read = kept?.read ?? {}
  const keeping = keeper(
    path,
    () => ({ slack: slack.state, ahead: clock.ahead(), read }),
    (error) => log.error({ err: error }, 'the sandbox could not be saved'),
  )

  let app: Mentorship | undefined
  const calendars = servedCalendars(colleaguesCalendars)
  const switches = faultSwitches(slack, () => `${app?.address}/slack/events`, calendars)
  const page = pageServer({
    bench: { slack, clock, switches, calendars, read, run: randomBytes(6).toString('hex') },
    files,
    touched: keeping.later,
    moved: () => {
      app?.worker.wake()
      app?.worker.wakeCalendars()
    },
  })
  slack.subscribe(({ what }) => what !== 'log' && keeping.later())
  app = await serve({
    config: {
      ...config,
      slackApiUrl: slack.apiUrl,
      slack: { mode: 'http', botToken: slack.botToken, signingSecret: slack.signingSecret },
    },
    clock,
    isLocal: true,
    otherwise: page.listener,
  })
  slack.connect(`${app.address}/slack/events`)
  if (fresh && earlier) await forget(earlier.slack.team.id)
  if (!kept) {
    await fillInProfiles(slack)
    await hostOpenSessions(slack, clock)
    await firstDay(slack)
    await joinOpenSession(slack)
    await connectCalendars(slack, `${app.address}${CALENDARS}`)
    await app.readCalendars()
    const readings = lastReadings(slack, clock.now())
    await remember(slack.state.team.id, { past: threeMonths(clock.now()), readings })
    await app.worker.keepReports()
  }
  for (const { owner, fails } of colleaguesCalendars) if (fails) calendars.fail(owner, true)
  const retries = setInterval(() => void slack.retryDue(), RETRY_EVERY)

  return {
    address: app.address,
    stop: async () => {
      clearInterval(retries)
      page.close()
      await app.stop()
      await slack.stop()
      await keeping.flush()
    },
  }
}

/** Gives each new workspace its own id, so that a database that outlives one never mistakes it for another. */
const openSlack = async (
  { manifest: manifestFile, config }: SandboxParts,
  clock: ShiftingClock,
  wallClock: Clock,
  kept: Kept | undefined,
) => {
  const manifest = parse(await readFile(manifestFile, 'utf8'))
  const team = { ...sandboxSeed.team, id: `T${randomBytes(5).toString('hex').toUpperCase()}` }
  return startLocalSlack({
    clock,
    wallClock,
    manifest,
    // Only the app may speak to it, or for it: other programs and pages do not know these.
    botToken: `xoxb-${randomBytes(16).toString('hex')}`,
    signingSecret: randomBytes(16).toString('hex'),
    seed: { ...sandboxSeed, team, members: [...sandboxSeed.members, ...colleagues] },
    // Members' pictures outlive a restart only under an address that does.
    ...(config.port !== 0 && { pictures: `http://${config.host}:${config.port}${PEOPLE}` }),
    ...(kept && { snapshot: kept.slack }),
  })
}
