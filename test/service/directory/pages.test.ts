import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MemberId, memberId } from '../../../src/domain/ids.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import { anna, ben } from '../scene.ts'
import { directory, type Said } from './listed.ts'

const people = Array.from({ length: 24 }, (_, n) => memberId(`UPERSON${n}`))
const lasting = people.slice(0, 16)
const passing = people.slice(16)

const said = (at: number): Said => ({
  mentors: true,
  headline: at % 3 === 0 ? 'Queries and plans' : 'Queries',
  helpsWith: at % 4 === 0 ? ['Databases'] : [],
})

/** What happens between two pages. */
const changes = {
  'says something else': (here: Here, at: number) =>
    here.save(lasting[at % 16] ?? anna, { ...said(at + 1), about: `Queries, ${at} of them` }),
  'comes or goes': (here: Here, at: number) =>
    here.save(passing[at % 8] ?? anna, at % 2 === 0 ? said(at) : {}),
  'is booked for days': async (here: Here, at: number) => {
    const startsAt = Date.UTC(2026, 10, 24 + (at % 4), 9 + (at % 8))
    const mentor = lasting[at % 16] ?? anna
    await here.book({ actor: ben, mentor, mentee: ben, startsAt })
  },
  'avoids somebody': (here: Here, at: number) =>
    here.save(lasting[at % 16] ?? anna, { ...said(at), avoided: [ben] }),
  'pauses and goes on': async ({ services, workspace }: Here, at: number) => {
    const actor = passing[at % 8] ?? anna
    await services.pause({ workspace, actor, paused: at % 2 === 0 })
  },
  'lives on another day': ({ clock }: Here) => clock.advance(DAY / 3),
} as const

type Here = Awaited<ReturnType<typeof directory>>
const kinds = Object.keys(changes) as (keyof typeof changes)[]

const change = fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(1_000) })

describe('the pages of a search', () => {
  it('neither repeat nor pass over anybody who is listed all the while, whatever changes between them', async () => {
    const listed = Object.fromEntries(people.map((id, at) => [id, said(at)]))
    const here = await directory(listed)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', 'queries', 'databases queries', 'plans quieres'),
        fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 6 }),
        async (words, between) => {
          const shown: MemberId[] = []
          for (let page = 0; ; page += 1) {
            const { results, hasMore } = await here.page(anna, { words, shown })
            shown.push(...results.map(({ member }) => member.id))
            if (!hasMore) break
            for (const { kind, at } of between[page] ?? []) await changes[kind](here, at)
          }
          expect(new Set(shown).size).toBe(shown.length)
          expect(lasting.filter((one) => !shown.includes(one))).toEqual([])
        },
      ),
      { numRuns: 15 },
    )
  })

  it('are the same for one reader all day, and do not depend on who avoids whom', async () => {
    const here = await directory(Object.fromEntries(people.map((id) => [id, { mentors: true }])))
    const before = await here.all(anna)
    expect(new Set(before)).toEqual(new Set(people))
    expect(await here.all(anna)).toEqual(before)
    const [, second = anna, third = anna] = before
    await here.save(second, { mentors: true, avoided: [anna] })
    await here.save(anna, { avoided: [third] })
    const others = before.filter((one) => one !== second && one !== third)
    expect(await here.all(anna)).toEqual(others)
    here.clock.advance(DAY)
    expect(await here.all(anna)).not.toEqual(others)
  })
})
