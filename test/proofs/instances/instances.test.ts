import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import pg from 'pg'
import { expect, it, onTestFinished, vi } from 'vitest'
import { parse } from 'yaml'
import { sandboxSeed } from '../../../src/sandbox/first-day/workspace.ts'
import { type LocalSlack, startLocalSlack } from '../../../src/sandbox/slack/local-slack.ts'
import { onEachCall } from '../../support/calls.ts'
import { createDatabase } from '../../support/fresh-database.ts'
import { offeredTimes, timesBlock } from '../../support/reading.ts'
import { postgresServer } from '../../support/server.ts'
import { deliverTo, type Inbound, type Outcome, startFront } from '../support/front.ts'
import { startFleet } from './fleet.ts'

const PAIRS = 24
const MENTORS = 4
const RIVALS = 4
/** Each act also occupies the local Slack, and on two processors more of them gain nothing. */
const IN_FLIGHT = 8

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)

const all = async <One>(some: readonly One[], act: (one: One) => Promise<unknown>) => {
  const waiting = some.values()
  await Promise.all(
    numbers(IN_FLIGHT).map(async () => {
      for (const one of waiting) await act(one)
    }),
  )
}

/** Resends what was not accepted in time, as Slack does. */
const deliverUntilTaken = async (address: string, inbound: Inbound): Promise<Outcome> => {
  for (let tries = 1; ; tries += 1) {
    const answer = await deliverTo(address, inbound)
    if (answer?.status === 200 || tries === 4) return answer
  }
}

/** How often each method of Slack was called on each target. */
const countCalls = (slack: LocalSlack) => {
  const counts = new Map<string, number>()
  onEachCall(slack, (entry) => {
    const body = new URLSearchParams(entry.request)
    const target = body.get('user_id') ?? body.get('ts') ?? body.get('channel') ?? ''
    counts.set(`${entry.name} ${target}`, (counts.get(`${entry.name} ${target}`) ?? 0) + 1)
  })
  /** For one method: how many targets were called how often. */
  return (method: string) => {
    const often: Record<number, number> = {}
    for (const [key, count] of counts) {
      if (key.startsWith(`${method} `)) often[count] = (often[count] ?? 0) + 1
    }
    return often
  }
}

it('two instances behind one port and a worker apart, with each act delivered to both: one card an offer, one session a time, one Home a change', {
  timeout: 120_000,
}, async () => {
  const fresh = await createDatabase((await postgresServer()).url)
  onTestFinished(fresh.drop)
  // Slack's time stands still, so that no trigger expires because the machine is busy.
  const began = Date.now()
  const slack = await startLocalSlack({
    seed: {
      ...sandboxSeed,
      members: [
        ...numbers(PAIRS).flatMap((n) => [`from${n}`, `to${n}`]),
        ...numbers(MENTORS).flatMap((m) => [`mentor${m}`, ...numbers(RIVALS).map((r) => `rival${m}-${r}`)]),
      ].map((handle, n) => ({
        id: `U0${String(n).padStart(8, '0')}`,
        handle,
        realName: handle,
        zone: 'UTC',
      })),
    },
    manifest: parse(readFileSync('manifest.yml', 'utf8')),
    clock: { now: () => began },
    wallClock: { now: () => began },
    ackTimeoutMs: 20_000,
  })
  onTestFinished(slack.stop)
  const callsOf = countCalls(slack)
  const fleet = await startFleet({ databaseUrl: fresh.url, slack, serving: 2, worker: 'apart' })
  onTestFinished(fleet.stop)
  const differing: Outcome[][] = []
  const front = await startFront(async (inbound) => {
    const answers = await Promise.all([1, 2].map(() => deliverUntilTaken(fleet.address, inbound)))
    if (!isDeepStrictEqual(answers[0], answers[1])) differing.push(answers)
    return answers[0]
  })
  onTestFinished(front.stop)
  slack.connect(front.url)

  const database = new pg.Client({ connectionString: fresh.url })
  await database.connect()
  onTestFinished(() => database.end())
  const delivered = () =>
    vi.waitFor(
      async () => {
        const { rows } = await database.query(
          `select count(*)::int as waiting from deliveries where settled_at is null and run_at < now() + interval '1 hour'`,
        )
        expect(rows).toEqual([{ waiting: 0 }])
      },
      { timeout: 30_000, interval: 50 },
    )
  const people = (name: string) => numbers(PAIRS).map((n) => slack.member(`@${name}${n}`))

  await all(people('to'), (to) => to.openHome())
  await delivered()
  await all(people('from'), (from) =>
    from.command('/mentor', `offer @${from.handle.replace('from', 'to')} I can help`),
  )
  await delivered()
  expect(people('to').map((to) => to.dm().length)).toEqual(numbers(PAIRS).map(() => 1))
  await all(people('to'), (to) => to.click('Dismiss'))
  await delivered()
  expect([callsOf('chat.postMessage'), callsOf('chat.update')]).toEqual([{ 1: PAIRS }, { 1: PAIRS }])
  // One when it was opened, one when the offer came, one when it was dismissed.
  expect(callsOf('views.publish')).toEqual({ 3: PAIRS })

  await all(numbers(MENTORS), async (m) => {
    const rivals = numbers(RIVALS).map((r) => slack.member(`@rival${m}-${r}`))
    for (const rival of rivals) {
      await rival.command('/mentor', `book @mentor${m}`)
      await slack.until(() => rival.modal() !== undefined)
      // The first would be another one for who looks half an hour later.
      const last = offeredTimes(rival.modal()).at(-1)
      const { hash } = rival.modal() ?? {}
      await rival.choose(timesBlock(rival.modal()), last?.value ?? '')
      // The summary must show the time before it can be booked.
      await slack.until(() => rival.modal()?.hash !== hash)
    }
    await Promise.all(rivals.map((rival) => rival.submit()))
  })
  await delivered()

  const { rows } = await database.query(`
    select (select count(*)::int from requests) as requests, (select count(*)::int from cards) as cards,
      (select count(*)::int from sessions) as sessions,
      (select count(distinct member_id)::int from session_members where role = 'mentor') as mentors,
      (select count(*)::int from deliveries where outcome = 'failed') as failed`)
  expect(rows).toEqual([{ requests: PAIRS, cards: PAIRS, sessions: MENTORS, mentors: MENTORS, failed: 0 }])
  const sessionsShown = numbers(MENTORS).map(
    (m) =>
      slack
        .member(`@mentor${m}`)
        .dm()
        .filter(({ files }) => files === undefined).length,
  )
  expect(sessionsShown).toEqual(numbers(MENTORS).map(() => 1))
  expect([differing, slack.breaches]).toEqual([[], []])
})
