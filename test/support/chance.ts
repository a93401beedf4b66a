/** Mulberry32: the same draws for the same seed on every machine. */
export const chance = (seed: number) => {
  let state = seed >>> 0
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const upTo = (limit: number) => Math.floor(draw() * limit)
  return {
    draw,
    /** 0 to limit - 1. */
    upTo,
    one: <T>(from: readonly T[]): T => {
      const found = from[upTo(from.length)]
      if (found === undefined) throw new Error('there is nothing to draw from')
      return found
    },
    shuffled: <T>(from: readonly T[]): T[] =>
      from
        .map((one) => [draw(), one] as const)
        .sort(([a], [b]) => a - b)
        .map(([, one]) => one),
  }
}

export type Chance = ReturnType<typeof chance>
