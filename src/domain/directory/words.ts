import { foldTopic, plainly } from './fold.ts'
import { PROFILE_LIMITS } from './profile.ts'

/** Longer ones are cut off: nobody types them to the end. */
const LONGEST_WORD = 40

const LETTER = '\\p{L}\\p{M}\\p{N}'

/** A word with its apostrophes, the points inside of a number, and what tells C, C++ and C# apart; or an emoji. */
const WORD = new RegExp(
  `[${LETTER}](?:[${LETTER}]|['’](?=\\p{L})|(?<=\\p{N})[.,:](?=\\p{N}))*[+#]*|\\p{Extended_Pictographic}|\\p{Regional_Indicator}{2}`,
  'gu',
)

/** Scripts that put no spaces between words. */
const UNSPACED =
  '\\p{Script=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'gu')
const IS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u')

const wordsIn = (plain: string): string[] =>
  (plain.match(WORD) ?? []).map((word) =>
    [...word.replace(/['’]/gu, '').replace(/[,:]/gu, '.')].slice(0, LONGEST_WORD).join(''),
  )

/** Without spaces, each two neighbouring characters stand for a word; the last one alone is found as a beginning. */
const pairs = (run: string, isSought: boolean): string[] => {
  const characters = [...run]
  const last = isSought && characters.length > 1 ? characters.length - 1 : characters.length
  return characters.slice(0, last).map((_, at) => characters.slice(at, at + 2).join(''))
}

const apart = (word: string, isSought: boolean): string[] =>
  (word.match(RUNS) ?? []).flatMap((run) => (IS_UNSPACED.test(run) ? pairs(run, isSought) : [run]))

/** The words by which a text is found, each once. `Node.js` is found as `node`, `js` and `nodejs`. */
export const wordsToFind = (text: string): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const piece of plainly(text).split(/\s+/u)) {
    const words = wordsIn(piece)
    for (const word of words.flatMap((one) => apart(one, false))) found.add(word)
    const [joined] = words.length > 1 ? wordsIn(words.join('')) : []
    if (joined && !IS_UNSPACED.test(joined)) found.add(joined)
  }
  return found
}

/** What somebody searches for. */
export type Query = {
  /** Its words in their order, at most `MOST.sought`. */
  words: readonly string[]
  /** Each few words in a row as the name of a topic, folded, longest first, with the words that it is made of. */
  names: readonly { folded: string; words: readonly string[] }[]
}

const MOST = { read: 1_500, sought: 8, inName: 4 } as const

export const readQuery = (text: string): Query => {
  const heard = wordsIn(plainly(text.slice(0, MOST.read)))
  const parts = heard.map((word) => apart(word, true))
  const words = [...new Set(parts.flat())]
  const names = new Map<string, readonly string[]>()
  // The name of a topic may be made of signs that are part of no word.
  if (text.length <= PROFILE_LIMITS.topicName) names.set(foldTopic(text), words)
  for (let length = MOST.inName; length > 0; length -= 1) {
    for (let at = 0; at + length <= heard.length; at += 1) {
      const folded = foldTopic(heard.slice(at, at + length).join(' '))
      if (!names.has(folded)) names.set(folded, parts.slice(at, at + length).flat())
    }
  }
  names.delete('')
  return {
    words: mostTelling(words),
    names: [...names].map(([folded, of]) => ({ folded, words: of })),
  }
}

/** Of a longer text the longest words, which say most in any language. */
const mostTelling = (words: readonly string[]): readonly string[] => {
  if (words.length <= MOST.sought) return words
  const kept = new Set([...words].sort((a, b) => weight(b) - weight(a)).slice(0, MOST.sought))
  return words.filter((word) => kept.has(word))
}

const weight = (word: string) => word.length * (IS_UNSPACED.test(word) ? 3 : 1)

/** From here on, a word is also found by its beginning; a single character of scripts without spaces is one. */
export const isBeginning = (typed: string): boolean => typed.length >= 3 || IS_UNSPACED.test(typed)

const CAN_SLIP = /^[\p{L}\p{M}]{3,30}$/u

/** Shorter words are too easily others. */
const SHORTEST_SLIP = 4

/**
 * The word, and what is left of it without one of its letters. Two words that share one of these differ by a letter too
 * many, too few or wrong, or by two that changed places.
 */
export const slipsOf = (word: string): readonly string[] => {
  if (!CAN_SLIP.test(word) || IS_UNSPACED.test(word)) return []
  const letters = [...word]
  if (letters.length < SHORTEST_SLIP) return [word]
  return [...new Set([word, ...letters.map((_, at) => letters.toSpliced(at, 1).join(''))])]
}

/** The same of something typed, where a slip can be told from another word. */
export const slipsTyped = (typed: string): readonly string[] =>
  typed.length < SHORTEST_SLIP ? [] : slipsOf(typed)
