import { randomUUID } from 'node:crypto'
import type { WorkspaceId } from '../domain/ids.ts'
import { noticeKinds } from '../domain/notices.ts'
import { lastDay } from '../domain/programme/report-periods.ts'
import type { Clock, Instant } from '../domain/time/time.ts'
import type { Services } from '../service/services.ts'
import { deliver } from '../slack/deliveries/deliver.ts'
import { isInstalled } from '../slack/installed.ts'
import { type Serving, teamServed } from '../slack/serving.ts'
import type { Words } from '../slack/text/words.ts'
import { attendedClient } from '../slack/web-api/client.ts'
import { deliveryQueue } from '../store/delivery-queue.ts'
import type { LookOver } from '../store/look-over.ts'
import { KEPT, pruneDeliveries } from '../store/prune-deliveries.ts'
import { pruneSuggestions } from '../store/prune-suggestions.ts'
import { pruneReceipts, RECEIPTS_KEPT_FOR } from '../store/receipts.ts'
import { makeDueAgain } from '../store/set-back.ts'
import type { Database } from '../store/sql/database.ts'
import { sessionOf } from '../store/sql/knex-settings.ts'
import { inWorkspace, statements } from '../store/sql/transaction.ts'
import { calendarReader, READING_PACE } from '../worker/calendar-reader.ts'
import { housekeeping } from '../worker/housekeeping.ts'
import type { LaneParts, Timing } from '../worker/lane.ts'
import { oneByOne } from '../worker/one-by-one.ts'
import { outboxWorker } from '../worker/outbox.ts'
import { planner } from '../worker/planner.ts'
import { purge } from '../worker/purge.ts'
import type { RunStep } from '../worker/steps.ts'
import type { Log } from './log.ts'

export type OutboxWiring = {
  database: Database
  services: Services
  /** The workspaces this process delivers for, and with what. */
  serving: Serving
  lookOver: LookOver
  /** Replaces the tokens that are about to end, where there are such. */
  refreshAll?: () => Promise<void>
  clock: Clock
  words: Words
  log: Log
  timing: Timing
  step: RunStep
  /** Waits for whoever is waiting for an answer. Default: nobody is. */
  giveWay?: () => Promise<void>
  count: LaneParts['count']
}

/** Everything that delivers, and nothing that receives: what each process runs unless `WORKERS` is `off`. */
export const wireOutbox = (wiring: OutboxWiring) => {
  const { database, services, serving, lookOver, refreshAll, clock, words, log, timing, step, count } = wiring
  const { giveWay = async () => {} } = wiring
  const across = (workspaces: readonly WorkspaceId[]) => statements(database.knex, workspaces)
  const inOne = inWorkspace(database.knex)
  const send = deliver({
    ...services,
    clock,
    words,
    step,
    lackingIn: async (workspace) => (await serving.to(workspace))?.lacking ?? [],
    clientFor: async (workspace, around) => {
      const served = await serving.to(workspace)
      if (!served) return undefined
      const { botToken, client } = served
      const access = {
        botToken,
        apiUrl: client.slackApiUrl,
        timeout: timing.callWithin,
        team: teamServed(served),
      }
      return attendedClient(access, around)
    },
  })
  const worker = outboxWorker({
    queue: deliveryQueue({
      across,
      inWorkspace: inOne,
      due: lookOver.due,
      kinds: noticeKinds,
      worker: randomUUID(),
      engine: sessionOf(database.knex).engine,
    }),
    send,
    clock,
    log,
    timing,
    step,
    count,
  })
  const plans = planner({
    clock,
    log,
    toPlan: async (now, until) => [
      ...new Set([...(await lookOver.toPlan(now, until)), ...(await lookOver.toForget(now))]),
    ],
    plans: [
      services.reminders.plan,
      services.reminders.planStarts,
      services.openSessions.plan,
      services.questions.plan,
      services.feedback.plan,
      services.nudges.plan,
      services.reroutes.plan,
      async (workspace) => {
        const isTraceless = await services.forgetting.plan(workspace, words.formerName)
        if (isTraceless) await database.rewrite?.()
      },
      (workspace) => inOne(workspace, (tx) => makeDueAgain(tx, clock.now())),
    ],
    wake: worker.wake,
  })
  const reports = planner({
    clock,
    log,
    toPlan: (now) => lookOver.toReport(lastDay(now)),
    // Each page of a long count waits for whoever is waiting.
    plans: [(workspace) => services.reports.keep(workspace, (page) => step('read', page))],
    wake: () => {},
  })
  const { calendarReading } = services
  const calendars =
    calendarReading &&
    calendarReader({
      clock,
      log,
      toRead: lookOver.toRead,
      take: calendarReading.take,
      pace: timing.pace > 0 ? READING_PACE : 0,
      read: async (workspace, address) => {
        await giveWay()
        await calendarReading.read(workspace, address)
      },
    })
  const tidy = housekeeping({
    clock,
    log,
    tasks: [
      ...(refreshAll ? [refreshAll] : []),
      async (now: Instant) => {
        const before = { finished: now - KEPT.finished, received: now - RECEIPTS_KEPT_FOR, counted: now }
        const failing = { log, failed: 'what is kept no longer could not be deleted' }
        await oneByOne(failing, await lookOver.toPrune(before), async (workspace) => {
          await pruneDeliveries(inOne, workspace, now)
          await pruneReceipts(inOne, workspace, now)
          await pruneSuggestions(inOne, workspace, now)
        })
      },
      purge({
        inWorkspace: inOne,
        removed: lookOver.removed,
        log,
        isInstalled: async (workspace) => {
          const served = await serving.to(workspace)
          // A removal takes the token with it, but for the operator's own.
          return served ? isInstalled(served) : false
        },
      }),
    ],
  })
  return {
    wakeCalendars: () => calendars?.wake(),
    readCalendars: async () => calendars?.drain(),
    wake: () => {
      plans.catchUp()
      reports.catchUp()
      worker.wake()
    },
    /** Delivers everything due now, including what is planned. @returns the number of attempts */
    drain: async (): Promise<number> => {
      await plans.plan()
      return worker.drain()
    },
    /** Keeps the numbers of the day that is over. */
    keepReports: reports.plan,
    /** Deletes what is no longer needed now, without waiting for the minute. */
    tidy: tidy.tidy,
    start: () => {
      worker.start()
      plans.start()
      reports.start()
      tidy.start()
      calendars?.start()
    },
    /** Stops once the work under way is done. */
    stop: async () => {
      await Promise.all([plans.stop(), reports.stop(), tidy.stop(), calendars?.stop()])
      await worker.stop()
    },
  }
}

export type Outbox = ReturnType<typeof wireOutbox>
