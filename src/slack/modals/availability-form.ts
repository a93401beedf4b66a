import {
  type Availability,
  type AvailabilityFault,
  checkAvailability,
  type WeeklyHours,
} from '../../domain/availability/availability.ts'
import { parseDaysOff } from '../../domain/availability/typed-days-off.ts'
import { parseHours, type TypedHours } from '../../domain/availability/typed-hours.ts'
import { type PlainDate, WEEKDAYS, type Weekday } from '../../domain/time/time.ts'
import { blockIds } from '../ids.ts'
import { clip } from '../limits.ts'
import { inputOf, type ModalState } from '../payloads.ts'
import type { Words } from '../text/words.ts'

/** A sentence for each wrong field, by block id. */
type FieldFaults = Record<string, string>

/** The submitted availability modal: what it says, and which parts cannot be saved. */
export type AvailabilityForm = { draft: Availability; faults: FieldFaults }

/** @param today in the chosen zone, for days off without a year */
export const readAvailabilityForm = (words: Words, modal: ModalState, today: PlainDate): AvailabilityForm => {
  const number = (blockId: string) => {
    const { option, text } = inputOf(modal, blockId)
    const given = option ?? text
    return given === '' ? Number.NaN : Number(given)
  }
  const cap = number(blockIds.weeklyCap)
  const sessionMinutes = number(blockIds.sessionMinutes)
  const hours = readWeek(words, modal, sessionMinutes)
  const daysOff = parseDaysOff(inputOf(modal, blockIds.daysOff).text, today)
  const draft: Availability = {
    zone: zoneOf(modal),
    weekly: hours.weekly,
    sessionMinutes,
    bufferBeforeMinutes: number(blockIds.bufferBeforeMinutes),
    bufferAfterMinutes: number(blockIds.bufferAfterMinutes),
    leadMinutes: number(blockIds.leadHours) * 60,
    horizonDays: number(blockIds.horizonDays),
    weeklyCap: Number.isNaN(cap) ? null : cap,
    daysOff: daysOff.kind === 'ok' ? daysOff.ranges : [],
    location: inputOf(modal, blockIds.location).text,
    paused: inputOf(modal, blockIds.pause).options.length > 0,
  }
  const typed = {
    ...hours.faults,
    ...(daysOff.kind === 'faulty' && {
      [blockIds.daysOff]: words.daysOffFaultText(shortened(daysOff.faults[0])),
    }),
  }
  return { draft, faults: { ...faultsByField(words, checkAvailability(draft)), ...typed } }
}

export const zoneOf = (modal: ModalState): string => inputOf(modal, blockIds.zone).option ?? ''

/** The hours of all days. The part of a night after midnight belongs to the next day. */
const readWeek = (
  words: Words,
  modal: ModalState,
  sessionMinutes: number,
): { weekly: WeeklyHours; faults: FieldFaults } => {
  const faults: FieldFaults = {}
  const shortest = Number.isNaN(sessionMinutes) ? 0 : sessionMinutes
  const read = new Map<Weekday, Extract<TypedHours, { kind: 'ok' }>>()
  for (const day of WEEKDAYS) {
    const hours = parseHours(inputOf(modal, blockIds.hours(day)).text, shortest)
    if (hours.kind === 'ok') read.set(day, hours)
    else faults[blockIds.hours(day)] = words.hoursFaultText(shortened(hours.faults[0]))
  }
  const hoursOf = (day: Weekday) => {
    const before = WEEKDAYS.at(WEEKDAYS.indexOf(day) - 1) ?? day
    return [...(read.get(before)?.afterMidnight ?? []), ...(read.get(day)?.ranges ?? [])]
  }
  const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = WEEKDAYS
  const weekly = {
    monday: hoursOf(monday),
    tuesday: hoursOf(tuesday),
    wednesday: hoursOf(wednesday),
    thursday: hoursOf(thursday),
    friday: hoursOf(friday),
    saturday: hoursOf(saturday),
    sunday: hoursOf(sunday),
  }
  return { weekly, faults }
}

/** With no more of what was typed than a field's sentence can quote. */
const shortened = <Fault extends { text: string }>(fault: Fault): Fault => ({
  ...fault,
  text: clip(fault.text, 100),
})

const blockOf = {
  zone: blockIds.zone,
  sessionMinutes: blockIds.sessionMinutes,
  bufferBeforeMinutes: blockIds.bufferBeforeMinutes,
  bufferAfterMinutes: blockIds.bufferAfterMinutes,
  leadMinutes: blockIds.leadHours,
  horizonDays: blockIds.horizonDays,
  weeklyCap: blockIds.weeklyCap,
  daysOff: blockIds.daysOff,
  location: blockIds.location,
} as const

/** Each fault by its field; only the first if a field has several. */
export const faultsByField = (words: Words, faults: readonly AvailabilityFault[]): FieldFaults => {
  const found: FieldFaults = {}
  for (const fault of faults) {
    if (fault.field === 'weekly') {
      const { range } = fault
      const text = range ? `${range.from}–${range.to}` : words.availabilityForm.allOfTheDay
      found[blockIds.hours(fault.day)] ??= words.hoursFaultText({ problem: fault.problem, text })
    } else found[blockOf[fault.field]] ??= words.faultText(fault)
  }
  return found
}
