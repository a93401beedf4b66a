import ICAL from 'ical.js'
import { HOUR } from '../../domain/time/time.ts'
import { FURTHEST_AHEAD, isFloating, withZone } from './zones.ts'

/** Of a rule, what is expanded as RFC 5545 says (`test/proofs/feeds/`); anything else is not understood. */
const EXPANDED = new Set([
  ...['freq', 'until', 'count', 'interval', 'wkst', 'bymonth', 'bymonthday', 'byyearday', 'byday'],
  ...['byhour', 'byminute', 'bysecond', 'bysetpos'],
])

/**
 * Looks at how an event repeats before `ical.js` does, and says to it what is meant where it would take that for something
 * else.
 * @throws Error if that cannot be said, so that it is not understood
 */
export const checkRepetition = (event: ICAL.Component, start: ICAL.Time): void => {
  for (const property of event.getAllProperties('rrule')) {
    const [, , , parts] = property.toJSON()
    const strange = Object.keys(parts).filter((part) => !EXPANDED.has(part))
    // `20MO`, the twentieth Monday of a year, would be read as every Monday.
    const isBeyond = [parts.byday ?? []].flat().some((day: unknown) => /\d\d/.test(String(day)))
    // Places in a day or a week, and days counted from a month's end where the rule goes by days, are passed over.
    const isPassedOver =
      !['MONTHLY', 'YEARLY'].includes(String(parts.freq)) &&
      (parts.bysetpos !== undefined ||
        [parts.bymonthday ?? []].flat().some((day: unknown) => Number(day) < 0))
    if (strange.length > 0 || isBeyond || isPassedOver || !(Number(parts.interval ?? 1) > 0))
      throw new Error('a rule that is not expanded')
    const rule: unknown = property.getFirstValue()
    if (!(rule instanceof ICAL.Recur)) throw new Error('no rule')
    byMonths(rule, start)
    untilLast(rule, start)
  }
  const isOther = (value: unknown) => value instanceof ICAL.Time && value.isDate !== start.isDate
  // A day, or midnight, in place of the time at which it takes place.
  if (event.getAllProperties('rdate').some((property) => property.getValues().some(isOther)))
    throw new Error('a repetition of another kind than the start')
  if (event.hasProperty('exrule')) throw new Error('EXRULE, which RFC 5545 no longer has')
}

/**
 * A yearly rule that comes down to days of months, as a monthly one: `ical.js` puts the 1st of March in place of a 29th of
 * February that does not exist (RFC 5545, 3.3.10: there is nothing in its place), and takes a day of the month without a
 * month for one of the start's month.
 * @throws Error for one that no monthly rule says, and that would be expanded wrongly
 */
const byMonths = (rule: ICAL.Recur, start: ICAL.Time): void => {
  if (rule.freq !== 'YEARLY') return
  const has = (part: string) => rule.getComponent(part).length > 0
  if (has('BYDAY') || has('BYYEARDAY')) return
  const isOneMonth = !has('BYMONTH') && !has('BYMONTHDAY')
  const days = has('BYMONTHDAY') ? rule.getComponent('BYMONTHDAY') : [start.day]
  rule.setComponent('BYMONTHDAY', days)
  if (!has('BYSETPOS') && (isOneMonth || rule.interval === 1)) {
    rule.freq = 'MONTHLY'
    if (isOneMonth) rule.interval *= 12
  } else if (!has('BYMONTH') || days.some((day) => Math.abs(Number(day)) > 28))
    throw new Error('a rule that is not expanded')
}

/**
 * The end of a rule has to be written as the start is (RFC 5545, 3.3.10), and often is not. `ical.js` takes it for UTC then,
 * and the last repetition may be lost. So a date is meant to its end, a time without a zone in that of the start, and UTC,
 * where the start has no zone, may come as late as anywhere on earth: rather one repetition too many.
 */
const untilLast = (rule: ICAL.Recur, start: ICAL.Time): void => {
  const { until } = rule
  if (!until) return
  if (until.isDate && !start.isDate) {
    const { year, month, day } = until
    rule.until = new ICAL.Time({ year, month, day, hour: 23, minute: 59, second: 59 }, start.zone)
  } else if (isFloating(start) && !isFloating(until)) until.adjust(0, FURTHEST_AHEAD / HOUR, 0, 0)
  else if (!isFloating(start)) rule.until = withZone(until, start.zone)
}
