import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { intent, type MemberId, type SessionId } from '../../../src/domain/ids.ts'
import { DAY, HOUR, type Instant } from '../../../src/domain/time/time.ts'
import { asUsual } from '../../support/as-usual.ts'
import { chance } from '../../support/chance.ts'
import { EVENTS_OWNED, googleStandIn } from '../../support/google-stand-in.ts'
import { microsoftStandIn, READ_WRITE } from '../../support/microsoft-stand-in.ts'
import { lostReply, type Misbehaviour, type Reply, refusal } from '../../support/provider-stand-in.ts'
import { realClock } from '../../support/real-clock.ts'
import { postgresServer } from '../../support/server.ts'
import { grantOf } from '../../support/written-calendars.ts'
import { chaos } from './chaos.ts'
import type { Place } from './place.ts'

const SEED = 20261130
/** Of three sessions each. */
const ROUNDS = 3
/** The share of calls to calendars that go wrong. */
const FAULTS = 0.3

/** What is in the sessions' calendar by rights: those ahead of which the member is a part. */
const EXPECTED = /* sql */ `
  select extract(epoch from s.starts_at) * 1000 as start, extract(epoch from s.ends_at) * 1000 as stop
  from session_members m join sessions s on s.workspace_id = :workspace and s.id = m.session_id
  where m.workspace_id = :workspace and m.member_id = :member and m.active and s.status = 'scheduled'`

const expected = ({ within, workspace }: Place, member: MemberId) =>
  within(workspace, async (tx) => {
    const rows = await tx.rows(EXPECTED, { member })
    return rows.map(({ start, stop }) => ({ start: Number(start), end: Number(stop) }))
  })

const sorted = (times: readonly { start: Instant; end: Instant }[]) =>
  times.map(({ start, end }) => `${new Date(start).toISOString()} ${new Date(end).toISOString()}`).sort()

/**
 * As bad as the weather can be: refused, done without an answer, or neither. Tokens whose answer is lost would be lost for
 * good, where each is good once, so they are given or refused; and only what is gone is said to be gone.
 */
const badWeather = (seed: number, refuse: (status: number, code: string) => Reply) => {
  const random = chance(seed)
  const gone = refusal(refuse(410, 'whatever'))
  const faults: readonly Misbehaviour[] = [
    ...[lostReply, lostReply],
    gone,
    ...[401, 409, 412, 500, 503].map((status) => refusal(refuse(status, 'whatever'))),
    refusal({ ...refuse(429, 'whatever'), headers: { 'retry-after': '1' } }),
    { works: true, answer: () => {} },
    { works: false, answer: () => {} },
    { works: true, answer: (_, response) => void response.end('<html>') },
  ]
  return (name?: string) => {
    const fault = random.draw() < FAULTS ? random.one(faults) : undefined
    if (name === 'delete' && fault === gone) return { ...gone, works: true }
    return name === 'token' && fault?.works ? undefined : fault
  }
}

/** Two members book, move and cancel sessions, each of which is in the calendars of both. */
const meet = async (
  { app, workspace, within }: Place,
  ada: MemberId,
  ben: MemberId,
  settled: () => Promise<void>,
) => {
  const random = chance(SEED)
  const sessions: SessionId[] = []
  let days = 2
  const aDay = () => {
    days += 1
    return Math.ceil(realClock.now() / HOUR) * HOUR + days * DAY
  }
  const move = async (session: SessionId) => {
    const rows = await within(workspace, (tx) =>
      tx.rows('select sequence from sessions where workspace_id = :workspace and id = :session', { session }),
    )
    const sequence = Number(rows[0]?.sequence)
    await app.reschedule({
      ...{ workspace, actor: ada, session, sequence, startsAt: aDay(), minutes: null, confirmed: true },
    })
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (let nth = 0; nth < 3; nth++) {
      const booked = await app.book({
        ...{ ...asUsual, workspace, actor: ada, mentor: ada, mentee: ben, startsAt: aDay(), topic: 'Plans' },
        ...{ intent: intent(`${round} ${nth}`), origin: null, confirmed: true },
      })
      if (booked.outcome !== 'booked') throw new Error(`not booked: ${JSON.stringify(booked)}`)
      sessions.push(booked.session.id)
    }
    // Some of them while they are on their way, others when they have arrived.
    if (round % 2 === 1) await settled()
    await move(random.one(sessions))
    await move(random.one(sessions))
    await app.cancel({ workspace, actor: ben, session: random.one(sessions), reason: null })
  }
  await settled()
}

it('each session is once in the calendars of those who come, as it is then, whatever was killed or went wrong, and in none that was disconnected or replaced', async () => {
  const { url } = await postgresServer()
  const google = await googleStandIn(realClock)
  const microsoft = await microsoftStandIn(realClock)
  google.weather.fault = badWeather(SEED, google.refuse)
  microsoft.weather.fault = badWeather(SEED + 1, microsoft.refuse)
  const clients = {
    google: { ...google.client, places: google.places },
    microsoft: { ...microsoft.client, places: microsoft.places },
  }
  const found: { is: string[]; should: string[] }[] = []
  const left: number[] = []
  const verdict = await chaos(url, {
    ...{ seed: SEED, notices: 0, workspaces: 1, members: 4, workers: 3, faults: 0.02 },
    calendars: { key: randomBytes(32).toString('hex'), clients, within: 500 },
    acts: async ([place], settled) => {
      const [ada, ben] = place?.members ?? []
      if (!place || !ada || !ben) throw new Error('there is nobody')
      const { app, workspace } = place
      const [hers, his] = [google.grant(EVENTS_OWNED), microsoft.grant(READ_WRITE)].map((one) =>
        grantOf(one, realClock),
      )
      if (!hers || !his) throw new Error('nothing was granted')
      await app.connectProvider({ workspace, actor: ada, provider: 'google', grant: hers })
      await app.connectProvider({ workspace, actor: ben, provider: 'microsoft', grant: his })
      await meet(place, ada, ben, settled)
      const inGoogle = (account?: string) =>
        google.seen(account).map(({ start, end }) => ({
          ...{ start: Date.parse(start.dateTime), end: Date.parse(end.dateTime) },
        }))
      const inMicrosoft = microsoft.seen().map(({ start, end }) => ({
        ...{ start: Date.parse(`${start.dateTime}Z`), end: Date.parse(`${end.dateTime}Z`) },
      }))
      found.push({ is: sorted(inGoogle()), should: sorted(await expected(place, ada)) })
      found.push({ is: sorted(inMicrosoft), should: sorted(await expected(place, ben)) })
      // Another account in place of the first.
      google.owner.account = 'another'
      const another = grantOf(google.grant(EVENTS_OWNED), realClock)
      await app.connectProvider({ workspace, actor: ada, provider: 'google', grant: another })
      await settled()
      left.push(google.seen().length)
      found.push({ is: sorted(inGoogle('another')), should: sorted(await expected(place, ada)) })
      for (const actor of [ada, ben])
        for (const { id } of await app.screens.calendars({ workspace, actor }))
          await app.disconnectCalendar({ workspace, actor, source: id })
      await settled()
      left.push(google.seen('another').length, microsoft.seen().length)
    },
  })
  expect(left).toEqual([0, 0, 0])
  for (const { is, should } of found) expect(is).toEqual(should)
  expect(found.flatMap(({ should }) => should).length).toBeGreaterThan(3)
  expect([...google.asked, ...microsoft.asked].length).toBeGreaterThan(60)
  expect(verdict).toMatchObject({ doubledThoughAnswered: 0, doubledFiles: 0, overtakings: 0 })
  expect(verdict.notices - verdict.sent - verdict.skipped).toBe(0)
  expect(verdict.kills).toBeGreaterThan(0)
}, 600_000)
