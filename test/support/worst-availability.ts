import {
  AVAILABILITY_BOUNDS,
  type Availability,
  defaultAvailability,
  MAX_DAYS_OFF,
} from '../../src/domain/availability/availability.ts'
import { addDays } from '../../src/domain/time/time.ts'

const twoHours = (index: number) => `${String(2 * index).padStart(2, '0')}:00`
const always = Array.from({ length: 12 }, (_, index) => ({ from: twoHours(index), to: twoHours(index + 1) }))
const farAway = Array.from({ length: MAX_DAYS_OFF }, (_, days) => addDays('2040-01-01', days))

/** As many times as a mentor can offer: 34,000 a year, in as many hours and around as many days off as allowed. */
export const worstAvailability: Availability = {
  ...defaultAvailability('Europe/Berlin'),
  weekly: {
    monday: always,
    tuesday: always,
    wednesday: always,
    thursday: always,
    friday: always,
    saturday: always,
    sunday: always,
  },
  sessionMinutes: AVAILABILITY_BOUNDS.sessionMinutes.min,
  horizonDays: AVAILABILITY_BOUNDS.horizonDays.max,
  leadMinutes: AVAILABILITY_BOUNDS.leadMinutes.min,
  weeklyCap: AVAILABILITY_BOUNDS.weeklyCap.max,
  daysOff: farAway.map((date) => ({ from: date, to: date })),
}
