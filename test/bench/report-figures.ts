import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { intent, memberId, type WorkspaceId, workspaceId } from '../../src/domain/ids.ts'
import { DAY, HOUR } from '../../src/domain/time/time.ts'
import { idSource, type Parts } from '../../src/service/act.ts'
import { services } from '../../src/service/services.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { reportMessages } from '../../src/slack/views/report-message.ts'
import { meetMember } from '../../src/store/members.ts'
import { nameOrganiser } from '../../src/store/organisers.ts'
import { openDatabase } from '../../src/store/sql/database.ts'
import { migrator } from '../../src/store/sql/migrator.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { ownRows } from '../../src/store/sql/tx.ts'
import { saveWorkspace } from '../../src/store/workspaces.ts'
import { asUsual } from '../support/as-usual.ts'
import { createDatabase } from '../support/fresh-database.ts'
import { account, MONDAY_10_UTC, type TestClock, testClock } from '../support/world.ts'
import { interleavedRates, median } from './rounds.ts'
import { ms, perSecond, type Report, times } from './table.ts'

const MEMBERS = 5_000
const GOALS = { opensWithin: 2_000, acts: 0.95 }
const ORGANISER = memberId('UORGANISER')

/**
 * How long an organiser waits for a year's report on that many sessions, in the embedded database; and what it costs those
 * who act that the numbers of each day are kept.
 */
export const reportFigures = async (serverUrl: string, sessions: number, report: Report): Promise<void> => {
  const opened = await openings(sessions)
  report({
    figure: `a year's report on ${sessions.toLocaleString('en')} sessions, embedded, until it is read and drawn as blocks`,
    ours: ms(opened),
    baseline: '–',
    ratio: '–',
    goal: `< ${ms(GOALS.opensWithin)}`,
    reached: opened < GOALS.opensWithin,
  })
  const [kept = Number.NaN, none = Number.NaN] = await actRates(serverUrl)
  report({
    figure: 'a request sent and accepted where reports are kept ÷ where none are',
    ours: perSecond(kept),
    baseline: perSecond(none),
    ratio: times(kept / none),
    goal: `≥ ${times(GOALS.acts)}`,
    reached: kept / none >= GOALS.acts,
  })
}

const programme = async (knex: Knex, clock: TestClock, workspace: WorkspaceId) => {
  const parts: Parts = { inWorkspace: inWorkspace(knex), clock, nextId: idSource(clock), wake: () => {} }
  await parts.inWorkspace(workspace, async (tx) => {
    await saveWorkspace(tx, 'Bench', clock.now())
    await meetMember(tx, account(ORGANISER), clock.now())
    nameOrganiser(tx.behind(ownRows), ORGANISER, clock.now())
  })
  return { parts, use: services(parts, async (_workspace, id) => account(id)) }
}

/** @returns the median of several openings, in milliseconds */
const openings = async (sessions: number): Promise<number> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'mentorship-bench-'))
  const database = await openDatabase({ dataDir })
  try {
    await migrator(database.knex).up()
    const [clock, workspace] = [testClock(), workspaceId('TYEAR')]
    const { parts, use } = await programme(database.knex, clock, workspace)
    await fill(database.knex, workspace, sessions)
    // What a year ago was, and what is now: a report sets one against the other.
    for (const ago of [365 * DAY, 0]) {
      clock.set(MONDAY_10_UTC - ago)
      await use.reports.keep(workspace, (page) => page())
    }
    await use.askReport({ workspace, actor: ORGANISER, period: 'year' })
    const [row] = await parts.inWorkspace(workspace, (tx) =>
      tx.rows('select id from reports where workspace_id = :workspace'),
    )
    const durations: number[] = []
    for (let round = 0; round < 5; round += 1) {
      const began = performance.now()
      const state = await use.reports.state(workspace, String(row?.id))
      if (!state) throw new Error('there is no report')
      reportMessages(english, state)
      durations.push(performance.now() - began)
    }
    return median(durations)
  } finally {
    await database.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Sessions of the year before, an hour apart for each pair. What reports do not read by would take minutes to fill. */
const fill = async (knex: Knex, workspace: WorkspaceId, sessions: number): Promise<void> => {
  await knex.raw(/* sql */ `
    alter table session_members drop constraint session_members_never_twice;
    drop index session_members_of_member;
    drop index session_members_one_mentor;
    drop index session_members_seat`)
  const now = new Date(MONDAY_10_UTC).toISOString()
  await knex.transaction(async (trx) => {
    await trx.raw(`select set_config('mentorship.workspaces', ?, true)`, [workspace])
    await trx.raw(
      `insert into members (workspace_id, id, name, zone, fetched_at)
       select :workspace, 'U' || n, 'Member ' || n, 'UTC', :now from generate_series(0, :last::int) n`,
      { workspace, now, last: MEMBERS - 1 },
    )
  })
  const STEP = 20_000
  for (let from = 0; from < sessions; from += STEP)
    await knex.transaction(async (trx) => {
      await trx.raw(`select set_config('mentorship.workspaces', ?, true)`, [workspace])
      // What refers to what is not looked up: that takes most of the time.
      await trx.raw(`set local session_replication_role = 'replica'`)
      const bindings = {
        workspace,
        now,
        from,
        to: Math.min(sessions, from + STEP) - 1,
        members: MEMBERS,
        all: sessions,
      }
      const start = `cast(:now as timestamptz) - interval '1 hour' - n * interval '1 year' / cast(:all as int)`
      const mentor = `'U' || 2 * (n % (cast(:members as int) / 2))`
      await trx.raw(
        `insert into sessions (workspace_id, id, starts_at, ends_at, topic, location, intent, booked_by, booked_at)
         select :workspace, 's' || n, ${start}, ${start} + interval '30 minutes', '', '', 'i' || n, ${mentor}, ${start}
         from generate_series(:from::int, :to::int) n`,
        bindings,
      )
      await trx.raw(
        `insert into session_members (workspace_id, session_id, member_id, role, busy)
         select :workspace, 's' || n, case role when 'mentor' then ${mentor}
           else 'U' || 2 * ((n * 7) % (cast(:members as int) / 2)) + 1 end,
           role, tstzrange(${start}, ${start} + interval '30 minutes')
         from generate_series(:from::int, :to::int) n, (values ('mentor'), ('mentee')) r (role)`,
        bindings,
      )
    })
}

/** Requests sent and accepted in a second, in a workspace of which a year's numbers are kept, and in one without. */
const actRates = async (serverUrl: string): Promise<number[]> => {
  const fresh = await createDatabase(serverUrl)
  const database = await openDatabase({ url: fresh.url, dataDir: '' }, { poolSize: 4 })
  try {
    await migrator(database.knex).up()
    const sides = [365, 0].map(async (days) => {
      const [clock, workspace] = [testClock(), workspaceId(`TACTS${days}`)]
      const { use } = await programme(database.knex, clock, workspace)
      for (let ago = days; ago > 0; ago -= 1) {
        clock.set(MONDAY_10_UTC - ago * DAY)
        await use.reports.keep(workspace, (page) => page())
      }
      clock.set(MONDAY_10_UTC)
      let pairs = 0
      return async (count: number) => {
        const began = performance.now()
        for (let done = 0; done < count; done += 1) {
          pairs += 1
          const [mentor, mentee] = [memberId(`UM${pairs}`), memberId(`UN${pairs}`)]
          const sent = await use.send({
            ...{
              workspace,
              actor: mentee,
              kind: 'session_request',
              to: mentor,
              message: '',
              contextUrl: null,
            },
            ...{ intent: intent(`send ${pairs}`), answers: null, others: true },
          })
          if (sent.outcome !== 'sent') throw new Error(`not sent: ${sent.outcome}`)
          const booked = await use.book({
            ...{ ...asUsual, workspace, actor: mentor, mentor, mentee, startsAt: MONDAY_10_UTC + DAY + HOUR },
            ...{ topic: '', intent: intent(`book ${pairs}`), origin: sent.request.id, confirmed: true },
          })
          if (booked.outcome !== 'booked') throw new Error(`not booked: ${booked.outcome}`)
        }
        return (count * 1_000) / (performance.now() - began)
      }
    })
    return await interleavedRates(await Promise.all(sides), { least: 40, most: 400 })
  } finally {
    await database.close()
    await fresh.drop()
  }
}
