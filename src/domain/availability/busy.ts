import type { Instant, Interval } from '../time/time.ts'

/** Separate intervals, sorted by start. */
export type Calendar = { readonly apart: readonly Interval[] }

/**
 * A member's sessions that touch the time between `from` and `until`. Sessions may come in any order and may overlap
 * (buffers do). One pass over them all; only the ones that matter are sorted.
 */
export function calendarOf(busy: readonly Interval[], from: Instant, until: Instant): Calendar {
  const near = busy.filter(({ start, end }) => start < until && end > from && start < end)
  const apart: Interval[] = []
  for (const { start, end } of near.sort((a, b) => a.start - b.start)) {
    const last = apart.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else apart.push({ start, end })
  }
  return { apart }
}

/** Whether a half-open interval overlaps any of that time. */
export function isTaken({ apart }: Calendar, start: Instant, end: Instant): boolean {
  let [low, high] = [0, apart.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((apart[middle]?.start ?? end) < end) low = middle + 1
    else high = middle
  }
  const lastBefore = apart[low - 1]
  return lastBefore !== undefined && lastBefore.end > start
}
