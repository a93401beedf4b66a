import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Knex } from 'knex'
import { defaultAvailability, type WeeklyHours } from '../../../src/domain/availability/availability.ts'
import { type MemberId, memberId, workspaceId } from '../../../src/domain/ids.ts'
import { HOUR, type Instant, MINUTE } from '../../../src/domain/time/time.ts'
import { saveAvailability } from '../../../src/store/availabilities.ts'
import { meetMember } from '../../../src/store/members.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import { saveWorkspace } from '../../../src/store/workspaces.ts'
import { createDatabase } from '../../support/fresh-database.ts'
import { postgresServer } from '../../support/server.ts'
import { account, MONDAY_10_UTC } from '../../support/world.ts'
import type { Answer, Attempt, Order, RacerSettings } from './racer.ts'

const PROCESSES = 3

/** The database's guards against double booking. Each can be removed, to check that the races then show it. */
export type Guards = { lock: boolean; constraint: boolean }

/** How many race for how many times. */
export type Size = { members: number; times: number }

export type Report = {
  /** How many active sessions each contested time ended up with. */
  winners: number[]
  /** Pairs of one member's active sessions that overlap. */
  overlaps: number
  /** Writes that reached the constraint and were refused. */
  collisions: number
  /** Transactions that Postgres ended because of a deadlock. */
  deadlocks: number
  /** Errors that reached the booking member, by code. */
  errors: Record<string, number>
  /** How long the losers waited for their answer, in milliseconds. */
  losers: { count: number; median: number; p99: number }
}

const racerFile = fileURLToPath(new URL('racer.ts', import.meta.url))

const alwaysOpen = [{ from: '00:00', to: '24:00' }]
const everyHour: WeeklyHours = {
  monday: alwaysOpen,
  tuesday: alwaysOpen,
  wednesday: alwaysOpen,
  thursday: alwaysOpen,
  friday: alwaysOpen,
  saturday: alwaysOpen,
  sunday: alwaysOpen,
}

/** The half hour contested in round `round`. */
const timeOf = (round: number): Instant => MONDAY_10_UTC + HOUR + round * 30 * MINUTE

const named = (kind: string, index: number) => memberId(`U0${kind}${String(index).padStart(4, '0')}`)

/** Each kind of race uses members of its own. */
const rounds: Record<Kind, (round: number, size: Size) => Attempt[]> = {
  /** Many members want the same time of one mentor. */
  'one mentor': (round, { members }) =>
    Array.from({ length: members }, (_, index) =>
      asMentee(named('MENTEE', index), named('MENTOR', 0), round),
    ),
  /** Two mentors want the same time of one mentee; each tries several times. */
  'one mentee': (round) =>
    Array.from({ length: 2 * PROCESSES }, (_, index) =>
      asMentor(named('GUIDE', index % 2), named('PUPIL', 0), round),
    ),
  /** Two members book each other, so that every lock is wanted from both ends. */
  crossed: (round) =>
    Array.from({ length: 8 * PROCESSES }, (_, index) =>
      asMentee(named('PEER', index % 2), named('PEER', (index + 1) % 2), round),
    ),
  /** Writers that check nothing, which leaves only the database's own promise. */
  unchecked: (round, { members }) =>
    Array.from({ length: members }, (_, index) => ({
      ...asMentee(named('WRITER', index), named('OWNER', 0), round),
      unchecked: true,
    })),
}

export type Kind = 'one mentor' | 'one mentee' | 'crossed' | 'unchecked'

const asMentee = (actor: MemberId, mentor: MemberId, round: number): Attempt => ({
  actor,
  mentor,
  mentee: actor,
  startsAt: timeOf(round),
  unchecked: false,
})
const asMentor = (actor: MemberId, mentee: MemberId, round: number): Attempt => ({
  actor,
  mentor: actor,
  mentee,
  startsAt: timeOf(round),
  unchecked: false,
})

export type Arena = {
  /** Contests each of `times` half hours in turn, with everybody at once. */
  race(kind: Kind, size: Size, guards?: Guards): Promise<Report>
  close(): Promise<void>
}

/** A database of its own on a real server, and three processes that book in it. @param most the largest race to come */
export const openArena = async (most: Size): Promise<Arena> => {
  const fresh = await createDatabase((await postgresServer()).url)
  const database = await openDatabase({ url: fresh.url, dataDir: '' })
  const { knex } = database
  await migrator(knex).up()
  await prepare(knex, most)
  const settings = { url: fresh.url, workspace: WORKSPACE, now: MONDAY_10_UTC }
  const racers = await Promise.all(Array.from({ length: PROCESSES }, () => startRacer(settings)))
  return {
    race: async (kind, size, { lock, constraint } = { lock: true, constraint: true }) => {
      await knex.raw('truncate sessions cascade')
      if (!constraint) await knex.raw(`alter table session_members drop constraint ${CONSTRAINT}`)
      const answers: Answer[] = []
      for (let round = 0; round < size.times; round++) {
        answers.push(...(await contest(racers, lock, rounds[kind](round, size))))
      }
      const report = await judge(knex, kind, size, answers)
      if (!constraint) {
        await knex.raw('truncate sessions cascade')
        await knex.raw(`alter table session_members add constraint ${CONSTRAINT} ${EXCLUSION}`)
      }
      return report
    },
    close: async () => {
      const ended = racers.map((racer) => once(racer, 'exit'))
      for (const racer of racers) racer.disconnect()
      await Promise.all(ended)
      await database.close()
      await fresh.drop()
    },
  }
}

const WORKSPACE = workspaceId('T0RACES')
const CONSTRAINT = 'session_members_never_twice'
const EXCLUSION = 'exclude using gist (member_key with =, busy with &&, workspace_id with =) where (active)'

const startRacer = async (settings: RacerSettings): Promise<ChildProcess> => {
  const racer = fork(racerFile, [JSON.stringify(settings)], { execArgv: ['--import', 'tsx'] })
  await once(racer, 'message')
  return racer
}

/** All at once, spread over the processes. */
const contest = async (
  racers: readonly ChildProcess[],
  lock: boolean,
  attempts: readonly Attempt[],
): Promise<Answer[]> =>
  Promise.all(
    racers.map(async (racer, index) => {
      const answered = once(racer, 'message')
      const share = attempts.filter((_, position) => position % racers.length === index)
      racer.send({ lock, attempts: share } satisfies Order)
      const [answer]: Answer[] = await answered
      return answer ?? { results: [], collisions: 0 }
    }),
  )

const prepare = async (knex: Knex, most: Size) => {
  const members = new Set(
    Object.values(rounds)
      .flatMap((attempts) => attempts(0, most))
      .flatMap(({ mentor, mentee }) => [memberId(mentor), memberId(mentee)]),
  )
  await knex.raw(
    `do $$ begin execute format('alter database %I set deadlock_timeout = ''100ms''', current_database()); end $$`,
  )
  const open = { ...defaultAvailability('UTC'), weekly: everyHour, leadMinutes: 0 }
  await inWorkspace(knex)(WORKSPACE, async (tx) => {
    await saveWorkspace(tx, 'Races', MONDAY_10_UTC)
    for (const member of members) {
      await meetMember(tx, account(member), MONDAY_10_UTC)
      await saveAvailability(tx.behind(ownRows), member, open, MONDAY_10_UTC)
    }
  })
}

const contested: Record<Kind, MemberId> = {
  'one mentor': named('MENTOR', 0),
  'one mentee': named('PUPIL', 0),
  crossed: named('PEER', 0),
  unchecked: named('OWNER', 0),
}

const judge = async (
  knex: Knex,
  kind: Kind,
  { times }: Size,
  answers: readonly Answer[],
): Promise<Report> => {
  const { rows: booked }: { rows: { starts_at: Date }[] } = await knex.raw(
    `select s.starts_at from sessions s join session_members m on m.session_id = s.id
     where m.member_id = ? and s.status = 'scheduled'`,
    [contested[kind]],
  )
  const { rows: overlapping }: { rows: unknown[] } = await knex.raw(
    `select from session_members a join session_members b
       on a.member_id = b.member_id and a.session_id < b.session_id and a.busy && b.busy
     where a.active and b.active and a.member_id = ?`,
    [contested[kind]],
  )
  const results = answers.flatMap((answer) => answer.results)
  const losers = results
    .filter(({ outcome }) => outcome !== 'booked')
    .map(({ ms }) => ms)
    .sort((a, b) => a - b)
  const at = (share: number) =>
    Math.round(losers[Math.min(losers.length - 1, Math.floor(losers.length * share))] ?? 0)
  const errors: Record<string, number> = {}
  for (const { code } of results) if (code) errors[code] = (errors[code] ?? 0) + 1
  return {
    winners: Array.from(
      { length: times },
      (_, round) => booked.filter(({ starts_at }) => starts_at.getTime() === timeOf(round)).length,
    ),
    overlaps: overlapping.length,
    collisions: answers.reduce((sum, answer) => sum + answer.collisions, 0),
    deadlocks: errors['40P01'] ?? 0,
    errors,
    losers: { count: losers.length, median: at(0.5), p99: at(0.99) },
  }
}
