import { type Constraint, type Model, solve } from 'yalps'

/** A number of a report: the things that it counts, each by its name, and what the report shows of it. */
export type Cell = { counts: readonly string[]; shown: number | null }

/** Something that somebody would like to know: a sum of things. */
export type Target = readonly string[]

const FIVE = 5

/**
 * What somebody can derive who knows every number that is shown, how they are rounded, and that each thing was done by
 * somebody else, so that “fewer than 5” means four at most: the least and the most that a sum can be, in whole numbers.
 */
export const derive = (cells: readonly Cell[], target: Target): { least: number; most: number } => {
  const things = [...new Set([...cells.flatMap(({ counts }) => counts), ...target])]
  const constraints = new Map<string, Constraint>(
    cells.map(({ shown }, index) => [
      `cell ${index}`,
      shown === null ? { max: FIVE - 1 } : { min: shown, max: shown + FIVE - 1 },
    ]),
  )
  const variables = new Map(
    things.map((thing) => {
      const row = new Map<string, number>([['target', target.filter((one) => one === thing).length]])
      cells.forEach(({ counts }, index) => {
        if (counts.includes(thing)) row.set(`cell ${index}`, 1)
      })
      return [thing, row] as const
    }),
  )
  const bound = (direction: 'minimize' | 'maximize') => {
    const model: Model = { direction, objective: 'target', constraints, variables, integers: true }
    const solution = solve(model, { timeout: 10_000 })
    if (solution.status === 'unbounded') return Number.POSITIVE_INFINITY
    if (solution.status !== 'optimal') throw new Error(`the solver says: ${solution.status}`)
    return solution.result
  }
  return { least: Math.round(bound('minimize')), most: Math.round(bound('maximize')) }
}
