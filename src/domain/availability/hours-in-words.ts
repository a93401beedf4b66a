import { type HourRange, WEEKDAYS, type Weekday } from '../time/time.ts'
import type { Zone } from '../time/zone.ts'
import type { Availability, WeeklyHours } from './availability.ts'
import { printHours } from './typed-hours.ts'

/** Days with the same hours, in week order. */
export type DayGroup = { days: Weekday[]; ranges: readonly HourRange[] }

/** The words `hoursInWords` is built from, so that it can be translated. */
export type HoursWords = {
  days: Readonly<Record<Weekday, string>>
  everyDay: string
  none: string
  and: string
  /** From the first to the last of three or more consecutive days. */
  through: (first: string, last: string) => string
  zone: (zone: Zone) => string
}

/** Groups the days that have the same hours, ordered by each group's first day; days without hours are left out. */
export function groupDays(weekly: WeeklyHours): DayGroup[] {
  const groups = new Map<string, DayGroup>()
  for (const day of WEEKDAYS) {
    const ranges = weekly[day]
    if (ranges.length === 0) continue
    const printed = printHours(ranges)
    const group = groups.get(printed)
    if (group) group.days.push(day)
    else groups.set(printed, { days: [day], ranges })
  }
  return [...groups.values()]
}

/** `Mondays to Fridays 09:00–17:00, Berlin time`. */
export function hoursInWords(
  { weekly, zone }: Pick<Availability, 'weekly' | 'zone'>,
  words: HoursWords,
): string {
  const groups = groupDays(weekly)
  if (groups.length === 0) return words.none
  const said = groups.map(({ days, ranges }) => `${daysInWords(days, words)} ${printHours(ranges)}`)
  return `${said.join('; ')}, ${words.zone(zone)}`
}

function daysInWords(days: readonly Weekday[], words: HoursWords): string {
  if (days.length === WEEKDAYS.length) return words.everyDay
  const said = runsOf(days).flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)]
    if (run.length < 3 || !first || !last) return run.map((day) => words.days[day])
    return [words.through(words.days[first], words.days[last])]
  })
  const last = said.pop() ?? ''
  return said.length === 0 ? last : `${said.join(', ')} ${words.and} ${last}`
}

/** Splits days into runs of consecutive ones. */
function runsOf(days: readonly Weekday[]): Weekday[][] {
  const runs: Weekday[][] = []
  for (const day of days) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (run && before && WEEKDAYS.indexOf(day) === WEEKDAYS.indexOf(before) + 1) run.push(day)
    else runs.push([day])
  }
  return runs
}
