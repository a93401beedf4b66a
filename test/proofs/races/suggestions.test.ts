import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { intent, type MemberId, memberId, workspaceId } from '../../../src/domain/ids.ts'
import { idSource } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import { meetMember } from '../../../src/store/members.ts'
import { type InWorkspace, inWorkspace } from '../../../src/store/sql/transaction.ts'
import { saveWorkspace } from '../../../src/store/workspaces.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { account, testClock } from '../../support/world.ts'
import { wrappedStore } from '../../support/wrapped-store.ts'

const CONNECTIONS = 20
const named = (kind: string, n: number) => memberId(`U0${kind}${n}`)
const suggesters = Array.from({ length: 50 }, (_, n) => named('SUGGESTER', n))
const mentors = Array.from({ length: 50 }, (_, n) => named('MENTOR', n))

let database: OwnDatabase
beforeAll(async () => {
  database = await ownDatabase(CONNECTIONS)
}, 60_000)
afterAll(() => database.close())

/** A planted fault: nobody is locked. */
const unlocked = (real: InWorkspace): InWorkspace =>
  wrappedStore(
    real,
    (rows) => (sql, bindings) => rows(sql.replace(/for no key update( of m)?/, ''), bindings),
  )

/** Everybody suggests at once. @returns how many suggestions were kept, how many of them reached the mentee, and what the suggesters read */
const race = async (
  pick: (n: number) => { suggester: MemberId; mentor: MemberId },
  { count, locks = true }: { count: number; locks?: boolean },
) => {
  const real = inWorkspace(database.knex)
  const clock = testClock()
  const workspace = workspaceId(`T${crypto.randomUUID()}`)
  const mentee = memberId('U0MENTEE')
  await real(workspace, async (tx) => {
    await saveWorkspace(tx, 'Races', clock.now())
    for (const id of [mentee, ...suggesters, ...mentors]) await meetMember(tx, account(id), clock.now())
  })
  const parts = { inWorkspace: locks ? real : unlocked(real), clock, nextId: idSource(clock), wake: () => {} }
  const { suggest } = services(parts, async () => 'unavailable')
  const answers = await Promise.all(
    Array.from({ length: count }, (_, n) => {
      const { suggester, mentor } = pick(n)
      return suggest({
        ...{ workspace, actor: suggester, mentor, mentee, to: 'mentee', why: '', namesSuggester: true },
        intent: intent(`${n}`),
      })
    }),
  )
  const rows = await real(workspace, (tx) =>
    tx.rows('select is_dropped from suggestions where workspace_id = :workspace'),
  )
  return {
    kept: rows.length,
    reached: rows.filter(({ is_dropped }) => is_dropped === false).length,
    answers: new Set(answers.map((answer) => JSON.stringify(answer))),
  }
}

const samePair = (n: number) => ({ suggester: named('SUGGESTER', n), mentor: named('MENTOR', 0) })
const ofManyMentors = (n: number) => ({ suggester: named('SUGGESTER', n), mentor: named('MENTOR', n) })
const oneSuggester = (n: number) => ({ suggester: named('SUGGESTER', 0), mentor: named('MENTOR', n) })

const PASSED_ON = '{"outcome":"passed_on"}'

describe('suggestions that race, on a real server,', { timeout: 120_000 }, () => {
  it('of one pair give one card, and every suggester the same answer', async () => {
    const { reached, answers } = await race(samePair, { count: 50 })
    expect([reached, [...answers]]).toEqual([1, [PASSED_ON]])
  })

  it('of one pair are kept to one by the database itself, if nobody is locked', async () => {
    const { reached, answers } = await race(samePair, { count: 50, locks: false })
    expect([reached, [...answers]]).toEqual([1, [PASSED_ON]])
  })

  it('to one member let three through in a week, whichever come first', async () => {
    const { reached, answers } = await race(ofManyMentors, { count: 50 })
    expect([reached, [...answers]]).toEqual([3, [PASSED_ON]])
  })

  it('by one member stop at five a day', async () => {
    const { kept, reached, answers } = await race(oneSuggester, { count: 20 })
    expect([kept, reached]).toEqual([5, 3])
    const refused = '{"reason":"too_many_suggestions","limit":5,"outcome":"refused"}'
    expect([...answers].sort()).toEqual([PASSED_ON, refused].sort())
  })

  describe('show what goes wrong', () => {
    it('without the lock: more than three reach one member', async () => {
      const { reached } = await race(ofManyMentors, { count: 50, locks: false })
      expect(reached).toBeGreaterThan(3)
    })

    it('without the lock and the constraint: one pair gets many cards', async () => {
      await database.knex.raw('alter table suggestions drop constraint suggestions_one_of_a_pair')
      const { reached } = await race(samePair, { count: 50, locks: false })
      expect(reached).toBeGreaterThan(1)
    })
  })
})
