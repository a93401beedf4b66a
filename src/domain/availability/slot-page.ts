import { DAY, type Instant, type Interval, MINUTE } from '../time/time.ts'
import type { SlotQuery } from './slot-rules.ts'
import { type FreeTimes, freeTimes } from './slots.ts'

/** `isOdd`: early or late for the other side. */
export type Slot = Interval & { isOdd: boolean }

/** The start of a page's first slot; null for the first page. */
export type PageStart = Instant | null

/** Some of the free times, in the order they are offered, and where the previous and next pages begin, if there are any. */
export type SlotPage = {
  slots: readonly Slot[]
  earlier: PageStart | undefined
  later: PageStart | undefined
}

export type PageAsked = {
  from: PageStart
  size: number
  /** Null if no time counts as odd. */
  isUsual: ((slot: Interval) => boolean) | null
  /** A time to leave out: the current time of a session being moved. */
  except: Instant | null
}

/** The free times are gone through in steps of it, and no further than a page needs. */
const STEP = 7 * DAY

/**
 * One page of the free times: the usual ones, then the odd ones, each soonest first. If the page's first slot has been
 * taken since, the page begins with the next one.
 */
export function slotPage(query: SlotQuery, asked: PageAsked): SlotPage {
  const { from, size, isUsual } = asked
  const free = freeTimes(query)
  const at = from ?? free.first
  const length = query.availability.sessionMinutes * MINUTE
  const startsOdd = from !== null && isUsual !== null && !isUsual({ start: from, end: from + length })
  const usual = (slots: Iterable<Interval>) => chosenOf(slots, false, asked)
  const odd = (slots: Iterable<Interval>) => (isUsual ? chosenOf(slots, true, asked) : [])
  const ahead = startsOdd
    ? odd(onwards(free, at))
    : inTurn(usual(onwards(free, at)), odd(onwards(free, free.first)))
  const behind = startsOdd
    ? inTurn(odd(backwards(free, at)), usual(backwards(free, free.end)))
    : usual(backwards(free, at))
  const slots = take(size + 1, ahead)
  if (slots.length === 0 && from !== null) return slotPage(query, { ...asked, from: null })
  const before = take(size + 1, behind)
  return {
    slots: slots.slice(0, size),
    earlier: before.length > size ? before[size - 1]?.start : before.length > 0 ? null : undefined,
    later: slots[size]?.start,
  }
}

function* onwards({ first, end, between }: FreeTimes, from: Instant): Generator<Interval> {
  for (let at = Math.max(from, first); at < end; at += STEP) yield* between(at, at + STEP)
}

function* backwards({ first, end, between }: FreeTimes, until: Instant): Generator<Interval> {
  for (let at = Math.min(until, end); at > first; at -= STEP) yield* between(at - STEP, at).reverse()
}

function* chosenOf(
  slots: Iterable<Interval>,
  isOdd: boolean,
  { isUsual, except }: Pick<PageAsked, 'isUsual' | 'except'>,
): Generator<Slot> {
  for (const { start, end } of slots) {
    const suits = !isUsual || isUsual({ start, end }) !== isOdd
    if (suits && start !== except) yield { start, end, isOdd }
  }
}

function* inTurn<T>(...parts: Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part
}

function take<T>(count: number, items: Iterable<T>): T[] {
  const taken: T[] = []
  for (const item of items) {
    taken.push(item)
    if (taken.length === count) break
  }
  return taken
}
