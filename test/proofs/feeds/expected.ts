import { DAY, HOUR, type Instant, type Interval, MINUTE } from '../../../src/domain/time/time.ts'

/** What a clock on the wall shows, as if it were UTC. */
export type Wall = number

/** A rule in parts, as RFC 5545, 3.3.10 names them; `byday` as `MO` or `-1FR`. */
export type Rule = {
  freq: 'SECONDLY' | 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval?: number
  count?: number
  /** In UTC. */
  until?: Instant
  wkst?: string
  bymonth?: number[]
  bymonthday?: number[]
  byyearday?: number[]
  byday?: string[]
  byhour?: number[]
  byminute?: number[]
  bysecond?: number[]
  bysetpos?: number[]
}

export const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

const formats = new Map<string, Intl.DateTimeFormat>()
/** Ahead of UTC. Clocks change at quarters of an hour, so each has one answer, which is kept: Intl is slow. */
const offsets = new Map<string, number>()
const shown = (at: Instant, zone: string): Wall => {
  const quarter = Math.floor(at / (15 * MINUTE)) * 15 * MINUTE
  const offset = offsets.get(`${zone} ${quarter}`) ?? shownByIntl(quarter, zone) - quarter
  offsets.set(`${zone} ${quarter}`, offset)
  return at + offset
}

const shownByIntl = (at: Instant, zone: string): Wall => {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      ...{
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      },
    })
  formats.set(zone, format)
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** When clocks in the zone show that: at the first of two times, and in a gap by the clock as it was before it. */
export const instantIn = (zone: string, wall: Wall): Instant => {
  const around = [wall - DAY, wall + DAY].map((at) => shown(at, zone) - at)
  const [before = 0] = around
  const found = around.map((offset) => wall - offset).find((at) => shown(at, zone) === wall)
  return found ?? wall - before
}

const fields = (wall: Wall) => {
  const at = new Date(wall)
  const year = at.getUTCFullYear()
  const first = Date.UTC(year, 0, 1)
  const days = (Date.UTC(year + 1, 0, 1) - first) / DAY
  const month = at.getUTCMonth()
  return {
    ...{ year, month: month + 1, days },
    day: at.getUTCDate(),
    daysInMonth: new Date(Date.UTC(year, month + 1, 0)).getUTCDate(),
    yearday: Math.floor((wall - first) / DAY) + 1,
    weekday: WEEKDAYS[at.getUTCDay()] ?? '',
  }
}

const fromEnd = (place: number, of: number) => (place < 0 ? of + place + 1 : place)

/** Whether a day fulfils the parts that name days; those that are missing are taken from the start. */
const isMeant = (day: Wall, start: Wall, rule: Rule): boolean => {
  const { freq, bymonth, bymonthday, byyearday, byday } = rule
  const [is, was] = [fields(day), fields(start)]
  if (bymonth && !bymonth.includes(is.month)) return false
  if (bymonthday && !bymonthday.some((one) => fromEnd(one, is.daysInMonth) === is.day)) return false
  if (byyearday && !byyearday.some((one) => fromEnd(one, is.days) === is.yearday)) return false
  if (byday && !byday.some((one) => isWeekday(one, is, freq === 'MONTHLY' || bymonth !== undefined)))
    return false
  if (bymonthday || byyearday || byday) return true
  if (freq === 'WEEKLY') return is.weekday === was.weekday
  if (freq === 'MONTHLY') return is.day === was.day
  if (freq === 'YEARLY') return is.day === was.day && (bymonth !== undefined || is.month === was.month)
  return true
}

const isWeekday = (named: string, is: ReturnType<typeof fields>, ofMonth: boolean): boolean => {
  const [place, weekday] = [Number(named.slice(0, -2)), named.slice(-2)]
  if (weekday !== is.weekday) return false
  if (place === 0) return true
  const [day, days] = ofMonth ? [is.day, is.daysInMonth] : [is.yearday, is.days]
  return place > 0 ? Math.ceil(day / 7) === place : Math.ceil((days - day + 1) / 7) === -place
}

/** Which period a day is in, counted from that of the start. */
const periodOf = (day: Wall, start: Wall, { freq, wkst = 'MO' }: Rule): number => {
  const [is, was] = [fields(day), fields(start)]
  if (freq === 'YEARLY') return is.year - was.year
  if (freq === 'MONTHLY') return (is.year - was.year) * 12 + is.month - was.month
  const today = Math.floor(start / DAY)
  if (freq !== 'WEEKLY') return Math.floor(day / DAY) - today
  // The first of January 1970 was a Thursday.
  const week = (at: number) => Math.floor((at + 4 - WEEKDAYS.indexOf(wkst)) / 7)
  return week(Math.floor(day / DAY)) - week(today)
}

const STEP = { SECONDLY: 1_000, MINUTELY: MINUTE, HOURLY: HOUR } as const

/** Times of day that a rule names, for the days that it names. */
const timesOn = (day: Wall, start: Wall, rule: Rule): Wall[] => {
  const was = new Date(start)
  const fits = (given: number[] | undefined, value: number) => given === undefined || given.includes(value)
  if (rule.freq === 'HOURLY' || rule.freq === 'MINUTELY' || rule.freq === 'SECONDLY') {
    const step = STEP[rule.freq] * (rule.interval ?? 1)
    const found: Wall[] = []
    for (let at = start + Math.max(0, Math.ceil((day - start) / step)) * step; at < day + DAY; at += step) {
      const is = new Date(at)
      if (
        fits(rule.byhour, is.getUTCHours()) &&
        fits(rule.byminute, is.getUTCMinutes()) &&
        fits(rule.bysecond, is.getUTCSeconds())
      )
        found.push(at)
    }
    return found
  }
  const hours = rule.byhour ?? [was.getUTCHours()]
  const minutes = rule.byminute ?? [was.getUTCMinutes()]
  const seconds = rule.bysecond ?? [was.getUTCSeconds()]
  return hours
    .flatMap((h) => minutes.flatMap((m) => seconds.map((s) => day + h * HOUR + m * MINUTE + s * 1_000)))
    .sort((a, b) => a - b)
}

/** Every repetition up to a day, by going through all days and asking of each whether it is meant. */
export const repetitions = (
  start: Wall,
  rule: Rule,
  until: Wall,
  instantOf: (wall: Wall) => Instant,
): Wall[] => {
  const byPeriod = new Map<number, Wall[]>()
  const isDaily = !(rule.freq in STEP)
  const firstDay = Math.floor(start / DAY) * DAY
  // Places in a set are counted from the beginning of its period, which may lie before the start.
  for (let day = firstDay - 366 * DAY; day <= until; day += DAY) {
    const period = periodOf(day, start, rule)
    if (period < 0 || (isDaily && period % (rule.interval ?? 1) !== 0)) continue
    if (isMeant(day, start, rule))
      byPeriod.set(period, [...(byPeriod.get(period) ?? []), ...timesOn(day, start, rule)])
  }
  const all = [...byPeriod.values()].flatMap((set) =>
    rule.bysetpos
      ? set.filter((_, n) => rule.bysetpos?.some((place) => fromEnd(place, set.length) === n + 1))
      : set,
  )
  const from = all.filter((at) => at >= start).sort((a, b) => a - b)
  const kept = from.filter((at) => rule.until === undefined || instantOf(at) <= rule.until)
  return rule.count === undefined ? kept : kept.slice(0, rule.count)
}

/** In order and apart, and only what lies in the window. */
export const united = (intervals: readonly Interval[], { start, end }: Interval): Interval[] => {
  const inside = intervals
    .map((one) => ({ start: Math.max(one.start, start), end: Math.min(one.end, end) }))
    .filter((one) => one.start < one.end)
    .sort((a, b) => a.start - b.start)
  const found: Interval[] = []
  for (const one of inside) {
    const last = found.at(-1)
    if (last && one.start <= last.end) last.end = Math.max(last.end, one.end)
    else found.push({ ...one })
  }
  return found
}
