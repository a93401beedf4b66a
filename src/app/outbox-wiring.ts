import { randomUUID } from 'node:crypto'
import type { WorkspaceId } from '../domain/ids.ts'
import { noticeKinds } from '../domain/notices.ts'
import type { Clock, Instant } from '../domain/time/time.ts'
import type { Services } from '../service/services.ts'
import { deliver } from '../slack/deliveries/deliver.ts'
import { isInstalled } from '../slack/installed.ts'
import type { Words } from '../slack/text/words.ts'
import { attendedClient, promptClient } from '../slack/web-api/client.ts'
import { deliveryQueue } from '../store/delivery-queue.ts'
import { pruneDeliveries } from '../store/prune-deliveries.ts'
import { pruneSuggestions } from '../store/prune-suggestions.ts'
import { pruneReceipts } from '../store/receipts.ts'
import { makeDueAgain } from '../store/set-back.ts'
import type { Database } from '../store/sql/database.ts'
import { inWorkspace, statements } from '../store/sql/transaction.ts'
import { housekeeping } from '../worker/housekeeping.ts'
import type { LaneParts, Timing } from '../worker/lane.ts'
import { outboxWorker } from '../worker/outbox.ts'
import { planner } from '../worker/planner.ts'
import { purge } from '../worker/purge.ts'
import type { RunStep } from '../worker/steps.ts'
import type { Log } from './log.ts'

/** Where one workspace's messages go, and the token that allows it. */
export type Destination = { botToken: string; apiUrl: string }

export type OutboxWiring = {
  database: Database
  services: Services
  /** The workspaces this process delivers for. */
  destinations: ReadonlyMap<WorkspaceId, Destination>
  clock: Clock
  words: Words
  log: Log
  timing: Timing
  step: RunStep
  count: LaneParts['count']
}

/** Everything that delivers, and nothing that receives: what each process runs unless `WORKERS` is `off`. */
export const wireOutbox = (wiring: OutboxWiring) => {
  const { database, services, destinations, clock, words, log, timing, step, count } = wiring
  const workspaces = [...destinations.keys()]
  const rows = statements(database.knex, workspaces)
  const inOne = inWorkspace(database.knex)
  const destinationOf = (workspace: WorkspaceId) => {
    const destination = destinations.get(workspace)
    if (!destination) throw new Error(`nothing is known of the workspace ${workspace}`)
    return destination
  }
  const send = deliver({
    ...services,
    clock,
    words,
    step,
    clientFor: (workspace, around) =>
      attendedClient({ ...destinationOf(workspace), timeout: timing.callWithin }, around),
  })
  const worker = outboxWorker({
    queue: deliveryQueue({ rows, inWorkspace: inOne, workspaces, kinds: noticeKinds, worker: randomUUID() }),
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
    workspaces,
    plans: [
      services.reminders.plan,
      services.reminders.planStarts,
      services.openSessions.plan,
      services.questions.plan,
      services.nudges.plan,
      services.reroutes.plan,
      (workspace) => inOne(workspace, (tx) => makeDueAgain(tx, clock.now())),
    ],
    wake: worker.wake,
  })
  const tidy = housekeeping({
    clock,
    log,
    tasks: [
      ...workspaces.flatMap((workspace) => [
        (now: Instant) => pruneDeliveries(inOne, workspace, now),
        (now: Instant) => pruneReceipts(inOne, workspace, now),
        (now: Instant) => pruneSuggestions(inOne, workspace, now),
      ]),
      purge({
        rows,
        log,
        isInstalled: (workspace) => {
          const { botToken, apiUrl } = destinationOf(workspace)
          return isInstalled(promptClient(botToken, apiUrl))
        },
      }),
    ],
  })
  return {
    wake: () => {
      plans.catchUp()
      worker.wake()
    },
    /** Delivers everything due now, including what is planned. @returns the number of attempts */
    drain: async (): Promise<number> => {
      await plans.plan()
      return worker.drain()
    },
    start: () => {
      worker.start()
      plans.start()
      tidy.start()
    },
    /** Stops once the work under way is done. */
    stop: async () => {
      await Promise.all([plans.stop(), tidy.stop()])
      await worker.stop()
    },
  }
}

export type Outbox = ReturnType<typeof wireOutbox>
