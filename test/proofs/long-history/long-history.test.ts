import { beforeAll, describe, expect, it } from 'vitest'
import { defaultAvailability } from '../../../src/domain/availability/availability.ts'
import { memberId, workspaceId } from '../../../src/domain/ids.ts'
import { startOfRequests } from '../../../src/domain/requests/lists.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import { idSource } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { emptyDraft } from '../../../src/slack/views/booking-draft.ts'
import { bookingModal } from '../../../src/slack/views/booking-modal.ts'
import { type InWorkspace, inWorkspace } from '../../../src/store/sql/transaction.ts'
import { asUsual } from '../../support/as-usual.ts'
import { testDatabase } from '../../support/database.ts'
import { rowsRead } from '../../support/explained-plans.ts'
import { account, type World, world } from '../../support/world.ts'
import { wrappedStore } from '../../support/wrapped-store.ts'

const PAST = 20_000
/** How many rows one statement may read, however many are past: the weekly cap looks at those of the last days. */
const MOST_ROWS = 1_000

const [ada, ben] = [memberId('U0ADA00001'), memberId('U0BEN00001')]

/** Explains every read before making it, and keeps the one that went through the most session rows. */
const watched = (real: InWorkspace) => {
  let most = { rows: 0, sql: '' }
  const watching = wrappedStore(real, (rows) => async (sql, bindings) => {
    if (/^\s*select/i.test(sql)) {
      const explained = await rows(`explain (analyze, format json) ${sql}`, bindings)
      const read = rowsRead(explained, /^session/)
      if (read > most.rows) most = { rows: read, sql }
    }
    return rows(sql, bindings)
  })
  return { watching, most: () => most }
}

let w: World

/** The embedded database would take minutes to write this many, so this needs the server of `DATABASE_URL`. */
const onServer = process.env.DATABASE_URL !== undefined

beforeAll(async () => {
  if (!onServer) return
  w = await world([account(ada), account(ben)])
  await w.services.setAvailability({
    workspace: w.workspace,
    actor: ada,
    draft: {
      ...defaultAvailability('UTC'),
      horizonDays: 364,
      weeklyCap: 5,
    },
  })
  await w.services.ownAvailability({ workspace: w.workspace, actor: ben })
  const { knex } = await testDatabase()
  const bindings = { workspace: w.workspace, ada, ben, before: new Date(w.clock.now() - DAY), past: PAST }
  const hours = `cast(:before as timestamptz) - n * interval '1 hour'`
  await knex.raw(
    `insert into sessions (workspace_id, id, starts_at, ends_at, topic, location, intent, booked_by, booked_at)
     select :workspace, 'past-' || n, ${hours}, ${hours} + interval '30 minutes', '', '', 'past-' || n, :ben, ${hours}
     from generate_series(1, :past) n`,
    bindings,
  )
  // In thousands, because no statement may run for longer than ten seconds.
  for (let from = 1; from <= PAST; from += 1_000) {
    await knex.raw(
      `insert into session_members (workspace_id, session_id, member_id, role, busy)
       select :workspace, 'past-' || n, m.id, m.role, tstzrange(${hours}, ${hours} + interval '30 minutes')
       from generate_series(:from::int, :from + 999) n, (values (:ada, 'mentor'), (:ben, 'mentee')) m (id, role)`,
      { ...bindings, from },
    )
  }
  await knex.raw('analyze sessions, session_members')
}, 600_000)

const withWatch = async () => {
  const { watching, most } = watched(inWorkspace((await testDatabase()).knex))
  const parts = { ...w.parts, inWorkspace: watching, nextId: idSource(w.clock) }
  return { use: services(parts, async () => 'unknown'), most }
}

describe.skipIf(!onServer)(`with ${PAST} sessions behind them, and a year of availability ahead`, () => {
  it('a booking modal opens on a day of free times without reading through the past', async () => {
    const { use, most } = await withWatch()
    const options = await use.bookingOptions({
      workspace: w.workspace,
      actor: ben,
      source: { member: ada, actorIs: 'mentee' },
    })
    if (options.outcome === 'refused') throw new Error(options.reason)
    expect(options.day.slots.length).toBeGreaterThan(0)
    expect(options.day.next).toBeDefined()
    expect(JSON.stringify(bookingModal(english, options, emptyDraft, undefined)).length).toBeLessThan(40_000)
    expect(most().rows, most().sql).toBeLessThan(MOST_ROWS)
  })

  it('Home and the list of sessions are read without reading through the past', async () => {
    const { use, most } = await withWatch()
    const home = await use.screens.home({ workspace: w.workspace, actor: ada }, () => startOfRequests)
    expect(home.nextSlot).not.toBeNull()
    await use.screens.sessions({ workspace: w.workspace, actor: ada }, null)
    expect(most().rows, most().sql).toBeLessThan(MOST_ROWS)
  })

  it('a session is booked and moved without reading through the past', async () => {
    const { use, most } = await withWatch()
    const startsAt = Date.UTC(2026, 10, 26, 9)
    const booked = await use.book({
      ...asUsual,
      workspace: w.workspace,
      actor: ben,
      mentor: ada,
      mentee: ben,
      startsAt,
      topic: '',
      intent: w.intent(),
      origin: null,
      confirmed: false,
    })
    if (booked.outcome !== 'booked') throw new Error(booked.outcome)
    const moved = await use.reschedule({
      minutes: null,
      workspace: w.workspace,
      actor: ben,
      session: booked.session.id,
      sequence: 0,
      startsAt: startsAt + DAY,
      confirmed: false,
    })
    expect(moved.outcome).toBe('rescheduled')
    expect(most().rows, most().sql).toBeLessThan(MOST_ROWS)
  })

  it('reading through the past would be noticed', async () => {
    const { watching, most } = watched(inWorkspace((await testDatabase()).knex))
    await watching(workspaceId(w.workspace), (tx) =>
      tx.rows('select count(*) from session_members where workspace_id = :workspace'),
    )
    expect(most().rows).toBeGreaterThan(PAST)
  })
})
