import { createHash, randomBytes } from 'node:crypto'
import { digestOf } from '../../src/calendar/feeds/read-file.ts'
import { memberId, workspaceId } from '../../src/domain/ids.ts'
import { DAY, HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { services } from '../../src/service/services.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { emptyDraft } from '../../src/slack/views/booking-draft.ts'
import { bookingModal } from '../../src/slack/views/booking-modal.ts'
import { sealAccess } from '../../src/store/calendar-access.ts'
import { sealing } from '../../src/store/sealing.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { clock } from './acts.ts'
import { type Child, startChild } from './child.ts'
import { TEAM } from './click.ts'
import type { Pressed, Steady } from './clicker.ts'
import { type BenchDatabase, seededDatabase } from './databases.ts'
import { FIRST, MEMBERS, NOW, names } from './dataset.ts'
import type { FeedOrders, FeedsGiven } from './feed-giver.ts'
import { calendar } from './given-feed.ts'
import { inRounds, median } from './rounds.ts'
import type { ServingOrders } from './serving.ts'
import { ms, type Report, times } from './table.ts'
import type { Vitals, VitalsWanted } from './vitals.ts'

/** Feeds, each of its own address but for every tenth, whose address is that of the one before. */
const FEEDS = { sources: 10_000, hanging: 50, every: 15 * MINUTE }
/** For longer than the reader pauses between two looks. */
const PRESSES = { count: 420, perSecond: 35 }
const LOOKS = 80
/** A hundredth of the presses of a round are four, which vary by half from one round to the next. */
const P99_ROUNDS = 8
const GOALS = { p99: 1.1, slots: 1.3 }
const MB = 2 ** 20

/** What calendars from outside cost: clicks while feeds are read, and a page of free times. */
export const calendarFigures = async (
  serverUrl: string,
  slackApiUrl: string,
  report: Report,
): Promise<void> => {
  const clicks = 2 * (P99_ROUNDS + 1) * PRESSES.count
  const database = await seededDatabase(serverUrl, 'calendars', { requests: 0, lists: false, clicks })
  const key = randomBytes(32)
  const feedOrders: FeedOrders = { oneHangsOf: FEEDS.sources / FEEDS.hanging }
  const giver: Child<object, FeedsGiven> & { greeting: string } = await startChild(
    new URL('./feed-giver.ts', import.meta.url),
    feedOrders,
  )
  try {
    await slotsFigure(database, report)
    await connect(database, key, giver.greeting)
    await readingFigures(database, { giver, key, slackApiUrl }, report)
  } finally {
    await giver.stop()
    await database.close()
  }
}

const member = (n: number) => memberId(`${names.sender.prefix}${FIRST.member + (n % MEMBERS)}`)

/**
 * All were read before, as almost every one was whenever it is read: a first reading draws its owner's Home anew. One in ten
 * has changed since.
 */
const connect = async ({ rows }: BenchDatabase, key: Buffer, server: string) => {
  const sealed = sealing([{ id: 'bench', key }])
  const digest = digestOf(calendar)
  const sources = Array.from({ length: FEEDS.sources }, (_, n) => {
    const address = `${server}/${n % 10 === 9 ? n - 1 : n}.ics`
    const [id, readWith] = [`feed ${n}`, createHash('sha256').update(address).digest('base64url')]
    return {
      id,
      member: member(n),
      secret: sealAccess(sealed, TEAM, id, { kind: 'feed', address }),
      readWith,
      digest: n % 100 < 10 ? 'another' : digest,
    }
  })
  await rows(/* sql */ `insert into calendar_sources (workspace_id, id, member_id, kind, host, secret, read_with, zone, digest,
      known_from, known_until, read_at, due_at, connected_at)
    select '${TEAM}', id, member, 'feed', '127.0.0.1', secret, "readWith",
      (select m.zone from members m where m.workspace_id = '${TEAM}' and m.id = member), digest,
      timestamptz '${iso(NOW - DAY)}', timestamptz '${iso(NOW + 400 * DAY)}', timestamptz '${iso(NOW)}', now(), now()
    from json_to_recordset('${JSON.stringify(sources)}') as s (id text, member text, secret text, "readWith" text, digest text)`)
  await rows('analyze calendar_sources')
}

type Reading = { giver: Child<object, FeedsGiven>; key: Buffer; slackApiUrl: string }

/** One process takes the clicks and reads; every feed is due once in a quarter of an hour, as they are in the long run. */
const readingFigures = async (
  database: BenchDatabase,
  { giver, key, slackApiUrl }: Reading,
  report: Report,
) => {
  /** Behind the lock of those who read, like every change of theirs. */
  const dueIn = (sql: string) =>
    database.rows(/* sql */ `begin;
      select from workspaces where workspace_id = '${TEAM}' for update;
      update calendar_sources set due_at = timestamptz '${iso(NOW + elapsed())}' + ${sql};
      commit`)
  const never = () => dueIn(`interval '6 hours'`)
  const evenly = () =>
    dueIn(
      `interval '${FEEDS.every} milliseconds' * (substr(id, 6)::integer * 7919 % ${FEEDS.sources}) / ${FEEDS.sources}`,
    )
  await database.rows(`update calendar_sources set due_at = timestamptz '${iso(NOW)}' + interval '6 hours'`)
  const orders: ServingOrders = {
    ...{ slackApiUrl, workers: 'on', database: { url: database.url } },
    calendarKey: key.toString('base64'),
  }
  const app: Child<VitalsWanted, Vitals> & { greeting: string } = await startChild(
    new URL('./serving.ts', import.meta.url),
    orders,
    ['--expose-gc'],
  )
  const began = performance.now()
  const elapsed = () => Math.floor(performance.now() - began)
  const clicker: Child<Steady, Pressed> = await startChild(new URL('./clicker.ts', import.meta.url), {})
  let [from, fetches, mostOfOne, missed] = [0, 0, 0, 0]
  const pressed = async () => {
    const { p99, refused } = await clicker.ask({ kind: 'steady', address: app.greeting, ...PRESSES, from })
    from += PRESSES.count
    missed += refused
    return p99
  }
  try {
    const [reading = Number.NaN, idle = Number.NaN] = await inRounds(
      P99_ROUNDS,
      async () => {
        // What was still on its way when the last round ended.
        await giver.ask({})
        await evenly()
        const p99 = await pressed()
        await never()
        const given = await giver.ask({})
        fetches += given.fetches
        mostOfOne = Math.max(mostOfOne, given.mostOfOne)
        return p99
      },
      pressed,
    )
    report({
      figure: `p99 of an acknowledgement while ${FEEDS.sources.toLocaleString('en')} feeds, ${FEEDS.hanging} of which hang, are read ÷ while none is`,
      ours: `${ms(reading)}, ${fetches} fetches${missed > 0 ? `, ${missed} not in 3 s` : ''}`,
      baseline: ms(idle),
      ratio: times(reading / idle),
      goal: `≤ ${GOALS.p99}`,
      reached: reading / idle <= GOALS.p99 && mostOfOne === 1 && missed === 0,
    })
    const before = await app.ask({ collected: true })
    await dueIn(`interval '0'`)
    const until = performance.now() + ALL_AT_ONCE
    let most = 0
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      most = Math.max(most, (await app.ask({})).rss)
    }
    const after = await app.ask({ collected: true })
    const given = await giver.ask({})
    report({
      figure: `memory of that process with all of them due at once, of which ${given.fetches} were fetched ÷ before`,
      ours: `${(most / MB).toFixed(0)} MB, ${(after.heap / MB).toFixed(1)} MB live`,
      baseline: `${(before.rss / MB).toFixed(0)} MB, ${(before.heap / MB).toFixed(1)} MB live`,
      ratio: times(most / before.rss),
      goal: '–',
      reached: undefined,
    })
  } finally {
    await Promise.all([app.stop(), clicker.stop()])
  }
}

/** For so long, in milliseconds, it is watched. */
const ALL_AT_ONCE = 10_000

const iso = (at: number) => new Date(at).toISOString()

/** The whole way to the form of free times: the database and this process. */
const slotsFigure = async (database: BenchDatabase, report: Report) => {
  const { knex, rows } = database
  const [reader, plain, busy] = [member(0), member(1), member(3)]
  await rows(/* sql */ `insert into calendar_sources (workspace_id, id, member_id, kind, host, secret, read_with, zone, busy,
      known_from, known_until, read_at, due_at, connected_at)
    select '${TEAM}', 'busy ' || n, '${busy}', 'feed', 'calendar.example.com', '', 'busy ' || n,
      coalesce((select a.zone from availabilities a where a.workspace_id = '${TEAM}' and a.member_id = '${busy}'),
        (select m.zone from members m where m.workspace_id = '${TEAM}' and m.id = '${busy}')),
      (select range_agg(tstzrange(at, at + interval '40 minutes'))
        from generate_series(timestamptz '${iso(NOW)}' + n * interval '50 minutes',
          timestamptz '${iso(NOW + 400 * DAY)}', interval '5 hours') at),
      timestamptz '${iso(NOW - DAY)}', timestamptz '${iso(NOW + 400 * DAY)}', timestamptz '${iso(NOW - HOUR)}', now(), now()
    from generate_series(1, 3) n`)
  const parts = { inWorkspace: inWorkspace(knex), clock, nextId: () => '', wake: () => {} }
  const { bookingOptions } = services(parts, async () => 'unavailable')
  const draw = async (mentor: typeof plain) => {
    const source = { member: mentor, actorIs: 'mentee' } as const
    const options = await bookingOptions({ workspace: workspaceId(TEAM), actor: reader, source })
    if (options.outcome === 'refused') throw new Error(options.reason)
    return JSON.stringify(bookingModal(english, options, emptyDraft, undefined))
  }
  const took = { busy: [] as number[], plain: [] as number[] }
  for (let look = 0; look < 2 * LOOKS; look += 1) {
    const which = look % 2 === 0 ? 'busy' : 'plain'
    const before = performance.now()
    await draw(which === 'busy' ? busy : plain)
    if (look >= LOOKS / 2) took[which].push(performance.now() - before)
  }
  const [ours, baseline] = [median(took.busy), median(took.plain)]
  report({
    figure: 'a page of free times of a mentor with three busy calendars ÷ of one without',
    ours: ms(ours),
    baseline: ms(baseline),
    ratio: times(ours / baseline),
    goal: `≤ ${GOALS.slots}`,
    reached: ours / baseline <= GOALS.slots,
  })
}
