/** Levenshtein's distance, of the first 40 characters. */
export const distance = (from: string, to: string): number => {
  const target = [...to.slice(0, LONGEST)]
  let row = [...Array(target.length + 1).keys()]
  for (const [i, a] of [...from.slice(0, LONGEST)].entries()) {
    const next = [i + 1]
    for (const [j, b] of target.entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (a === b ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

const LONGEST = 40

/** A slip of the keys: one in short words, a third of the letters in long ones. */
export const isSlipOf = (typed: string, word: string): boolean =>
  Math.abs(typed.length - word.length) <= slips(word) && distance(typed, word) <= slips(word)

const slips = (word: string) => Math.max(1, Math.floor(word.length / 3))
