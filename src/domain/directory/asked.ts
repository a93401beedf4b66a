import type { MemberId, TopicId } from '../ids.ts'
import type { Match } from './order.ts'

/** A term that is searched for, and what it says of somebody who is found by it. */
export type AskedTerm = { term: string } & (
  | { topic: TopicId; worth: number }
  /** `word`: the one that was typed, which may stand for several that are known. */
  | { word: string; worth: number }
  | { everybody: true }
)

/** What matches outright, and what only nearly: part of a topic's name, a longer word, a slip of the keys. */
export const WORTH = { outright: 1, nearly: 0.5 } as const

/** How many are looked at of each term, and of all together: a search costs the same however many are listed. */
const MOST = { outright: 200, nearly: 40, all: 4_000 }

/** How many are looked at of each term: of one that matches only nearly, fewer. */
export const mostOf = (terms: readonly AskedTerm[]): readonly number[] => {
  const isNear = terms.map((term) => 'worth' in term && term.worth < WORTH.outright)
  const near = isNear.filter(Boolean).length
  const nearly = Math.min(MOST.nearly, Math.floor(MOST.all / terms.length))
  const outright = Math.min(MOST.outright, Math.floor((MOST.all - near * nearly) / (terms.length - near)))
  return isNear.map((one) => (one ? nearly : outright))
}

/**
 * How well each of those found matches. A rare word is worth more than one that many use: of two who use it, each gets 1/√2 of its worth, of a hundred a tenth.
 * @param found the members, each with the positions of their terms among those asked
 * @param required a term without which nobody matches
 */
export const matchesOf = (
  found: ReadonlyMap<MemberId, readonly number[]>,
  terms: readonly AskedTerm[],
  required: string | null,
): readonly Match[] => {
  const users = new Map<string, number>()
  const scored = [...found].flatMap(([member, positions]) => {
    const met = positions.flatMap((position) => terms[position] ?? [])
    if (required !== null && !met.some(({ term }) => term === required)) return []
    const topics = new Map<string, number>()
    const words = new Map<string, number>()
    for (const term of met) {
      if ('topic' in term) topics.set(term.topic, Math.max(term.worth, topics.get(term.topic) ?? 0))
      if ('word' in term) words.set(term.word, Math.max(term.worth, words.get(term.word) ?? 0))
    }
    for (const word of words.keys()) users.set(word, (users.get(word) ?? 0) + 1)
    return [{ member, topics, words }]
  })
  return scored.map(({ member, topics, words }) => ({
    member,
    topics: sum([...topics.values()]),
    words: rounded(sum([...words].map(([word, worth]) => worth / Math.sqrt(users.get(word) ?? 1)))),
  }))
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

/** Sums of the same in another order differ in their last digits. */
const rounded = (number: number) => Math.round(number * 1e6) / 1e6
