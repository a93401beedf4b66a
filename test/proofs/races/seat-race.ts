import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { intent, type MemberId, memberId, type SessionId, workspaceId } from '../../../src/domain/ids.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import { idSource, type Parts } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import { meetMember } from '../../../src/store/members.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { saveWorkspace } from '../../../src/store/workspaces.ts'
import { chance } from '../../support/chance.ts'
import { createDatabase } from '../../support/fresh-database.ts'
import { postgresServer } from '../../support/server.ts'
import { account, MONDAY_10_UTC } from '../../support/world.ts'
import type { SeatAnswer, SeatAttempt, SeatOrder, SeatRacerSettings } from './seat-racer.ts'

const PROCESSES = 3
const WORKSPACE = workspaceId('T0SEATS')
const mentor = memberId('U0MENTOR')
const STARTS_AT = MONDAY_10_UTC + 7 * DAY

/**
 * What keeps seats right: the lock of the mentor's row, the constraint that no member is in two sessions at once, and
 * the indexes that number seats and places. Each can be removed, to check that the race then shows it.
 */
export type Guards = { lock: boolean; constraint: boolean; numbers: boolean }
const everyGuard: Guards = { lock: true, constraint: true, numbers: true }

/** What members do once they have joined, in turn. */
export type Afterwards = readonly SeatAttempt['afterwards'][]

export type Report = {
  /** How many had a seat before all who had one left. */
  before: number
  /** In the order of their seats. */
  seated: readonly MemberId[]
  waiting: readonly MemberId[]
  /** Those on the waitlist who were told that a seat came free and they have another session. */
  passedOver: ReadonlySet<MemberId>
  /** Members who are in two sessions at once. */
  twice: readonly MemberId[]
  /** Who stayed, who left after joining, and who was booked by another mentor at that time meanwhile. */
  stayed: readonly MemberId[]
  left: ReadonlySet<MemberId>
  booked: ReadonlySet<MemberId>
  /** The furthest place on the waitlist from which anybody came up, and the nearest at which somebody still waits. */
  lastPromoted: number
  firstWaiting: number
  /** Errors that reached whoever acted, by code. */
  errors: Record<string, number>
  /** How long those who got no seat waited for that answer, in milliseconds. */
  losers: { count: number; p99: number }
}

const racerFile = fileURLToPath(new URL('seat-racer.ts', import.meta.url))

const NOBODY_IS_STOPPED = 'alter table session_members drop constraint session_members_never_twice'
const MEMBERS_ARE_STOPPED = /* sql */ `
  alter table session_members add constraint session_members_never_twice
    exclude using gist (member_key with =, busy with &&, workspace_id with =) where (active)`
const NOTHING_IS_NUMBERED = /* sql */ `
  drop index session_members_seat;
  alter table open_session_members drop constraint open_session_members_workspace_id_session_id_position_key`
const ALL_IS_NUMBERED = /* sql */ `
  create unique index session_members_seat on session_members (workspace_id, session_id, seat);
  alter table open_session_members add unique (workspace_id, session_id, position)`

type Race = { without?: Partial<Guards>; afterwards?: Afterwards }

/** Notes each place that was ever given on a waitlist; the app knows nothing of it. */
const NOTE_PLACES = /* sql */ `
  create table places (session_id text, member_id text, position integer);
  create function note_place() returns trigger language plpgsql security definer as $$
    begin
      insert into places values (new.session_id, new.member_id, new.position);
      return null;
    end $$;
  create trigger note_place after insert or update of position on open_session_members
    for each row when (new.position is not null) execute function note_place();`

/**
 * A database of its own on a real server, and three processes in which members join one open session at once.
 * @param isTimed without what only a proof needs: a note of each place that was given, and an early look for deadlocks
 */
export const openSeatArena = async ({ isTimed = false } = {}) => {
  const fresh = await createDatabase((await postgresServer()).url)
  const database = await openDatabase({ url: fresh.url, dataDir: '' })
  const { knex } = database
  await migrator(knex).up()
  await knex.raw(NOTE_PLACES)
  await knex.raw(
    isTimed
      ? 'drop trigger note_place on open_session_members'
      : `do $$ begin execute format('alter database %I set deadlock_timeout = ''100ms''', current_database()); end $$`,
  )
  const clock = { now: () => MONDAY_10_UTC }
  const parts: Parts = { inWorkspace: inWorkspace(knex), clock, nextId: idSource(clock), wake: () => {} }
  const use = services(parts, async (_workspace, id) => account(id))
  await parts.inWorkspace(WORKSPACE, (tx) => saveWorkspace(tx, 'Races', MONDAY_10_UTC))
  const settings = { url: fresh.url, workspace: WORKSPACE, now: MONDAY_10_UTC }
  const racers = await Promise.all(Array.from({ length: PROCESSES }, () => startRacer(settings)))
  let races = 0

  const prepare = async (members: readonly MemberId[], seats: number): Promise<SessionId> => {
    races += 1
    await parts.inWorkspace(WORKSPACE, async (tx) => {
      for (const id of [mentor, ...members, ...members.map(guideOf)])
        await meetMember(tx, account(id), MONDAY_10_UTC)
    })
    const hosted = await use.host({
      ...{
        workspace: WORKSPACE,
        actor: mentor,
        title: 'Open',
        description: '',
        topics: [],
        minutes: 60,
        seats,
      },
      ...{ startsAt: STARTS_AT, fewest: null, location: null, audience: 'everyone', invited: [] },
      ...{
        announcedIn: null,
        asks: false,
        releaseHours: null,
        repeats: null,
        intent: intent(`race ${races}`),
      },
    })
    const [made] = hosted.outcome === 'hosted' ? hosted.made : []
    if (!made) throw new Error(`not set up: ${JSON.stringify(hosted)}`)
    return made.id
  }

  const race = async (
    size: { members: number; seats: number },
    { without = {}, afterwards = ['stays', 'leaves', 'is booked', 'stays'] }: Race = {},
  ): Promise<Report> => {
    const guards = { ...everyGuard, ...without }
    await knex.raw('truncate sessions, places cascade')
    if (!guards.constraint) await knex.raw(NOBODY_IS_STOPPED)
    if (!guards.numbers) await knex.raw(NOTHING_IS_NUMBERED)
    const members = Array.from({ length: size.members }, (_, index) => memberId(`U${index}`))
    const session = await prepare(members, size.seats)
    const attempts = chance(7)
      .shuffled(members)
      .map((member, index): SeatAttempt => {
        const does = afterwards[index % afterwards.length] ?? 'stays'
        return { member, guide: guideOf(member), joins: true, afterwards: does }
      })
    const order = { session, startsAt: STARTS_AT, lock: guards.lock }
    const answers = await contest(racers, { ...order, attempts })
    // All at once, everybody who has a seat by now gives it up.
    const inSeats = await knex('session_members')
      .where({ session_id: session, role: 'mentee', active: true })
      .pluck<string[]>('member_id')
    const leaving = inSeats.map((id): SeatAttempt => {
      const member = memberId(id)
      return { member, guide: guideOf(member), joins: false, afterwards: 'leaves' }
    })
    answers.push(...(await contest(racers, { ...order, attempts: leaving })))
    // Whoever was acting when a seat came free for them gets it with the next look.
    for (let pass = 0; pass < 5; pass += 1) await use.openSessions.plan(WORKSPACE)
    const report = {
      ...(await judge(session, [...attempts, ...leaving], answers)),
      before: inSeats.length,
    }
    await knex.raw('truncate sessions cascade')
    if (!guards.constraint) await knex.raw(MEMBERS_ARE_STOPPED)
    if (!guards.numbers) await knex.raw(ALL_IS_NUMBERED)
    return report
  }

  const judge = async (
    session: SessionId,
    attempts: readonly SeatAttempt[],
    answers: readonly SeatAnswer[],
  ): Promise<Omit<Report, 'before'>> => {
    const rows = async <Row>(sql: string): Promise<Row[]> => (await knex.raw(sql, { session })).rows
    type Seated = { member_id: string; seated_by: string; position: number | null }
    type Waiting = { member_id: string; position: number; passed_over_at: Date | null }
    const seated = await rows<Seated>(
      `select m.member_id, m.seated_by, (select max(p.position) from places p
          where p.session_id = m.session_id and p.member_id = m.member_id) as position
        from session_members m where m.session_id = :session and m.role = 'mentee' and m.active order by m.seat`,
    )
    const waiting = await rows<Waiting>(
      `select member_id, position, passed_over_at from open_session_members
        where session_id = :session and position is not null order by position`,
    )
    const twice = await rows<{ member_id: string }>(
      `select distinct a.member_id from session_members a join session_members b
        on b.member_id = a.member_id and b.session_id > a.session_id and a.busy && b.busy
        where a.active and b.active and (a.session_id = :session or b.session_id = :session)`,
    )
    const results = answers.flatMap((answer) => answer.results)
    const booked = new Set(results.flatMap(({ member, isBooked }) => (isBooked ? [memberId(member)] : [])))
    const lost = results
      .flatMap(({ outcome, ms }) => (outcome === 'waiting' ? [ms] : []))
      .sort((a, b) => a - b)
    const errors: Record<string, number> = {}
    for (const code of results.flatMap((result) => result.errors)) errors[code] = (errors[code] ?? 0) + 1
    const left = new Set(
      attempts.flatMap(({ member, afterwards }) => (afterwards === 'leaves' ? [member] : [])),
    )
    const places = (of: readonly { position: number | null }[]) =>
      of.flatMap(({ position }) => (position === null ? [] : [position]))
    return {
      seated: seated.map((row) => memberId(row.member_id)),
      waiting: waiting.map((row) => memberId(row.member_id)),
      passedOver: new Set(
        waiting.flatMap((row) => (row.passed_over_at === null ? [] : [memberId(row.member_id)])),
      ),
      twice: twice.map((row) => memberId(row.member_id)),
      left,
      stayed: [...new Set(attempts.map(({ member }) => member))].filter((member) => !left.has(member)),
      booked,
      lastPromoted: Math.max(0, ...places(seated.filter(({ seated_by }) => seated_by === 'promoted'))),
      firstWaiting: Math.min(
        Number.POSITIVE_INFINITY,
        ...places(waiting.filter((row) => row.passed_over_at === null)),
      ),
      errors,
      losers: {
        count: lost.length,
        p99: Math.round(lost[Math.min(lost.length - 1, Math.floor(lost.length * 0.99))] ?? 0),
      },
    }
  }

  // Once through everything, so that no process compiles or prepares what is measured.
  await race({ members: 12 * PROCESSES, seats: 6 })
  return {
    race,
    close: async () => {
      const ended = racers.map((racer) => once(racer, 'exit'))
      for (const racer of racers) racer.disconnect()
      await Promise.all(ended)
      await database.close()
      await fresh.drop()
    },
  }
}

export type SeatArena = Awaited<ReturnType<typeof openSeatArena>>

/** Another mentor, for each member their own, who may book them at the same time. */
const guideOf = (member: MemberId): MemberId => memberId(`${member}GUIDE`)

const startRacer = async (settings: SeatRacerSettings): Promise<ChildProcess> => {
  const racer = fork(racerFile, [JSON.stringify(settings)], { execArgv: ['--import', 'tsx'] })
  await once(racer, 'message')
  return racer
}

/** All at once, spread over the processes. */
const contest = (racers: readonly ChildProcess[], order: SeatOrder): Promise<SeatAnswer[]> =>
  Promise.all(
    racers.map(async (racer, index) => {
      const answered = once(racer, 'message')
      const attempts = order.attempts.filter((_, position) => position % racers.length === index)
      racer.send({ ...order, attempts } satisfies SeatOrder)
      const [answer]: SeatAnswer[] = await answered
      return answer ?? { results: [] }
    }),
  )
