import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesOf, mostOf, WORTH } from '../../../src/domain/directory/asked.ts'
import { byHours, byMatch, commonHoursWith, likeliestFirst } from '../../../src/domain/directory/order.ts'
import { lotOf, type Reader, shuffled } from '../../../src/domain/directory/shuffle.ts'
import { type MemberId, memberId, topicId } from '../../../src/domain/ids.ts'

const day = '2026-11-23'
const readers = (count: number, first = 1): Reader[] =>
  Array.from({ length: count }, (_, n) => ({ member: memberId(`UREADER${n}`), number: first + n, day }))
const mentors = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ member: memberId(`UMENTOR${n}`) }))

describe('a shuffle of equals', () => {
  it.each([
    [1, 40],
    [77_000, 40],
    [5, 39],
    [12, 7],
  ])(
    'of readers from the %d. on gives none of %d mentors twice the first places of another',
    (first, many) => {
      const firsts = new Map(mentors(many).map(({ member }) => [member, 0]))
      for (const reader of readers(1_000, first)) {
        const [one] = shuffled(mentors(many), reader)
        if (one) firsts.set(one.member, (firsts.get(one.member) ?? 0) + 1)
      }
      const counts = [...firsts.values()]
      expect(Math.max(...counts)).toBeLessThanOrEqual(2 * Math.min(...counts))
    },
  )

  it('gives nobody the turns of those who have no time', () => {
    const free = new Set(mentors(40).map(({ member }) => member))
    const counts = new Map([...free].map((member) => [member, 0]))
    for (const reader of readers(4_000)) {
      const one = shuffled(mentors(60), reader).find(({ member }) => free.has(member))
      if (one) counts.set(one.member, (counts.get(one.member) ?? 0) + 1)
    }
    const all = [...counts.values()]
    expect(Math.max(...all)).toBeLessThanOrEqual(2 * Math.min(...all))
  })

  it('is the same all day, and another on another day and for another reader', () => {
    const [ada, ben] = readers(2)
    if (!ada || !ben) throw new Error('two were made')
    const order = (reader: Reader) => shuffled(mentors(20), reader).map(({ member }) => member)
    expect(order(ada)).toEqual(order(ada))
    expect(order({ ...ada, day: '2026-11-24' })).not.toEqual(order(ada))
    expect(order(ben)).not.toEqual(order(ada))
  })

  it('does not depend on the order in which they were found, and loses nobody', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.nat(1e6), fc.nat(), (count, number, seed) => {
        const reader = { member: memberId('UREADER'), number, day }
        const some = mentors(count)
        const turned = some.map((_, at) => some[(at + seed) % count]).flatMap((one) => one ?? [])
        const order = shuffled(some, reader)
        expect(shuffled(turned, reader)).toEqual(order)
        expect(new Set(order)).toEqual(new Set(some))
      }),
    )
  })

  it('lets readers enter the listed everywhere alike', () => {
    const sixteenths = Array.from({ length: 16 }, () => 0)
    for (const reader of readers(1_000)) {
      const lot = lotOf(reader)
      expect(lot >= -(2 ** 31) && lot < 2 ** 31 && Number.isInteger(lot)).toBe(true)
      const at = Math.floor((lot + 2 ** 31) / 2 ** 28)
      sixteenths[at] = (sixteenths[at] ?? 0) + 1
    }
    expect(Math.min(...sixteenths)).toBeGreaterThan(50)
    expect(Math.max(...sixteenths)).toBeLessThan(75)
  })
})

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Pacific/Honolulu',
]
const chances = ['free', 'no_time', 'full'] as const

describe('the order', () => {
  it('is by topics, then words, then who can say yes, then common hours, whatever is shuffled', () => {
    const now = Date.UTC(2026, 10, 23, 10)
    const one = fc.record({
      topics: fc.integer({ min: 0, max: 2 }),
      words: fc.integer({ min: 0, max: 2 }),
      zone: fc.constantFrom(...zones),
      chance: fc.constantFrom(...chances),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), fc.nat(1e6), (all, number) => {
        const reader = { member: memberId('UREADER'), number, day }
        const listed = all.map((given, n) => ({ ...given, member: memberId(`U${n}`), hours: 0 }))
        const hoursWith = commonHoursWith('UTC', now)
        const known = new Map(
          listed.map((given) => [given.member, { ...given, hours: hoursWith(given.zone) }]),
        )
        const order = byMatch(listed).flatMap((group) =>
          likeliestFirst(
            byHours(
              group.flatMap(({ member }) => known.get(member) ?? []),
              reader,
            ),
          ),
        )
        expect(order).toHaveLength(listed.length)
        const rank = (given: (typeof order)[number]) => [
          -given.topics,
          -given.words,
          chances.indexOf(given.chance),
          -given.hours,
        ]
        const ranks = order.map((given) => rank(given))
        const sorted = [...ranks].sort((a, b) => a.map((x, n) => x - (b[n] ?? 0)).find((x) => x !== 0) ?? 0)
        expect(ranks).toEqual(sorted)
      }),
    )
  })

  it.each([
    ['Europe/Berlin', 11],
    ['America/New_York', 7],
    ['Asia/Kolkata', 6],
    ['Pacific/Auckland', 1],
    ['Etc/GMT+12', 0],
  ])('counts the hours of the day that are waking hours in London and in %s: %d', (zone, hours) => {
    const now = Date.UTC(2026, 10, 23)
    expect(commonHoursWith('Europe/London', now)(zone)).toBe(hours)
    expect(commonHoursWith(zone, now)('Europe/London')).toBe(hours)
  })
})

describe('a match', () => {
  const topic = topicId('topic')
  const terms = [
    { term: 't:topic', topic, worth: 1 },
    { term: 'w:rare', word: 'rare', worth: 1 },
    { term: 'w:rarely', word: 'rare', worth: 0.5 },
    { term: 'w:often', word: 'often', worth: 1 },
  ]
  const found = new Map<MemberId, readonly number[]>([
    [memberId('UTOPIC'), [0]],
    [memberId('URARE'), [1, 2]],
    [memberId('UNEARLY'), [2]],
    [memberId('UNEARLY2'), [2]],
    [memberId('UNEARLY3'), [2]],
    [memberId('UOFTEN'), [3]],
    [memberId('UOFTEN2'), [3]],
    [memberId('UOFTEN3'), [3]],
    ...Array.from({ length: 97 }, (_, n) => [memberId(`USAME${n}`), [3]] as const),
  ])
  const worth = (required: string | null) =>
    matchesOf(found, terms, required).map(({ member, topics, words }) => [member, topics, words])

  it('is worth more by a rare word than by one that many use, and counts what one typed once', () => {
    expect(worth(null).slice(0, 8)).toEqual([
      ['UTOPIC', 1, 0],
      ['URARE', 0, 0.5],
      ['UNEARLY', 0, 0.25],
      ['UNEARLY2', 0, 0.25],
      ['UNEARLY3', 0, 0.25],
      ['UOFTEN', 0, 0.1],
      ['UOFTEN2', 0, 0.1],
      ['UOFTEN3', 0, 0.1],
    ])
  })

  it('is looked for among at most 4,000 people, fewer for each term that matches only nearly', () => {
    const asked = (outright: number, nearly: number) => [
      ...Array.from({ length: outright }, (_, n) => ({
        term: `w:${n}`,
        word: `${n}`,
        worth: WORTH.outright,
      })),
      ...Array.from({ length: nearly }, (_, n) => ({ term: `w:~${n}`, word: `${n}`, worth: WORTH.nearly })),
    ]
    expect(mostOf(asked(1, 2))).toEqual([200, 40, 40])
    expect(mostOf([{ term: '', everybody: true }])).toEqual([200])
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (outright, nearly) => {
        const most = mostOf(asked(outright, nearly))
        expect(most.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(4_000)
        expect(most.every((one) => one >= 5 && one <= 200)).toBe(true)
      }),
    )
  })

  it('needs the topic that was chosen', () => {
    expect(worth('t:topic')).toEqual([['UTOPIC', 1, 0]])
  })
})
