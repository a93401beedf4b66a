import type { MemberId } from '../ids.ts'
import type { PlainDate } from '../time/time.ts'

/** Who looks, and on which day of their calendar. `number`: of the members in the order in which the app met them. */
export type Reader = { member: MemberId; number: number; day: PlainDate }

/** Murmur's finaliser over FNV-1a, 32 bits: evenly spread, and the same in every process. */
const hash = (text: string): number => {
  let h = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const WHOLE = 2 ** 32

/** Multiples of these, less whole numbers, leave the most even gaps, however many readers there are. */
const STEPS = { first: (Math.sqrt(5) - 1) / 2, lot: Math.SQRT2 - 1 }

/** From 0 to 1, evenly spread over the readers of one day. */
const phase = ({ number, day }: Reader, what: keyof typeof STEPS): number =>
  (number * STEPS[what] + hash(`${day} ${what}`) / WHOLE) % 1

/** The lot at which the reader enters what is listed: a 32-bit integer, as `listings.lot`. */
export const lotOf = (reader: Reader): number => Math.floor(phase(reader, 'lot') * WHOLE) - WHOLE / 2

/**
 * An order of equals that one reader sees all day. The first is dealt: readers take turns, so that everybody is first
 * about equally often; by chance alone, the luckiest of 40 would be first thrice as often as the unluckiest among 1,000
 * readers. The others follow by chance. (To rotate one shuffled ring would deal them too, but a mentor behind some who
 * have no time would inherit the turns of all of these, and one who joins would move everybody.)
 */
export const shuffled = <T extends { member: MemberId }>(
  equals: readonly T[],
  reader: Reader,
): readonly T[] => {
  const sorted = (key: (member: MemberId) => string) =>
    equals
      .map((one) => ({ one, place: hash(key(one.member)) }))
      .sort((a, b) => a.place - b.place || (a.one.member < b.one.member ? -1 : 1))
      .map(({ one }) => one)
  const ring = sorted((member) => `${reader.day} ${member}`)
  const first = ring[Math.floor(phase(reader, 'first') * ring.length)]
  const byChance = sorted((member) => `${reader.day} ${reader.member} ${member}`)
  return first ? [first, ...byChance.filter((one) => one !== first)] : []
}
