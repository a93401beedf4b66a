import {
  type Availability,
  type AvailabilityFault,
  checkAvailability,
  type WeeklyHours,
} from '../domain/availability.ts'
import { type PlainDate, WEEKDAYS, type Weekday } from '../domain/time.ts'
import { parseDaysOff } from '../domain/typed-days-off.ts'
import { parseHours } from '../domain/typed-hours.ts'
import { blockIds } from './ids.ts'
import { inputOf, type ModalState } from './payloads.ts'
import { daysOffFaultText, faultText, hoursFaultText } from './text/availability.ts'

/** A sentence for each field that is wrong, by its block id. */
type FieldFaults = Record<string, string>

/** The availability modal as it came back: what it says, and what of it cannot be saved. */
export type AvailabilityForm = { draft: Availability; faults: FieldFaults }

/** @param today in the zone that was picked, for days off without a year */
export const readAvailabilityForm = (modal: ModalState, today: PlainDate): AvailabilityForm => {
  const number = (blockId: string) => {
    const { text } = inputOf(modal, blockId)
    return text === '' ? Number.NaN : Number(text)
  }
  const cap = number(blockIds.weeklyCap)
  const sessionMinutes = number(blockIds.sessionMinutes)
  const hours = readWeek(modal, sessionMinutes)
  const daysOff = parseDaysOff(inputOf(modal, blockIds.daysOff).text, today)
  const draft: Availability = {
    zone: zoneOf(modal),
    weekly: hours.weekly,
    sessionMinutes,
    bufferBeforeMinutes: number(blockIds.bufferBeforeMinutes),
    bufferAfterMinutes: number(blockIds.bufferAfterMinutes),
    noticeMinutes: number(blockIds.noticeHours) * 60,
    horizonDays: number(blockIds.horizonDays),
    weeklyCap: Number.isNaN(cap) ? null : cap,
    daysOff: daysOff.kind === 'ok' ? daysOff.ranges : [],
    location: inputOf(modal, blockIds.location).text,
    paused: inputOf(modal, blockIds.pause).options.length > 0,
  }
  const typed = {
    ...hours.faults,
    ...(daysOff.kind === 'faulty' && { [blockIds.daysOff]: daysOffFaultText(daysOff.faults[0]) }),
  }
  return { draft, faults: { ...faultsByField(checkAvailability(draft)), ...typed } }
}

export const zoneOf = (modal: ModalState): string => inputOf(modal, blockIds.zone).option ?? ''

const readWeek = (
  modal: ModalState,
  sessionMinutes: number,
): { weekly: WeeklyHours; faults: FieldFaults } => {
  const faults: FieldFaults = {}
  const read = (day: Weekday) => {
    const hours = parseHours(
      inputOf(modal, blockIds.hours(day)).text,
      Number.isNaN(sessionMinutes) ? 0 : sessionMinutes,
    )
    if (hours.kind === 'ok') return hours.ranges
    const [{ problem, text }] = hours.faults
    faults[blockIds.hours(day)] = hoursFaultText(problem, text)
    return []
  }
  const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = WEEKDAYS
  const weekly = {
    monday: read(monday),
    tuesday: read(tuesday),
    wednesday: read(wednesday),
    thursday: read(thursday),
    friday: read(friday),
    saturday: read(saturday),
    sunday: read(sunday),
  }
  return { weekly, faults }
}

const blockOf = {
  zone: blockIds.zone,
  sessionMinutes: blockIds.sessionMinutes,
  bufferBeforeMinutes: blockIds.bufferBeforeMinutes,
  bufferAfterMinutes: blockIds.bufferAfterMinutes,
  noticeMinutes: blockIds.noticeHours,
  horizonDays: blockIds.horizonDays,
  weeklyCap: blockIds.weeklyCap,
  daysOff: blockIds.daysOff,
  location: blockIds.location,
} as const

/** Each fault at its field; where one has several, the first. */
export const faultsByField = (faults: readonly AvailabilityFault[]): FieldFaults => {
  const found: FieldFaults = {}
  for (const fault of faults) {
    if (fault.field === 'weekly') {
      const { from = '', to = '' } = fault.range ?? {}
      found[blockIds.hours(fault.day)] ??= hoursFaultText(fault.problem, `${from}–${to}`)
    } else found[blockOf[fault.field]] ??= faultText(fault)
  }
  return found
}
