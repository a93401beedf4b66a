/**
 * Measures all sides in turn, A B A B A B, after one round that does not count: a machine is never as fast in the
 * first minute as in the second, and on a shared one no two minutes are alike. @returns each side's median
 */
export const interleaved = (...sides: readonly (() => Promise<number>)[]): Promise<number[]> =>
  inRounds(ROUNDS, ...sides)

/** The same in so many rounds, for what varies more than three of them can tell. */
export const inRounds = async (
  count: number,
  ...sides: readonly (() => Promise<number>)[]
): Promise<number[]> => {
  for (const side of sides) await side()
  return rounds(sides, count)
}

/** Does this many, and returns the rate per second. */
export type Side = (count: number) => Promise<number>

const ROUND_SECONDS = 2

/** The same for rates. The round that does not count does `least`, and shows how many fit the others, up to `most`. */
export const interleavedRates = async (
  sides: readonly Side[],
  { least, most }: { least: number; most: number },
): Promise<number[]> => {
  const sized: (() => Promise<number>)[] = []
  for (const side of sides) {
    const fitting = Math.min(most, Math.max(least, (await side(least)) * ROUND_SECONDS))
    // A multiple of the number in flight.
    const count = Math.ceil(fitting / 8) * 8
    sized.push(() => side(count))
  }
  return rounds(sized, ROUNDS)
}

const rounds = async (sides: readonly (() => Promise<number>)[], count: number): Promise<number[]> => {
  const measured: number[][] = sides.map(() => [])
  for (let round = 0; round < count; round += 1) {
    for (const [at, side] of sides.entries()) measured[at]?.push(await side())
  }
  return measured.map(median)
}

export const ROUNDS = 3

/** @param share 0.5 for the median, 0.99 for the value that one in a hundred exceeds */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)
