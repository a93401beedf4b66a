import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type MemberId, memberId, type SessionId, sessionId } from '../../../src/domain/ids.ts'
import { noticeKinds } from '../../../src/domain/notices.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../../src/domain/time/time.ts'
import { deliveryQueue } from '../../../src/store/delivery-queue.ts'
import { inWorkspace, statements } from '../../../src/store/sql/transaction.ts'
import { usualTiming } from '../../../src/worker/lane.ts'
import { outboxWorker } from '../../../src/worker/outbox.ts'
import type { Send } from '../../../src/worker/sending.ts'
import { testDatabase } from '../../support/database.ts'
import { straightOn } from '../../support/gates.ts'
import { account, world } from '../../support/world.ts'
import { silent } from '../../worker/support/post-office.ts'

/** `npm run test:chaos` takes 2,000; a few hundred are enough for every day. */
const SESSIONS = Number(process.env.REMINDER_SESSIONS ?? 300)

/** A random session's life: the times that it was given, and when it was cancelled. */
type Life = {
  id: SessionId
  members: readonly [MemberId, MemberId]
  times: { from: Instant; startsAt: Instant }[]
  cancelledAt: Instant
}

// Sessions start on the hour; acts fall where they hurt, around the moments when a reminder is due.
const moment = fc.tuple(
  fc.constantFrom(DAY, 10 * MINUTE, 0),
  fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: -2 * HOUR, max: 2 * HOUR })),
)
const draw = fc.record({
  hour: fc.integer({ min: 1, max: 75 }),
  move: fc.option(fc.record({ at: moment, hours: fc.integer({ min: -38, max: 38 }) }), { freq: 1 }),
  andBack: fc.boolean(),
  cancel: fc.option(moment, { freq: 1 }),
})

const lifeOf = (
  start: Instant,
  index: number,
  plan: typeof draw extends fc.Arbitrary<infer T> ? T : never,
): Life => {
  const member = (n: number) => memberId(`U0M${n % 40}`)
  const first = { from: start, startsAt: start + plan.hour * HOUR }
  const life: Life = {
    id: sessionId(`019ab000-0000-7000-8000-${String(index).padStart(12, '0')}`),
    members: [member(index), member(index + 1 + (index % 7))],
    times: [first],
    cancelledAt: Number.POSITIVE_INFINITY,
  }
  const latest = () => life.times.at(-1) ?? first
  const at = ([before, by]: readonly [number, number]) => latest().startsAt - before + by
  const moveTo = (from: Instant, startsAt: Instant) => {
    const isPossible = from > latest().from && from < latest().startsAt && startsAt > from
    if (isPossible && startsAt !== latest().startsAt) life.times.push({ from, startsAt })
  }
  if (plan.move) {
    const moved = at(plan.move.at)
    moveTo(moved, first.startsAt + plan.move.hours * HOUR)
    if (plan.andBack) moveTo(moved + 1, first.startsAt)
  }
  if (plan.cancel) {
    const gone = at(plan.cancel)
    if (gone > latest().from && gone < latest().startsAt) life.cancelledAt = gone
  }
  return life
}

it(`of ${SESSIONS} sessions booked, moved and cancelled at random, each right reminder is sent once, and no other`, async () => {
  const { clock, workspace, parts, services } = await world([account('U0M0')])
  const { knex } = await testDatabase()
  const start = clock.now()
  const [plans = []] = fc.sample(fc.array(draw, { minLength: SESSIONS, maxLength: SESSIONS, size: 'max' }), {
    seed: 20261123,
    numRuns: 1,
  })
  const lives = plans.map((plan, index) => lifeOf(start, index, plan))
  const inTx = (sql: string, bindings: Record<string, string | Date>) =>
    parts.inWorkspace(workspace, async (tx) => void (await tx.rows(sql, bindings)))

  // Written without the use cases, because so many sessions of forty members overlap, which does not matter here.
  await inTx(
    `insert into members (workspace_id, id, name, zone, fetched_at)
     select :workspace, 'U0M' || n, 'M', 'UTC', :start from generate_series(0, 39) n`,
    { start: new Date(start) },
  )
  await inTx(
    `with given as (
       select * from jsonb_to_recordset(cast(:rows as jsonb))
         r (id text, mentor text, mentee text, starts_at timestamptz, ends_at timestamptz)
     ), booked as (
       insert into sessions (workspace_id, id, starts_at, ends_at, topic, location, intent, booked_by, booked_at)
       select :workspace, id, starts_at, ends_at, '', '', id, mentor, :start from given)
     insert into session_members (workspace_id, session_id, member_id, role, busy, active)
     select :workspace, id, mentor, 'mentor', tstzrange(starts_at, ends_at), false from given
     union all select :workspace, id, mentee, 'mentee', tstzrange(starts_at, ends_at), false from given`,
    {
      start: new Date(start),
      rows: JSON.stringify(
        lives.map(({ id, members: [mentor, mentee], times: [time] }) => ({
          id,
          mentor,
          mentee,
          starts_at: new Date(time?.startsAt ?? 0),
          ends_at: new Date((time?.startsAt ?? 0) + HOUR),
        })),
      ),
    },
  )

  const acts = lives.flatMap(({ id, times, cancelledAt }) => [
    ...times.slice(1).map(({ from, startsAt }) => ({
      at: from,
      run: () =>
        inTx(
          `update sessions set starts_at = :startsAt, ends_at = :endsAt, sequence = sequence + 1, moved_at = :at
           where workspace_id = :workspace and id = :id`,
          { id, at: new Date(from), startsAt: new Date(startsAt), endsAt: new Date(startsAt + HOUR) },
        ),
    })),
    ...(cancelledAt === Number.POSITIVE_INFINITY
      ? []
      : [
          {
            at: cancelledAt,
            run: () =>
              inTx(
                `update sessions set status = 'cancelled', cancelled_at = :at, cancelled_by = booked_by,
                   sequence = sequence + 1 where workspace_id = :workspace and id = :id`,
                { id, at: new Date(cancelledAt) },
              ),
          },
        ]),
  ])

  // Two processes deliver in turn, and both are down for two hours in the middle.
  const said: string[] = []
  const send: Send =
    () =>
    async ({ notice }) => {
      if (notice.kind !== 'reminder') return { outcome: 'skipped', reason: 'not asked about' }
      const found = await services.reminders.check(workspace, notice)
      if ('reason' in found) return { outcome: 'skipped', reason: found.reason }
      said.push(`${notice.session} ${notice.to} ${notice.lead} ${notice.startsAt}`)
      return { outcome: 'sent' }
    }
  const process = () =>
    outboxWorker({
      queue: deliveryQueue({
        across: (workspaces) => statements(knex, workspaces),
        inWorkspace: inWorkspace(knex),
        due: async () => [workspace],
        kinds: noticeKinds,
        worker: randomUUID(),
      }),
      send,
      clock,
      log: silent,
      timing: { ...usualTiming, pace: 0 },
      step: straightOn,
      count: () => {},
    })
  const workers = [process(), process()]
  const outage = { from: start + DAY, to: start + DAY + 2 * HOUR }
  const isDown = (at: Instant) => at >= outage.from && at < outage.to

  const dues = lives.flatMap(({ times }) =>
    times.flatMap(({ startsAt }) => [startsAt - DAY, startsAt - 10 * MINUTE]),
  )
  const moments = new Set([...dues, outage.to].filter((at) => at > start && !isDown(at)))
  const byTime = new Map<Instant, (typeof acts)[number][]>()
  for (const act of acts) byTime.set(act.at, [...(byTime.get(act.at) ?? []), act])
  const timeline = [...new Set([...byTime.keys(), ...moments])].sort((a, b) => a - b)
  for (const [turn, now] of timeline.entries()) {
    clock.set(now)
    for (const { run } of byTime.get(now) ?? []) await run()
    if (!moments.has(now)) continue
    await services.reminders.plan(workspace, now + MINUTE)
    await workers[turn % 2]?.drain()
  }

  // Computed independently of the code: the reminders due in each stretch in which a session had one time.
  const wanted = lives.flatMap(({ id, members, times, cancelledAt }) =>
    times.flatMap(({ from, startsAt }, nth) => {
      const until = Math.min(times[nth + 1]?.from ?? Number.POSITIVE_INFINITY, cancelledAt)
      return (['day', 'soon'] as const).flatMap((lead) => {
        const due = startsAt - (lead === 'day' ? DAY : 10 * MINUTE)
        const leaves = isDown(due) ? outage.to : due
        const last = lead === 'day' ? startsAt - 10 * MINUTE : startsAt - 10_000
        const isSaid = from < due && leaves < until && leaves < last
        return isSaid ? members.map((member) => `${id} ${member} ${lead} ${startsAt}`) : []
      })
    }),
  )
  // A session moved away and back after its reminder is the same meeting: nobody is told twice.
  expect(said.toSorted()).toEqual([...new Set(wanted)].sort())
  expect(said.length).toBeGreaterThan(SESSIONS)
}, 1_800_000)
