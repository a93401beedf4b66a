import type { Availability } from '../../../src/domain/availability/availability.ts'
import type { SlotQuery } from '../../../src/domain/availability/slot-rules.ts'
import type { HourRange } from '../../../src/domain/time/time.ts'

// The rules of spec 3-booking once more, as slowly and plainly as they can be put: this asks Intl what clocks show
// in every single minute, and shares only types with the code under test.

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What clocks show in one minute. */
export type Shown = { instant: number; weekday: keyof Availability['weekly']; date: string; time: string }

const WEEKDAYS: Record<string, Shown['weekday']> = {
  Mon: 'monday',
  Tue: 'tuesday',
  Wed: 'wednesday',
  Thu: 'thursday',
  Fri: 'friday',
  Sat: 'saturday',
  Sun: 'sunday',
}

type ZoneClock = (instant: number) => Shown

const clocks = new Map<string, ZoneClock>()

/** Reads the clocks of a zone through Intl. */
export function clockOf(zone: string): ZoneClock {
  const clock = clocks.get(zone) ?? newClock(zone)
  clocks.set(zone, clock)
  return clock
}

function newClock(zone: string): ZoneClock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (instant) => {
    // Sun, 14/03/2027, 03:00
    const text = format.format(instant)
    const weekday = WEEKDAYS[text.slice(0, 3)]
    if (!weekday || text.length !== 22) throw new Error(`unexpected ${text}`)
    const date = `${text.slice(11, 15)}-${text.slice(8, 10)}-${text.slice(5, 7)}`
    return { instant, weekday, date, time: text.slice(17) }
  }
}

/** Every minute from `from` to `until`. */
export function minutesBetween(zone: string, from: number, until: number): Shown[] {
  const clock = clockOf(zone)
  const minutes: Shown[] = []
  for (let at = Math.ceil(from / MINUTE) * MINUTE; at <= until; at += MINUTE) minutes.push(clock(at))
  return minutes
}

const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * 24 * HOUR).toISOString().slice(0, 10)

function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00Z`).getUTCDay()
  return plusDays(date, weekday === 0 ? -6 : 1 - weekday)
}

function byDateOf(minutes: readonly Shown[]): Map<string, Shown[]> {
  const dates = new Map<string, Shown[]>()
  for (const minute of minutes) {
    const known = dates.get(minute.date)
    if (known) known.push(minute)
    else dates.set(minute.date, [minute])
  }
  return dates
}

/** Starts of slots by the weekly hours alone, in no particular order. */
function hoursOnly(minutes: readonly Shown[], availability: Availability): Shown[] {
  const starts: Shown[] = []
  const byDate = byDateOf(minutes)
  for (const [date, ofDate] of byDate) {
    const first = ofDate[0]
    if (!first) continue
    for (const range of availability.weekly[first.weekday]) {
      const midnight = (byDate.get(plusDays(date, 1)) ?? []).filter(({ time }) => time === '00:00')
      const candidates = range.to === '24:00' ? [...ofDate, ...midnight] : ofDate
      const within = candidates.filter((minute) => isWithin(minute, date, range))
      within.sort((a, b) => a.instant - b.instant)
      starts.push(...cut(within, availability.sessionMinutes))
    }
  }
  return starts
}

function isWithin(minute: Shown, date: string, range: HourRange): boolean {
  if (minute.date !== date) return true
  return range.from <= minute.time && minute.time <= range.to
}

/** Cuts runs of consecutive minutes, from the beginning of each, into slots that end on a minute of the same run. */
function cut(minutes: readonly Shown[], length: number): Shown[] {
  const starts: Shown[] = []
  let [run, sinceStart] = [undefined as Shown | undefined, 0]
  let previous = Number.NaN
  for (const minute of minutes) {
    if (run === undefined || minute.instant !== previous + MINUTE) [run, sinceStart] = [minute, 0]
    else sinceStart++
    if (sinceStart === length) {
      starts.push(run)
      ;[run, sinceStart] = [minute, 0]
    }
    previous = minute.instant
  }
  return starts
}

/** Slots that start in those minutes, which must begin a day before `query.now` and last one slot longer. */
export function bruteForceSlots(
  minutes: readonly Shown[],
  query: SlotQuery,
): { start: number; end: number }[] {
  const { availability, now, mentorBusy, menteeBusy, mentorSessionStarts } = query
  const { zone, sessionMinutes, bufferBeforeMinutes, bufferAfterMinutes, weeklyCap } = availability
  const clock = clockOf(zone)
  const weeks = mentorSessionStarts.map((start) => mondayOf(clock(start).date))
  return hoursOnly(minutes, availability)
    .filter(({ instant: start, date }) => {
      const end = start + sessionMinutes * MINUTE
      if (start <= now || start - now < availability.leadMinutes * MINUTE) return false
      if (start - now > availability.horizonDays * 24 * HOUR) return false
      if (availability.daysOff.some(({ from, to }) => from <= date && date <= to)) return false
      const [widenedStart, widenedEnd] = [
        start - bufferBeforeMinutes * MINUTE,
        end + bufferAfterMinutes * MINUTE,
      ]
      if (mentorBusy.some((busy) => busy.start < widenedEnd && widenedStart < busy.end)) return false
      if (menteeBusy.some((busy) => busy.start < end && start < busy.end)) return false
      return weeklyCap === null || weeks.filter((week) => week === mondayOf(date)).length < weeklyCap
    })
    .map(({ instant }) => ({ start: instant, end: instant + sessionMinutes * MINUTE }))
    .sort((a, b) => a.start - b.start)
}
