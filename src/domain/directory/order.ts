import type { MemberId } from '../ids.ts'
import { HOUR, type Instant } from '../time/time.ts'
import { offsetAt, type Zone } from '../time/zone.ts'
import { type Reader, shuffled } from './shuffle.ts'

/** How well somebody listed matches what was asked: by topics first, then by words. */
export type Match = { member: MemberId; topics: number; words: number }

/** Hours of a day, of the 12 of each, in which clocks at both places show 08:00–20:00. */
export const commonHoursWith = (own: Zone, now: Instant): ((other: Zone) => number) => {
  const here = offsetAt(now, own)
  // Many people share few zones, and each question to Intl takes a microsecond.
  const known = new Map<Zone, number>()
  return (other) => {
    const before = known.get(other)
    if (before !== undefined) return before
    const apart = (Math.abs(here - offsetAt(now, other)) / HOUR) % 24
    const hours = Math.floor(12 - Math.min(apart, 24 - apart))
    known.set(other, hours)
    return hours
  }
}

/** Those that match equally well, best first. */
export const byMatch = (matches: readonly Match[]): readonly (readonly Match[])[] => {
  const groups = new Map<string, Match[]>()
  for (const match of matches) {
    const key = `${match.topics} ${match.words}`
    const group = groups.get(key)
    if (group) group.push(match)
    else groups.set(key, [match])
  }
  return [...groups.values()].sort(([a], [b]) => (a && b ? b.topics - a.topics || b.words - a.words : 0))
}

/** Of those that match equally well: the ones with more common hours first, equals shuffled. */
export const byHours = <T extends { member: MemberId; hours: number }>(
  equals: readonly T[],
  reader: Reader,
): readonly T[] => {
  const hours = [...new Set(equals.map((one) => one.hours))].sort((a, b) => b - a)
  return hours.flatMap((some) =>
    shuffled(
      equals.filter((one) => one.hours === some),
      reader,
    ),
  )
}

/** Whether somebody can say yes soon; if not, what keeps them. */
export type Chance = 'free' | 'no_time' | 'full'

const CHANCES: readonly Chance[] = ['free', 'no_time', 'full']

/** Puts first those who can say yes, and last those who are full; otherwise the order stays. */
export const likeliestFirst = <T extends { chance: Chance }>(ordered: readonly T[]): readonly T[] =>
  CHANCES.flatMap((chance) => ordered.filter((one) => one.chance === chance))
