/**
 * A process that only delivers: `tsx worker-process.ts '<JSON of WorkerSettings>'`. It says "ready" on
 * stdout, and with `killAt` it kills itself there as `kill -9` would.
 */

import { wireOutbox } from '../../../src/app/outbox-wiring.ts'
import { workspaceId } from '../../../src/domain/ids.ts'
import { idSource } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import type { Timing } from '../../../src/worker/lane.ts'
import { delivering } from '../../support/delivering.ts'
import { type Gate, gated } from '../../support/gates.ts'
import { realClock } from '../../support/real-clock.ts'
import { type WrittenCalendars, writtenCalendars } from '../../support/written-calendars.ts'

export type WorkerSettings = {
  url: string
  destinations: [workspace: string, destination: { botToken: string; apiUrl: string }][]
  timing: Timing
  /** Calendars that members let the app write into. */
  calendars?: WrittenCalendars
  /** Delivers what is due and ends, unless it reaches the gate first. */
  killAt?: Gate
}

const settings = JSON.parse(process.argv[2] ?? '') as WorkerSettings
const silent = () => {}
const database = await openDatabase({ url: settings.url, dataDir: '' }, { poolSize: 6 })
const outbox = wireOutbox({
  database,
  services: services(
    {
      inWorkspace: inWorkspace(database.knex),
      clock: realClock,
      nextId: idSource(realClock),
      wake: () => {},
      ...(settings.calendars && { calendars: writtenCalendars(settings.calendars, realClock) }),
    },
    async () => 'unknown',
  ),
  ...delivering(new Map(settings.destinations.map(([id, destination]) => [workspaceId(id), destination]))),
  clock: realClock,
  words: english,
  log: {
    debug: silent,
    info: silent,
    warn: silent,
    error: (...what: unknown[]) => void process.stderr.write(`${JSON.stringify(what, errorsToo)}\n`),
  },
  timing: settings.timing,
  count: silent,
  step: gated((gate) => {
    if (gate === settings.killAt) process.kill(process.pid, 'SIGKILL')
  }),
})

function errorsToo(_key: string, value: unknown) {
  return value instanceof Error ? `${value.name}: ${value.message}` : value
}

process.stdout.write('ready\n')
if (settings.killAt) {
  await outbox.drain()
  await database.close()
} else {
  outbox.start()
}
