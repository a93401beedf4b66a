import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MemberId, memberId } from '../../../src/domain/ids.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import { services } from '../../../src/service/services.ts'
import { meetMember } from '../../../src/store/members.ts'
import { chance } from '../../support/chance.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { account, MONDAY_10_UTC, worldOn } from '../../support/world.ts'
import { wrappedStore } from '../../support/wrapped-store.ts'

const full = process.env.RACES === 'full'
const [MEMBERS, SEATS] = full ? [200, 20] : [60, 6]

const mentor = memberId('UMENTOR')

/** On a server with several connections: on the embedded database's single one, acts follow each other anyway. */
describe(`${MEMBERS} members who want one of ${SEATS} seats at once`, () => {
  let database: OwnDatabase
  beforeAll(async () => {
    database = await ownDatabase(12)
  })
  afterAll(() => database.close())

  const race = async ({ lock }: { lock: boolean }) => {
    const here = await worldOn(database.knex, [])
    const { workspace, parts } = here
    const members = Array.from({ length: MEMBERS }, (_, index) => memberId(`U${index}`))
    await parts.inWorkspace(workspace, async (tx) => {
      for (const id of [mentor, ...members]) await meetMember(tx, account(id), MONDAY_10_UTC)
    })
    // Without the mentor's row: only those who act are locked.
    const without = (sql: string) =>
      lock
        ? sql
        : sql.replace('any(array_append(cast(:ids as text[]), (', 'any(array_remove(cast(:ids as text[]), (')
    const inWorkspace = wrappedStore(
      parts.inWorkspace,
      (rows) => (sql, bindings) => rows(without(sql), bindings),
    )
    const use = services({ ...parts, inWorkspace }, async (_workspace, id) => account(id))
    const hosted = await here.services.host({
      ...{ workspace, actor: mentor, title: 'Open', description: '', topics: [], minutes: 60, seats: SEATS },
      ...{
        startsAt: MONDAY_10_UTC + 7 * DAY,
        fewest: null,
        location: null,
        audience: 'everyone',
        invited: [],
        announcedIn: null,
      },
      ...{ asks: false, releaseHours: null, repeats: null, intent: here.intent() },
    })
    const [made] = hosted.outcome === 'hosted' ? hosted.made : []
    if (!made) throw new Error(`not set up: ${JSON.stringify(hosted)}`)
    const session = made.id
    const leavers = new Set(
      chance(7)
        .shuffled(members)
        .slice(0, Math.floor(MEMBERS / 4)),
    )
    const faults: string[] = []
    const joinAndLeave = async (actor: MemberId) => {
      try {
        const answer = await use.join({ workspace, actor, session, note: '' })
        if (leavers.has(actor)) await use.leave({ workspace, actor, session })
        return answer.outcome
      } catch (error) {
        faults.push(String(error))
        return 'failed'
      }
    }
    const outcomes = await Promise.all(members.map(joinAndLeave))
    await here.services.openSessions.plan(workspace)
    const list = async (sql: string) =>
      (await parts.inWorkspace(workspace, (tx) => tx.rows(sql, { session }))).map((row) => row.member_id)
    const seated = await list(
      `select member_id from session_members where workspace_id = :workspace and session_id = :session
        and role = 'mentee' and active order by seat`,
    )
    const waiting = await list(
      `select member_id from open_session_members
          where workspace_id = :workspace and session_id = :session and position is not null
        order by position`,
    )
    return { seated, waiting, leavers, members, outcomes, faults }
  }

  it('end with all seats taken, nobody lost, and nobody who left', { timeout: 120_000 }, async () => {
    const { seated, waiting, leavers, members, faults, outcomes } = await race({ lock: true })
    expect(faults).toEqual([])
    expect(new Set(outcomes)).toEqual(new Set(['seated', 'waiting']))
    expect(seated).toHaveLength(SEATS)
    const stayed = members.filter((member) => !leavers.has(member))
    expect([...seated, ...waiting].sort()).toEqual([...stayed].sort())
  })

  it('take more than there are, or fail, without the lock of the mentor’s row', {
    timeout: 120_000,
  }, async () => {
    const { seated, faults } = await race({ lock: false })
    expect(seated.length > SEATS || faults.length > 0).toBe(true)
  })
})
