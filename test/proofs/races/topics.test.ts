import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MemberId, memberId } from '../../../src/domain/ids.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { submitted } from '../../support/submitted-profile.ts'
import { account, worldOn } from '../../support/world.ts'

/** Members at once, and how often. */
const [MEMBERS, TIMES] = [12, 25]

let database: OwnDatabase
beforeAll(async () => {
  database = await ownDatabase(MEMBERS)
}, 60_000)
afterAll(() => database.close())

it('members who add the same new topic at once get one topic, however each spells it', async () => {
  const members = Array.from({ length: MEMBERS }, (_, n) => memberId(`URACER${n}`))
  const { services, workspace, parts } = await worldOn(
    database.knex,
    members.map((id) => account(id)),
  )
  const save = (actor: MemberId, topics: readonly string[]) =>
    services.saveProfile({ workspace, actor, profile: submitted({ mentors: true, helpsWith: topics }) })
  for (const actor of members) await save(actor, [])
  const spellings = (time: number) => [`Topic no ${time}`, `topic-no-${time}`, `TOPIC NO ${time}`]
  for (let time = 0; time < TIMES; time += 1) {
    const names = spellings(time)
    const saved = await Promise.all(
      // In either order, so that two new topics do not make two members wait for each other.
      members.map((actor, at) => {
        const both = [names[at % names.length] ?? '', `Other ${time}`]
        return save(actor, at % 2 === 0 ? both : both.toReversed())
      }),
    )
    expect(saved.map(({ outcome }) => outcome)).toEqual(members.map(() => 'saved'))
  }
  const rows = (sql: string) => parts.inWorkspace(workspace, (tx) => tx.rows(sql))
  const [topics] = await rows('select count(*)::int as count from topics where workspace_id = :workspace')
  expect(topics?.count).toBe(2 * TIMES)
  const uses = await rows(
    `select topic_id, count(*)::int as count from profile_topics where workspace_id = :workspace group by topic_id`,
  )
  expect(uses.map(({ count }) => count)).toEqual([MEMBERS, MEMBERS])
}, 120_000)
