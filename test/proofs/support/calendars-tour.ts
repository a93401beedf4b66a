import type { Actor } from '../../support/actor.ts'
import { type Step, step } from './tour-step.ts'

/** Nobody listens there, on any machine. */
const NOWHERE = 'http://127.0.0.1:9/ben.ics'

/** What tells that a calendar can't be read, above what came since. */
const itsFault = ({ member }: Actor) => ({
  message: member.dm().findLast((one) => JSON.stringify(one).includes('"calendar.menu"'))?.ts ?? 'none',
})

/** A calendar of Ben's that can't be read: connected, checked, booked over, and disconnected where its fault is told. */
export const calendarsTour: readonly Step[] = [
  step('calendar.connect', ({ ben }) => ben.clickHome('Connect a calendar')),
  step('calendar.connect_submit', async ({ ben }) => {
    await ben.fill('Calendar address (.ics)', NOWHERE)
    await ben.submit()
  }),
  step('closing what was connected', async ({ journey, ben }) => {
    await ben.close()
    await journey.app.readCalendars()
  }),
  step('calendar.show', ({ ben }) => ben.clickHome('Your calendars')),
  step('calendar.menu', ({ ben }) => ben.clickModal('Check now')),
  step('closing the calendars, one of which fails again', async ({ journey, ben }) => {
    await ben.close()
    await journey.app.readCalendars()
  }),
  step('/mentor book with a calendar that is not known', ({ chandra }) => chandra.types('book @ben')),
  step('booking.pick_day with a calendar that is not known', ({ chandra }) => chandra.pickDay('2026-12-04')),
  step('booking.pick_slot that is not known', ({ chandra }) => chandra.pick('Friday 4 December', '21:00')),
  step('booking.submit of a time that is not known', ({ chandra }) => chandra.submit()),
  step('closing what was booked unchecked', ({ chandra }) => chandra.close()),
  step('calendar.menu on a message', ({ ben }) => ben.click('Disconnect', itsFault(ben))),
]
