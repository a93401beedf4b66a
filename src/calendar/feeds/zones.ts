import ICAL from 'ical.js'
import { findIana } from 'windows-iana'
import { DAY, HOUR, type Reading, SECOND } from '../../domain/time/time.ts'
import { isZone, type Span, type Spans, type Zone, zoneSpans } from '../../domain/time/zone.ts'

/** Clocks are at most this far from UTC: behind it, and ahead of it. */
export const [FURTHEST_BEHIND, FURTHEST_AHEAD] = [12 * HOUR, 14 * HOUR]

/** Whether it has no zone: it is whatever clocks show to the calendar's owner, or the file names one that nobody knows. */
export const isFloating = (time: ICAL.Time): boolean =>
  time.isDate || time.zone === ICAL.Timezone.localTimezone

/** The time as it is, or that which clocks in the zone show if it has none. */
export const withZone = (time: ICAL.Time, zone: ICAL.Timezone): ICAL.Time => {
  const { year, month, day, hour, minute, second } = time
  return isFloating(time) ? new ICAL.Time({ year, month, day, hour, minute, second }, zone) : time
}

/** What clocks show at a time of a file, whatever zone it names. */
export const readingOf = ({ year, month, day, hour, minute, second }: ICAL.Time): Reading =>
  Date.UTC(year, month - 1, day, hour, minute, second)

/**
 * How far ahead of UTC clocks are when they show that: in a repeated hour as in its first pass, and in a gap as before it
 * (RFC 5545, 3.3.5).
 */
export const offsetShowing = (spans: Spans, reading: Reading): number => {
  const index = spans.findIndex(({ end, offset }) => reading < end + offset)
  const span: Span = spans[index] ?? spans.at(-1) ?? spans[0]
  const before = spans[index - 1]
  return before && reading < span.start + span.offset ? before.offset : span.offset
}

/** A zone of the database that Node has. Its offsets are kept a year at a time: Intl is too slow to be asked for each event. */
class IanaTimezone extends ICAL.Timezone {
  readonly #zone: Zone
  readonly #years = new Map<number, Spans>()
  constructor(tzid: string, zone: Zone) {
    super({ tzid })
    this.#zone = zone
  }
  /** In seconds; `local` is what clocks there show. */
  override utcOffset(local: ICAL.Time): number {
    const { year } = local
    const spans =
      this.#years.get(year) ??
      zoneSpans(this.#zone, Date.UTC(year, 0, 1) - 2 * DAY, Date.UTC(year + 1, 0, 1) + 2 * DAY)
    this.#years.set(year, spans)
    return offsetShowing(spans, readingOf(local)) / SECOND
  }
}

/** `/example.com/20260101_1/Europe/Berlin`: some programs put a path of their own before the name. */
const AFTER_PATH = /^\/.*?\/((?:[A-Z]\w+\/){1,2}[A-Z][\w+-]+)$/

/**
 * `BST` is British or Bangladeshi, and `EST` has summer time in one file and none in the database: what letters mean, only
 * the file that uses them says. These alone are the same everywhere.
 */
const LETTERS = /^(?!(?:UTC|GMT|[CEMW]ET)$)[A-Z]{3,4}$/

/** The zone of the database that a file means by that name, Windows' names included; undefined if it is none of them. */
export const knownZone = (tzid: string): Zone | undefined =>
  LETTERS.test(tzid) ? undefined : [tzid, ...findIana(tzid), AFTER_PATH.exec(tzid)?.[1] ?? ''].find(isZone)

/**
 * Lets times in this file be understood. Of a zone that the database knows, the file's own definition is set aside: those
 * are often out of date. One that defines nothing would pass for UTC.
 */
export const learnZones = (root: ICAL.Component, tzids: Iterable<string>): void => {
  for (const tzid of tzids) {
    const zone = knownZone(tzid)
    if (zone === undefined) continue
    if (!(ICAL.TimezoneService.get(tzid) instanceof IanaTimezone) && tzid !== 'UTC')
      ICAL.TimezoneService.register(new IanaTimezone(tzid, zone), tzid)
  }
  for (const own of root.getAllSubcomponents('vtimezone')) {
    const isEmpty = !own
      .getAllSubcomponents()
      .some((part) => part.hasProperty('tzoffsetto') && part.hasProperty('dtstart'))
    if (isEmpty || knownZone(String(own.getFirstPropertyValue('tzid')))) root.removeSubcomponent(own)
  }
}
