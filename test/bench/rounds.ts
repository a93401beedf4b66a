/** The medians of both sides. */
export type Measured = { ours: number; baseline: number }

/**
 * Measures both sides in turn, A B A B A B, after one round that nobody counts: a machine is never as fast in the
 * first minute as in the second, and on a shared one no two minutes are alike.
 */
export const interleaved = async (
  ours: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<Measured> => {
  await ours()
  await baseline()
  return rounds(ours, baseline)
}

/** Does so many, and tells how many a second that were. */
export type Side = (count: number) => Promise<number>

const ROUND_SECONDS = 2

/** The same for rates: the round that nobody counts, of `least`, tells how many fit into the others, at most `most`. */
export const interleavedRates = async (
  ours: Side,
  baseline: Side,
  { least, most }: { least: number; most: number },
): Promise<Measured> => {
  // A multiple of whatever is in flight.
  const fitting = (rate: number) => Math.ceil(Math.min(most, Math.max(least, rate * ROUND_SECONDS)) / 16) * 16
  const [mine, others] = [fitting(await ours(least)), fitting(await baseline(least))]
  return rounds(
    () => ours(mine),
    () => baseline(others),
  )
}

const rounds = async (ours: () => Promise<number>, baseline: () => Promise<number>): Promise<Measured> => {
  const sides: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] }
  for (let round = 0; round < ROUNDS; round += 1) {
    sides.ours.push(await ours())
    sides.baseline.push(await baseline())
  }
  return { ours: median(sides.ours), baseline: median(sides.baseline) }
}

export const ROUNDS = 3

/** @param share 0.5 for the middle, 0.99 for what one in a hundred exceeds */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)
