import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { chance } from '../../support/chance.ts'
import { createDatabase } from '../../support/fresh-database.ts'
import type { WrittenCalendars } from '../../support/written-calendars.ts'
import { spawnWorker, type WorkerProcess } from '../../worker/support/spawn-worker.ts'
import { judge, type Verdict } from './judge.ts'
import { armFaults, openPlace, type Place } from './place.ts'

export type Chaos = {
  seed: number
  /** The least number of deliveries to write. */
  notices: number
  workspaces: number
  /** Over all workspaces. */
  members: number
  workers: number
  /** Whether the app may search DMs for messages whose answer was lost. */
  mayLook?: boolean
  /** What share of the calls each of six kinds of faults strikes; a tenth by default. */
  faults?: number
  /**
   * What members do, instead of random acts until there are enough notices. `settled` waits until everything written so
   * far is delivered.
   */
  acts?(places: readonly Place[], settled: () => Promise<void>): Promise<void>
  /** Calendars that members may let the app write into. */
  calendars?: WrittenCalendars
  /** Called from time to time with what is left. */
  progress?(line: string): void
}

/** Six tries in ten meet a fault, others a kill: with the usual pauses the last notices would take days. */
const retry = { first: 250, longest: 2_000, most: 200 }
/** Half the lease outlasts a call and the second for which the local Slack asks to be left alone. */
const timing = { lease: 4_000, callWithin: 500, pace: 1_000, retry }

/**
 * Members act while processes deliver and get killed, and any call to Slack may fail. Ends when everything is
 * delivered, and returns what Slack got. The seed decides acts, faults and kills, not how the machine schedules them.
 */
export const chaos = async (serverUrl: string, run: Chaos): Promise<Verdict> => {
  const random = chance(run.seed)
  const fresh = await createDatabase(serverUrl)
  const database = await openDatabase({ url: fresh.url, dataDir: '' }, { poolSize: 6 })
  await migrator(database.knex).up()
  const began = performance.now()
  const places: Place[] = []
  for (let nth = 0; nth < run.workspaces; nth += 1) {
    const members = Math.max(2, Math.round(run.members / run.workspaces))
    places.push(await openPlace(database, { seed: run.seed, nth, members, calendars: run.calendars }))
  }
  for (const { slack } of places) {
    if (run.mayLook === false) {
      for (const method of ['conversations.open', 'conversations.history']) {
        slack.faults.on({ method, kind: 'platform-error', error: 'missing_scope' })
      }
    }
    armFaults(slack, run.faults ?? 0.1)
  }
  const settings = {
    url: fresh.url,
    timing,
    calendars: run.calendars,
    destinations: places.map(({ workspace, slack: { botToken, apiUrl } }) => [
      workspace,
      { botToken, apiUrl },
    ]),
  } as Parameters<typeof spawnWorker>[0]
  const workers: WorkerProcess[] = Array.from({ length: run.workers }, () => spawnWorker(settings))
  await Promise.all(workers.map(({ ready }) => ready))

  const count = async () => {
    const { rows } = await database.knex.raw(
      'select count(*)::int as written, count(*) filter (where settled_at is null)::int as left from deliveries',
    )
    return rows[0] as { written: number; left: number }
  }
  let isOver = false
  let kills = 0
  const killing = async () => {
    while (!isOver) {
      await sleep(1_000 + random.upTo(1_000))
      // A process takes about a second to start: if all were killed sooner, nothing would ever be delivered.
      const delivering = workers.filter(({ isReady }) => isReady())
      if (delivering.length < Math.min(2, workers.length)) continue
      const nth = workers.indexOf(random.one(delivering))
      workers[nth]?.child.kill('SIGKILL')
      await workers[nth]?.ended
      kills += 1
      if (!isOver) workers[nth] = spawnWorker(settings)
    }
  }
  const atRandom = async () => {
    for (let acts = 0; ; acts += 1) {
      if (acts % 50 === 0 && (await count()).written >= run.notices) return
      await places[acts % places.length]?.act()
    }
  }
  const settled = async () => {
    for (let left = 1; left > 0; ) {
      await sleep(500)
      left = (await count()).left
      run.progress?.(`${Math.round((performance.now() - began) / 1_000)} s: ${left} left, ${kills} kills`)
    }
  }
  const killer = killing()
  await (run.acts ? run.acts(places, settled) : atRandom())
  await settled()
  isOver = true
  await killer
  for (const { child } of workers) child.kill('SIGKILL')
  await Promise.all(workers.map(({ ended }) => ended))
  const seconds = (performance.now() - began) / 1_000
  const verdict = await judge(database, places, { kills, seconds })
  for (const { slack } of places) await slack.stop()
  await database.close()
  await fresh.drop()
  return verdict
}
