import { readFileSync } from 'node:fs'
import pg from 'pg'
import { expect, it, onTestFinished, vi } from 'vitest'
import { parse } from 'yaml'
import { intent, memberId, workspaceId } from '../../../src/domain/ids.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import { sandboxSeed } from '../../../src/sandbox/first-day/workspace.ts'
import { startLocalSlack } from '../../../src/sandbox/slack/local-slack.ts'
import { idSource } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import { meetMember } from '../../../src/store/members.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { usualTiming } from '../../../src/worker/lane.ts'
import { onEachCall } from '../../support/calls.ts'
import { createDatabase } from '../../support/fresh-database.ts'
import { realClock } from '../../support/real-clock.ts'
import { postgresServer } from '../../support/server.ts'
import { account } from '../../support/world.ts'
import { spawnWorker } from '../../worker/support/spawn-worker.ts'
import { anOpenSession, CHANNEL } from '../chaos/acts.ts'
import { startFleet } from '../instances/fleet.ts'

const JOINS = Number(process.env.BURST ?? 12)
const SERVING = JOINS >= 100 ? 3 : 1
const idOf = (n: number) => memberId(`U0B${String(n).padStart(6, '0')}`)
const everyone = Array.from({ length: JOINS + 1 }, (_, n) => idOf(n))
const mentor = idOf(0)

/** Serving processes on one database, two that deliver, and a Slack whose every call about the channel's message is kept. */
const scene = async () => {
  const fresh = await createDatabase((await postgresServer()).url)
  onTestFinished(fresh.drop)
  const slack = await startLocalSlack({
    seed: {
      ...sandboxSeed,
      members: everyone.map((id) => ({
        ...{ id, handle: id.toLowerCase(), realName: id, zone: 'UTC' },
      })),
    },
    manifest: parse(readFileSync('manifest.yml', 'utf8')),
    clock: realClock,
    ackTimeoutMs: 60_000,
  })
  onTestFinished(slack.stop)
  const changes: { at: number }[] = []
  const replacements: string[] = []
  onEachCall(slack, ({ name, channel, at, request }) => {
    if (name === 'chat.update' && channel === CHANNEL) changes.push({ at })
    if (name === 'response_url' && request.includes('"replace_original":true')) replacements.push(request)
  })
  const fleet = await startFleet({ databaseUrl: fresh.url, slack, serving: SERVING, worker: 'none' })
  onTestFinished(fleet.stop)
  slack.connect(`${fleet.address}/slack/events`)
  const timing = {
    ...usualTiming,
    lease: 4_000,
    callWithin: 1_500,
    retry: { first: 250, longest: 2_000, most: 200 },
  }
  const workspace = workspaceId(slack.state.team.id)
  const destination = { botToken: slack.botToken, apiUrl: slack.apiUrl }
  const worker = () => spawnWorker({ url: fresh.url, timing, destinations: [[workspace, destination]] })
  const workers = [worker(), worker()]
  onTestFinished(async () => {
    for (const { child } of workers) child.kill('SIGKILL')
    await Promise.all(workers.map(({ ended }) => ended))
  })
  await Promise.all(workers.map(({ ready }) => ready))

  const database = await openDatabase({ url: fresh.url, dataDir: '' }, { poolSize: 2 })
  onTestFinished(() => database.close())
  const parts = {
    inWorkspace: inWorkspace(database.knex),
    clock: realClock,
    nextId: idSource(realClock),
    wake: () => {},
  }
  const app = services(parts, async (_workspace, id) => account(id))
  // Nobody has to be asked about while they join.
  await parts.inWorkspace(workspace, async (tx) => {
    for (const id of everyone) await meetMember(tx, account(id), realClock.now())
  })
  const counting = new pg.Client({ connectionString: fresh.url })
  await counting.connect()
  onTestFinished(() => counting.end())
  const until = (count: string, expected: number) =>
    vi.waitFor(
      async () => {
        const { rows } = await counting.query(`select count(*)::int as count from ${count}`)
        expect(rows[0].count).toBe(expected)
      },
      { timeout: 300_000, interval: 100 },
    )
  return {
    ...{ app, slack, workspace, changes, replacements },
    /** Kills both processes that deliver, and starts others. */
    restart: async () => {
      for (const { child } of workers) child.kill('SIGKILL')
      await Promise.all(workers.splice(0).map(({ ended }) => ended))
      workers.push(worker(), worker())
    },
    /** Waits until so many have a seat, and nothing more is to be told in the channel. */
    announced: async (seats: number) => {
      // On a busy machine a press is answered before its act has ended.
      await until(`session_members where role = 'mentee' and active`, seats)
      await until(`deliveries where settled_at is null and notice ->> 'kind' = 'announcement'`, 0)
    },
    shown: () =>
      (slack.state.messages[CHANNEL] ?? []).map(
        (message) =>
          slack
            .texts(message)
            .join(' ')
            .match(/\d+ of \d+ seats left|All \d+ seats are taken/)?.[0],
      ),
  }
}

it(`${JOINS} joins at once on one message in a channel change it at most once a second, and the last state stays`, async () => {
  const { app, slack, workspace, changes, replacements, restart, announced, shown } = await scene()
  const left = (seats: number) =>
    seats > 0 ? `${seats} of ${JOINS} seats left` : `All ${JOINS} seats are taken`
  const hosted = await app.host({
    ...{ ...anOpenSession, workspace, actor: mentor, seats: JOINS, intent: intent('burst') },
    startsAt: realClock.now() + 7 * DAY,
  })
  if (hosted.outcome !== 'hosted') throw new Error(`not set up: ${JSON.stringify(hosted)}`)
  await announced(0)
  const [message] = slack.state.messages[CHANNEL] ?? []
  expect(shown()).toEqual([left(JOINS)])

  const press = (n: number) => slack.member(idOf(n)).click('Join', { message: message?.ts ?? '' })
  const everybody = Array.from({ length: JOINS }, (_, n) => n + 1)
  const half = Math.floor(JOINS / 2)
  // A first half with nothing in the way; then one answer is lost, and the processes are killed while the rest join.
  await Promise.all(everybody.slice(0, half).map(press))
  await announced(half)
  expect(shown()).toEqual([left(JOINS - half)])
  slack.faults.on({ method: 'chat.update', kind: 'lost-reply', times: 3 })
  const rest = everybody.slice(half).map(press)
  await slack.until(() => slack.faults.list().length === 0, { withinMs: 120_000 })
  await restart()
  await Promise.all(rest)
  await announced(JOINS)
  expect(shown()).toEqual([left(0)])

  // By the clock's seconds, and from each call's arrival to the next one's.
  const seconds = changes.map(({ at }) => Math.floor(at / 1_000))
  expect(new Set(seconds).size).toBe(seconds.length)
  const gaps = changes.slice(1).map(({ at }, index) => at - (changes[index]?.at ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(950)
  expect(changes.length).toBeGreaterThan(1)
  // On a busy machine Bolt answers some presses with a 404 before their acts have ended.
  const breaches = slack.breaches.filter(({ rule }) => !rule.startsWith('acknowledged with'))
  expect([breaches, replacements]).toEqual([[], []])
}, 900_000)
