import ICAL from 'ical.js'
import { DAY, type Instant, type Interval, type Reading, SECOND } from '../../domain/time/time.ts'
import { MOST_OCCURRENCES, type Occurrence } from '../occurrence.ts'
import { checkRepetition } from './repetition.ts'
import { FURTHEST_AHEAD, FURTHEST_BEHIND, isFloating, readingOf, withZone } from './zones.ts'

/** More events in the window, or more steps on the way to it, than a calendar of a person has. */
export class TooMany extends Error {}

/** Repetitions that may be counted through, most of which are over. */
const MOST_STEPS = 300_000

type Found = { occurrences: Occurrence[]; unclear: number }
/** `isLost`: the event at hand names a zone that nobody knows. */
type Search = Found & { window: Interval; steps: number; isLost: boolean }

/**
 * Every time at which the file's owner is busy and that may touch the window.
 * @throws TooMany
 * @throws Error if an event is not said to begin at any time
 */
export const occurrencesOf = (root: ICAL.Component, window: Interval, ours: ReadonlySet<string>): Found => {
  const search: Search = { occurrences: [], unclear: 0, window, steps: 0, isLost: false }
  for (const series of seriesIn(root)) if (!ours.has(series.uid)) expandSeries(series, search)
  for (const published of root.getAllSubcomponents('vfreebusy')) addPublished(published, search)
  return { occurrences: search.occurrences, unclear: search.unclear }
}

/** An event with one UID: as it repeats, and the repetitions that were changed. */
type Series = { uid: string; masters: ICAL.Component[]; changed: ICAL.Component[] }

const seriesIn = (root: ICAL.Component): Iterable<Series> => {
  const byUid = new Map<string, Series>()
  for (const [index, event] of root.getAllSubcomponents('vevent').entries()) {
    const given = event.getFirstPropertyValue('uid')
    const uid = typeof given === 'string' ? given : `${index}`
    const series = byUid.get(uid) ?? { uid, masters: [], changed: [] }
    byUid.set(uid, series)
    const into = event.hasProperty('recurrence-id') ? series.changed : series.masters
    into.push(event)
  }
  return byUid.values()
}

const expandSeries = ({ masters, changed }: Series, search: Search): void => {
  search.isLost = [...masters, ...changed].some(namesLostZone)
  const ranged = changed.some((event) => event.getFirstProperty('recurrence-id')?.getParameter('range'))
  for (const event of changed) if (isBusy(event)) orFromThenOn(event, search, () => addOnce(event, search))
  for (const event of masters)
    if (isBusy(event) || ranged) orFromThenOn(event, search, () => addRepeated(event, changed, search))
}

const isBusy = (event: ICAL.Component): boolean =>
  text(event, 'status') !== 'CANCELLED' && text(event, 'transp') !== 'TRANSPARENT'

const text = (event: ICAL.Component, name: string): string =>
  String(event.getFirstPropertyValue(name) ?? '').toUpperCase()

/** What is not understood of an event makes it busy from its start on, for good. */
const orFromThenOn = (event: ICAL.Component, search: Search, expand: () => void): void => {
  const before = search.occurrences.length
  try {
    expand()
  } catch (error) {
    if (error instanceof TooMany) throw error
    const start = startOf(event)
    search.occurrences.length = before
    search.unclear += 1
    search.occurrences.push({
      start: placed(start) - (isFloating(start) ? FURTHEST_AHEAD : 0),
      end: search.window.end,
      floats: { start: false, end: false },
    })
  }
}

const startOf = (event: ICAL.Component): ICAL.Time => timeIn(event, 'dtstart')

const timeIn = (event: ICAL.Component, name: string): ICAL.Time => {
  const property = event.getFirstProperty(name)
  const value: unknown = property?.getFirstValue()
  if (!(value instanceof ICAL.Time)) throw new Error(`no time in ${name}`)
  const [, , , written] = property?.toJSON() ?? []
  // A date that is none, such as the 31st of April, would have become another one.
  if (Number.isNaN(readingOf(value)) || !String(written).startsWith(value.toString().slice(0, 10)))
    throw new Error(`no such time in ${name}`)
  return value
}

const addOnce = (event: ICAL.Component, search: Search): void => {
  const start = startOf(event)
  const end = endOf(event, start)
  add(search, start, end, lengthOf(event, start, end))
}

/**
 * Of an event in a zone, in milliseconds. Where clocks change while it lasts, `ical.js` goes by what they show; but hours are
 * hours, also where only the first of its repetitions says when it ends (RFC 5545, 3.3.6 and 3.8.5.3).
 */
const lengthOf = (event: ICAL.Component, start: ICAL.Time, end: ICAL.Time): number => {
  const duration: unknown = event.getFirstPropertyValue('duration')
  if (duration instanceof ICAL.Duration)
    return duration.days > 0 || duration.weeks > 0 ? 0 : duration.toSeconds() * SECOND
  return isFloating(start) || isFloating(end) ? 0 : placed(end) - placed(start)
}

/** RFC 5545, 3.6.1: without an end, an event on a date takes that day, and one at a time no time at all. */
const endOf = (event: ICAL.Component, start: ICAL.Time): ICAL.Time => {
  if (event.hasProperty('dtend')) {
    const given = timeIn(event, 'dtend')
    const namesZone = event.getFirstProperty('dtstart')?.getParameter('tzid') !== undefined
    // Whether it lasts at all is different from place to place.
    if (isFloating(start) && !namesZone && !isFloating(given)) throw new Error('only its end has a zone')
    const end = isFloating(start) || given.isDate ? given : withZone(given, start.zone)
    if (end.compare(start) < 0) throw new Error('it ends before it starts')
    // Some programs write the last day instead of the day after it.
    if (!(start.isDate && end.isDate && end.compare(start) === 0)) return end
  }
  const end = start.clone()
  const duration: unknown = event.getFirstPropertyValue('duration')
  if (duration instanceof ICAL.Duration) {
    if (duration.isNegative) throw new Error('it ends before it starts')
    end.addDuration(duration)
  } else if (event.hasProperty('duration')) throw new Error('no duration')
  else if (start.isDate) end.adjust(1, 0, 0, 0)
  return end
}

const addRepeated = (component: ICAL.Component, changed: readonly ICAL.Component[], search: Search): void => {
  const start = startOf(component)
  // Checked before it is used: it is the length of every repetition.
  const length = lengthOf(component, start, endOf(component, start))
  checkRepetition(component, start)
  const event = new ICAL.Event(component, { exceptions: [], strictExceptions: false })
  for (const one of changed) event.relateException(one)
  const put = (at: ICAL.Time) => addUnlessChanged(event, at, length, search)
  if (!event.isRecurring()) {
    put(start)
    return
  }
  const iterator = event.iterator()
  const horizon = search.window.end + 2 * DAY
  // The start counts even where the rule does not name it.
  let isMissing = !isExcluded(component, start)
  // A repetition that was moved to before the horizon from behind it was added by itself.
  for (let at = iterator.next(); at && placed(at) <= horizon; at = iterator.next()) {
    if (++search.steps > MOST_STEPS) throw new Error('too many repetitions')
    if (at.compare(start) === 0) isMissing = false
    put(at)
  }
  if (isMissing) put(start)
}

const isExcluded = (component: ICAL.Component, start: ICAL.Time): boolean =>
  component
    .getAllProperties('exdate')
    .flatMap((property) => property.getValues())
    .some(
      (value: unknown) =>
        value instanceof ICAL.Time &&
        (value.isDate ? value.compareDateOnlyTz(start, start.zone) : value.compare(start)) === 0,
    )

const addUnlessChanged = (event: ICAL.Event, at: ICAL.Time, length: number, search: Search): void => {
  const { item, startDate, endDate } = event.getOccurrenceDetails(at)
  // One that was changed was added as it is now; but `RANGE=THISANDFUTURE` changes those that follow too.
  const isChanged = item.isRecurrenceException()
  const isItself = isChanged && item.recurrenceId.compare(at) === 0
  if (!isItself && isBusy(item.component))
    add(
      search,
      startDate,
      endDate,
      isChanged ? lengthOf(item.component, item.startDate, item.endDate) : length,
    )
}

const namesLostZone = (event: ICAL.Component): boolean =>
  ['dtstart', 'dtend', 'rdate'].some((name) =>
    event
      .getAllProperties(name)
      .some(
        (property) =>
          property.getParameter('tzid') !== undefined &&
          property
            .getValues()
            .some((value: unknown) => value instanceof ICAL.Time && !value.isDate && isFloating(value)),
      ),
  )

const placed = (time: ICAL.Time): Instant | Reading =>
  isFloating(time) ? readingOf(time) : time.toUnixTime() * SECOND

/** @param length at least so many milliseconds */
const add = (search: Search, startTime: ICAL.Time, endTime: ICAL.Time, length = 0): void => {
  const { window, isLost } = search
  const [earlier, later] = isLost ? [FURTHEST_AHEAD, FURTHEST_BEHIND] : [0, 0]
  const start = placed(startTime) - earlier
  const atLeast = isFloating(startTime) ? placed(endTime) : placed(startTime) + length
  const end = Math.max(placed(endTime), atLeast) + later
  if (start === end || end + DAY < window.start || start - DAY > window.end) return
  if (isLost) search.unclear += 1
  if (search.occurrences.length >= MOST_OCCURRENCES) throw new TooMany()
  search.occurrences.push({
    start,
    end,
    floats: { start: !isLost && isFloating(startTime), end: !isLost && isFloating(endTime) },
  })
}

/** A calendar that is published as free and busy only (RFC 5545, 3.6.4). */
const addPublished = (published: ICAL.Component, search: Search): void => {
  for (const property of published.getAllProperties('freebusy')) {
    if (String(property.getParameter('fbtype')).toUpperCase() === 'FREE') continue
    for (const period of property.getValues()) {
      if (!(period instanceof ICAL.Period)) throw new Error('no period')
      add(search, period.start, period.getEnd())
    }
  }
}
