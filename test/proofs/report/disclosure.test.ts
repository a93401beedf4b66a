import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, derive, type Target } from './adversary.ts'
import {
  answers,
  answerThing,
  cellsOf,
  fates,
  type History,
  requestThing,
  sessionThing,
  stretchesOfTime,
  targetsOf,
} from './shown-report.ts'

const RUNS = Number(process.env.DISCLOSURES ?? 2)
const SEED = Number(process.env.DISCLOSURE_SEED ?? Date.now() % 1_000_000)
const FEWEST = 5

const things = stretchesOfTime.flatMap((stretch) => [
  ...fates.map((fate) => requestThing(stretch, fate)),
  sessionThing(stretch),
  ...answers.map((answer) => answerThing(stretch, answer)),
])

/** Mostly little happens, which is where numbers would give people away; sometimes more, so that some are shown. */
const history: fc.Arbitrary<History> = fc
  .tuple(
    fc.constantFrom(0.03, 0.15, 0.5),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(1, 1, 2, 4, 5, 6, 9)), {
      minLength: things.length,
      maxLength: things.length,
    }),
  )
  .map(
    ([density, drawn]) =>
      new Map(
        things.map((thing, at) => [thing, (drawn[at]?.[0] ?? 1) < density ? (drawn[at]?.[1] ?? 0) : 0]),
      ),
  )

const sum = (of: History, target: Target) => target.reduce((total, thing) => total + (of.get(thing) ?? 0), 0)

/** The targets about fewer than five of which no more than one value is possible. */
const givenAway = (of: History, cells: readonly Cell[], targets: readonly Target[]) =>
  targets.flatMap((target) => {
    const truth = sum(of, target)
    if (truth >= FEWEST || target.length === 0) return []
    const { least, most } = derive(cells, target)
    if (truth < least || truth > most)
      throw new Error(`the solver excludes the truth: ${truth}, ${least}–${most}`)
    return most - least < 1 ? [{ target, truth }] : []
  })

describe('from all numbers of all periods', () => {
  it(`no number about fewer than five can be derived (seed ${SEED})`, () => {
    fc.assert(
      fc.property(history, (of) => {
        const [cells, targets] = [cellsOf(of), targetsOf()]
        expect(givenAway(of, cells.requests, targets.requests)).toEqual([])
        expect(givenAway(of, cells.sessions, targets.sessions)).toEqual([])
        expect(givenAway(of, cells.answers, targets.answers)).toEqual([])
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })

  it('one could be, if those that are shown were exact', () => {
    // Seven in the last 90 days, six of them in the last 30: one was before.
    const exact: Cell[] = [
      { counts: ['late', 'early'], shown: null },
      { counts: ['late'], shown: null },
    ]
    const exactly = (shown: number, counts: readonly string[]): Cell[] => [
      { counts, shown: shown - FEWEST + 1 },
      { counts, shown },
    ]
    expect(derive(exact, ['early'])).toEqual({ least: 0, most: 4 })
    expect(derive([...exactly(7, ['late', 'early']), ...exactly(6, ['late'])], ['early'])).toEqual({
      least: 1,
      most: 1,
    })
  })
})
