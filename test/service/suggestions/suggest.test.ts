import { describe, expect, it } from 'vitest'
import { type Intent, type MemberId, memberId, suggestionId } from '../../../src/domain/ids.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import { services } from '../../../src/service/services.ts'
import type { Suggesting } from '../../../src/service/suggestions/suggest.ts'
import { pruneSuggestions } from '../../../src/store/prune-suggestions.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { countedStore } from '../../support/counted-store.ts'
import { testDatabase } from '../../support/database.ts'
import { type SaidProfile, submitted } from '../../support/submitted-profile.ts'
import { account } from '../../support/world.ts'
import { anna, ben, cleo, dora, type Scene, scene } from '../scene.ts'

const others = Array.from({ length: 9 }, (_, n) => memberId(`UOTHER${n}`))

const begun = async () => {
  const here = await scene(others.map((id) => account(id)))
  const { workspace, services: use } = here
  const input = (changes: Partial<Suggesting> = {}): Suggesting => ({
    ...{ workspace, actor: anna, mentor: cleo, mentee: ben, to: 'mentee', why: 'Indexes' },
    ...{ namesSuggester: true, intent: here.intent() },
    ...changes,
  })
  const says = (actor: MemberId, said: SaidProfile) =>
    use.saveProfile({ workspace, actor, profile: submitted(said) })
  return {
    ...here,
    input,
    says,
    suggest: (changes: Partial<Suggesting> = {}) => use.suggest(input(changes)),
    kept: () =>
      here.rows(`select is_dropped, counts_until - suggested_at as counts_for from suggestions
        where workspace_id = :workspace order by id`),
  }
}

type Here = Awaited<ReturnType<typeof begun>>

const drops: Readonly<Record<string, (here: Here) => Promise<unknown>>> = {
  'takes none': ({ says }) => says(ben, { takesSuggestions: false }),
  'is paused': ({ workspace, services: use }) => use.pause({ workspace, actor: ben, paused: true }),
  'avoids the other': ({ says }) => says(ben, { avoided: [cleo] }),
  'is avoided by the other': ({ says }) => says(cleo, { avoided: [ben] }),
  'avoids the suggester': ({ says }) => says(ben, { avoided: [anna] }),
  'got the same before': ({ suggest }) => suggest({ actor: dora }),
  'has an open offer': ({ offer }) => offer(cleo, ben),
  'has asked for a session': ({ ask }) => ask(ben, cleo),
  'has a session ahead': ({ booked }) => booked({ actor: ben, mentor: cleo, mentee: ben }),
  'got three this week': async ({ suggest }) => {
    for (const [n, mentor] of others.slice(0, 3).entries())
      await suggest({ actor: others[n + 3] ?? dora, mentor })
  },
}

/** Every statement of a suggestion, with how often it was waited for, and the answer. */
const traced = async ({ parts }: Scene, input: Suggesting) => {
  const trace: string[] = []
  const { store, count } = countedStore(inWorkspace((await testDatabase()).knex), (sql) => trace.push(sql))
  const use = services({ ...parts, inWorkspace: store }, async (_workspace, id) => account(id))
  const answer = JSON.stringify(await use.suggest(input))
  return { answer, waits: count.waits, trace }
}

describe('what a suggester waits for and reads', () => {
  it.each(Object.entries(drops))(
    'is the same if the receiver %s as if it is passed on',
    async (_why, happens) => {
      const [plain, other] = [await begun(), await begun()]
      await happens(other)
      // What that told is not of the suggestion.
      await other.told()
      const passedOn = await traced(plain, plain.input())
      expect(await traced(other, other.input())).toEqual(passedOn)
      expect(passedOn).toMatchObject({ answer: '{"outcome":"passed_on"}', waits: 2 })
      expect((await plain.kept()).at(-1)?.is_dropped).toBe(false)
      expect((await other.kept()).at(-1)?.is_dropped).toBe(true)
      // The notices are written too, for a delivery that finds nothing.
      const [told, alsoTold] = [await plain.told(), await other.told()]
      expect(alsoTold).toEqual(told)
    },
  )
})

describe('a suggestion', () => {
  it('submitted again is one', async () => {
    const { suggest, kept, intent } = await begun()
    const same = intent()
    expect([await suggest({ intent: same }), await suggest({ intent: same })]).toEqual([
      { outcome: 'passed_on' },
      { outcome: 'passed_on' },
    ])
    expect(await kept()).toHaveLength(1)
  })

  it('submitted under somebody else’s intent is refused', async () => {
    const { suggest, intent } = await begun()
    const same: Intent = intent()
    await suggest({ intent: same })
    expect(await suggest({ intent: same, actor: dora, mentor: others[0] ?? cleo })).toMatchObject({
      reason: 'not_found',
    })
  })

  it('to one of the two does not keep another from the other', async () => {
    const { suggest, kept } = await begun()
    await suggest()
    await suggest({ to: 'mentor' })
    await suggest({ mentor: ben, mentee: cleo })
    expect((await kept()).map(({ is_dropped }) => is_dropped)).toEqual([false, false, false])
  })

  it('can be put aside by its receiver alone', async () => {
    const { suggest, rows, workspace, services: use } = await begun()
    await suggest()
    const [row] = await rows('select id from suggestions where workspace_id = :workspace')
    const suggestion = suggestionId(String(row?.id))
    for (const actor of [anna, cleo, dora]) {
      expect(await use.putAside({ workspace, actor, suggestion })).toMatchObject({ reason: 'not_found' })
    }
    expect(await use.putAside({ workspace, actor: ben, suggestion })).toMatchObject({ outcome: 'put_aside' })
    expect(await use.putAside({ workspace, actor: ben, suggestion })).toMatchObject({ outcome: 'unchanged' })
  })

  it('is forgotten after 90 days, and its suggester, who finds it in their data, cannot tell if it was dropped', async () => {
    const { suggest, kept, clock, parts, workspace, services: use } = await begun()
    await suggest()
    await suggest()
    expect((await kept()).map(({ is_dropped }) => is_dropped)).toEqual([false, true])
    const prune = () => pruneSuggestions(parts.inWorkspace, workspace, clock.now())
    const made = async () => (await use.myData.page({ workspace, actor: anna })).suggestionsMade
    clock.advance(90 * DAY)
    expect(await prune()).toBe(0)
    expect(await made()).toHaveLength(2)
    clock.advance(1)
    expect(await prune()).toBe(2)
    expect(await made()).toEqual([])
  })
})
