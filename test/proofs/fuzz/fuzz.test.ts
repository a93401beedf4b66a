import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { signedHeaders } from '../../../src/sandbox/slack/outbound/signing.ts'
import { type Journey, journey } from '../../support/app.ts'
import { chance } from '../../support/chance.ts'
import { openInMemory } from '../../support/in-memory.ts'
import { longBodies } from '../support/long-bodies.ts'
import { peopleOf, walk } from '../support/tour.ts'
import { type Body, mutants as mutantsOf } from './mutants.ts'

const count = Number(process.env.FUZZ ?? 50)
const seed = Number(process.env.FUZZ_SEED ?? 20261123)

const AT_ONCE = 8

type Answer = { status: number; ms: number }

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

const send = (url: string, { contentType, body }: Body, headers: Record<string, string>): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const started = performance.now()
    const outgoing = request(
      url,
      { method: 'POST', agent, headers: { ...headers, ...(contentType && { 'content-type': contentType }) } },
      (incoming) => {
        incoming.resume()
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, ms: performance.now() - started }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })

const inTurns = async <T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = []
  for (let from = 0; from < all.length; from += AT_ONCE) {
    results.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(work))))
  }
  return results
}

/** The app after a walk through everything, and the bodies that Slack sent on the way. */
const recorded = async () => {
  const database = await openInMemory()
  onTestFinished(() => database.close())
  const j = await journey({ database })
  const bodies = new Map<string, Body>()
  await walk(peopleOf(j), async (step) => {
    const from = j.slack.requests.length
    // The last step removes the app, which would leave nothing to test.
    if (step.what !== 'tokens_revoked and app_uninstalled') await step.act(peopleOf(j))
    for (const { sent } of j.slack.requests.slice(from)) if (sent) bodies.set(sent.body, sent)
  })
  const rejections: unknown[] = []
  const note = (error: unknown) => rejections.push(error)
  process.on('unhandledRejection', note)
  onTestFinished(() => void process.off('unhandledRejection', note))
  // Forged triggers open nothing, and the app logs that.
  onTestFinished(() => {
    j.slack.clearLog()
    j.takeErrors()
  })
  let queries = 0
  database.knex.on('query', () => {
    queries += 1
  })
  /** A digest of every row of every table. */
  const rows = async () => {
    const { rows: tables } = await database.knex.raw(
      `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
    )
    const hash = createHash('sha256')
    for (const { name } of tables) {
      const { rows: found } = await database.knex.raw(
        `select to_json(t)::text as row from "${name}" t order by 1`,
      )
      hash.update(JSON.stringify([name, found]))
    }
    return hash.digest('hex')
  }
  return { j, bodies: [...bodies.values()], rejections, queries: () => queries, rows }
}

const urlOf = (j: Journey) => `${j.app.address}/slack/events`

it(`${count} signed mutants of real payloads are answered at once, never with a 5xx, and change no row if refused (seed ${seed})`, {
  timeout: 1_800_000,
}, async () => {
  const { j, bodies, rejections, queries, rows } = await recorded()
  const next = mutantsOf(bodies, chance(seed))
  const mutants = Array.from({ length: count }, next)
  const signedSend = (body: Body) =>
    send(urlOf(j), body, signedHeaders(j.slack.signingSecret, body.body, j.wallClock.now()))

  const answers = await inTurns(mutants, signedSend)
  const outOf = (wanted: (status: number) => boolean) =>
    mutants.filter((_, index) => wanted(answers[index]?.status ?? 0))
  expect(outOf((status) => status >= 500)).toEqual([])
  expect(outOf((status) => status !== 200 && (status < 400 || status >= 500))).toEqual([])

  await j.settle()
  const refused = outOf((status) => status >= 400)
  const [before, asked] = [await rows(), queries()]
  const again = await inTurns(refused, signedSend)
  const unasked = queries() - asked
  expect(again.every(({ status }) => status >= 400 && status < 500)).toBe(true)
  expect(unasked).toBe(0)
  expect(await rows()).toBe(before)

  expect(rejections).toEqual([])
  expect(await fetch(`${j.app.address}/healthz`).then(({ status }) => status)).toBe(200)
  const slowest = Math.round(Math.max(...answers.map(({ ms }) => ms)))
  process.stdout.write(
    `${count} mutants of ${bodies.length} payloads: ${refused.length} refused, slowest ${slowest} ms; errors logged: ${j.takeErrors().length}\n`,
  )
})

/** Forty times what one takes by itself; a reader that starts over at every character takes seconds. */
const MOST_PROCESSOR_MS = 1_000

it(`signed texts of 39,000 characters, at most ${count}, hold up the only thread for no more than a moment (seed ${seed})`, {
  timeout: 1_800_000,
}, async () => {
  const { j, bodies, rejections } = await recorded()
  const all = longBodies(bodies)
  const tried = chance(seed).shuffled(all).slice(0, count)
  const spentOn = async (body: Body) => {
    const headers = signedHeaders(j.slack.signingSecret, body.body, j.wallClock.now())
    const began = process.cpuUsage()
    const { status } = await send(urlOf(j), body, headers)
    const { user, system } = process.cpuUsage(began)
    return { status, ms: (user + system) / 1_000 }
  }
  const spent: number[] = []
  for (const [what, make] of tried) {
    const body = make()
    const { status, ms } = await spentOn(body)
    expect.soft(status < 500, what).toBe(true)
    // Whatever else slowed the process down, such as garbage collection, does not happen twice.
    const atLeast = ms < MOST_PROCESSOR_MS ? ms : Math.min(ms, (await spentOn(body)).ms)
    expect.soft(atLeast, what).toBeLessThan(MOST_PROCESSOR_MS)
    spent.push(atLeast)
  }
  await j.settle()
  expect(rejections).toEqual([])
  expect(all.length).toBeGreaterThan(1_000)
  const [median, slowest] = [0.5, 1].map((part) =>
    spent.sort((a, b) => a - b).at(Math.ceil(part * spent.length) - 1),
  )
  process.stdout.write(
    `${tried.length} of ${all.length} long texts: ${Math.round(median ?? 0)} ms of processor, ${Math.round(slowest ?? 0)} ms at most\n`,
  )
})

it(`${count} requests without a genuine signature all get a 401, without a query`, {
  timeout: 1_800_000,
}, async () => {
  const { j, bodies, rejections, queries } = await recorded()
  const { one, upTo } = chance(seed)
  const genuine = (body: string, now = j.wallClock.now()) => signedHeaders(j.slack.signingSecret, body, now)
  const forgeries: readonly ((body: string) => Record<string, string>)[] = [
    () => ({}),
    (body) => signedHeaders(`${j.slack.signingSecret}x`, body, j.wallClock.now()),
    (body) => genuine(body, j.wallClock.now() - 301_000),
    (body) => genuine(body, j.wallClock.now() + 302_000),
    (body) => genuine(`${body} `),
    (body) => ({
      ...genuine(body),
      'x-slack-request-timestamp': String(Math.floor(j.wallClock.now() / 1000) - 1 - upTo(9)),
    }),
    (body) => ({ ...genuine(body), 'x-slack-signature': genuine(body)['x-slack-signature'].slice(0, -1) }),
    (body) => ({
      ...genuine(body),
      'x-slack-signature': genuine(body)['x-slack-signature'].replace('v0=', ''),
    }),
    (body) => ({ ...genuine(body), 'x-slack-signature': '' }),
    (body) => ({ ...genuine(body), 'x-slack-request-timestamp': 'NaN' }),
    (body) => ({ 'x-slack-signature': genuine(body)['x-slack-signature'] }),
  ]
  const asked = queries()
  const answers = await inTurns(
    Array.from({ length: count }, () => one(bodies)),
    (body) => send(urlOf(j), body, one(forgeries)(body.body)),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
  expect(queries() - asked).toBe(0)
  expect(rejections).toEqual([])
})

it('a signed body of five megabytes gets a 413 at once', { timeout: 120_000 }, async () => {
  const j = await journey()
  const body = { contentType: 'application/json', body: JSON.stringify({ text: 'x'.repeat(5_000_000) }) }
  const headers = signedHeaders(j.slack.signingSecret, body.body, j.wallClock.now())
  const answer = await send(urlOf(j), body, headers)
  expect(answer.status).toBe(413)
})
