import type { RequestListener } from 'node:http'
import type { ProviderClients } from '../calendar/providers/places.ts'
import { providersOf } from '../calendar/providers/provider.ts'
import { type CalendarsReached, calendarReaders } from '../calendar/readers.ts'
import { calendarWriter } from '../calendar/writers.ts'
import type { Clock } from '../domain/time/time.ts'
import { type IdSource, idSource, type Parts } from '../service/act.ts'
import { services } from '../service/services.ts'
import { background } from '../slack/background.ts'
import { connect } from '../slack/connect.ts'
import { english } from '../slack/text/english/english.ts'
import type { Words } from '../slack/text/words.ts'
import { fetchAccount } from '../slack/web-api/accounts.ts'
import { workspaceOfCalendar } from '../store/calendar-addresses.ts'
import { waitingDeliveries } from '../store/delivery-records.ts'
import { sealing, type TokenKeys } from '../store/sealing.ts'
import type { Database } from '../store/sql/database.ts'
import { migrator } from '../store/sql/migrator.ts'
import { inWorkspace } from '../store/sql/transaction.ts'
import { type Timing, usualTiming } from '../worker/lane.ts'
import { stepThrough } from '../worker/steps.ts'
import { calendarConsentPage } from './calendar-consent-page.ts'
import { calendarPage } from './calendar-page.ts'
import type { Config } from './config.ts'
import { type HttpServer, serve } from './http-server.ts'
import type { Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { type Outbox, wireOutbox } from './outbox-wiring.ts'
import { rightOfWay } from './right-of-way.ts'
import type { SlackConfig } from './slack-config.ts'
import { wireWorkspaces } from './wire-workspaces.ts'

export type Wiring = {
  config: Pick<Config, 'host' | 'port' | 'slackApiUrl' | 'workers'> & {
    metricsToken?: string | undefined
    /** Where browsers and calendars reach it. */
    publicUrl?: string | undefined
    slack: Exclude<SlackConfig, { mode: 'sandbox' }>
  }
  database: Database
  /** The app's time. */
  clock: Clock
  /** The real time, for checking Slack's signatures. */
  wallClock: Clock
  log: Log
  /** Makes ids. Default: random ones that sort by the clock. */
  nextId?: IdSource
  /** The outbox's timing. Default: `usualTiming`. */
  timing?: Partial<Timing>
  /** How calendars from outside are reached and sealed. Absent: members cannot connect any. */
  calendars?: CalendarsReached & { keys: TokenKeys; clients?: ProviderClients }
  /** What people read. Default: English. */
  words?: Words
  /** Only this machine reaches it, at the address at which it listens. */
  isLocal?: boolean
  /** Handles HTTP requests that are not for the app. */
  otherwise?: RequestListener
}

export type Mentorship = {
  /** Where HTTP listens. */
  address: string
  worker: Outbox
  /** Reads the calendars that are due now. */
  readCalendars(): Promise<void>
  /** Delivers what is due and waits for work begun after an acknowledgement, until neither is left. */
  settle(): Promise<void>
  /** Accepts nothing new, finishes what is running and closes. The database is left to its owner to close. */
  stop(): Promise<void>
}

/** The composition root: builds the parts, connects them and starts serving. */
export const start = async (wiring: Wiring): Promise<Mentorship> => {
  const { config, database, clock, log, words = english } = wiring
  const migrations = migrator(database.knex)
  await migrations.up()

  let outbox: Outbox | undefined
  const outside = wiring.calendars && {
    sealing: sealing(wiring.calendars.keys),
    providers: providersOf(wiring.calendars.clients ?? {}, clock),
    reach: {
      ...calendarReaders(wiring.calendars),
      write: calendarWriter(wiring.calendars.clients ?? {}),
      allowPrivate: wiring.calendars.allowPrivate,
    },
  }
  const parts: Parts = {
    inWorkspace: inWorkspace(database.knex),
    clock,
    nextId: wiring.nextId ?? idSource(clock),
    wake: () => outbox?.wake(),
    ended: (how) => metrics.acted(how),
    ...(outside && {
      calendars: { ...outside, wake: () => outbox?.wakeCalendars() },
    }),
  }
  const metrics = createMetrics(async () =>
    waitingDeliveries(parts.inWorkspace, await lookOver.telling(), clock.now()),
  )
  const { serving, lookOver, install, refreshAll } = await wireWorkspaces({
    ...{ ...wiring, ...parts, words },
    count: metrics.installed,
  })
  const useCases = services(parts, fetchAccount(serving.to))
  const { arrived, giveWay } = rightOfWay()
  outbox = wireOutbox({
    database,
    services: useCases,
    serving,
    lookOver,
    ...(refreshAll && { refreshAll }),
    clock,
    words,
    log,
    timing: { ...usualTiming, ...wiring.timing },
    step: stepThrough(giveWay),
    giveWay,
    count: metrics.tried,
  })

  let server: HttpServer | undefined
  const publicUrl = () => config.publicUrl ?? (wiring.isLocal ? server?.address : undefined)
  const calendars = calendarPage({
    ...{ workspaceOf: workspaceOfCalendar(database.knex), serving, services: useCases, words, clock },
  })
  const consent = outside && calendarConsentPage({ ...outside, services: useCases, words, publicUrl, log })
  const running = background(log)
  const connection = connect({
    ...wiring,
    ...config,
    takesIn: config.workers !== 'only',
    serving,
    services: useCases,
    words,
    background: running,
    metrics,
    arrived,
    metricsToken: config.metricsToken,
    isReady: async () => (await migrations.status()).current,
    pages: [calendars, ...(consent ? [consent] : []), ...(install ? [install] : [])],
    publicUrl,
  })
  server = await serve(connection.listener, config)
  await connection.open()
  if (config.workers !== 'off') outbox.start()

  const listening = server
  return {
    address: listening.address,
    worker: outbox,
    readCalendars: () => outbox.readCalendars(),
    settle: async () => {
      do await running.idle()
      while ((await outbox.drain()) > 0)
    },
    stop: async () => {
      const delivered = outbox.stop()
      const closed = listening.close()
      await connection.close()
      await closed
      await running.idle()
      await delivered
      await outside?.reach.stop()
    },
  }
}
