import { DAY, type Instant, MINUTE } from '../time/time.ts'

/** How long before a session it is reminded of (spec 4-delivery, Reminders). */
export const reminderLeads = { day: DAY, soon: 10 * MINUTE } as const
export type ReminderLead = keyof typeof reminderLeads

/** A reminder is not begun later than this before the start: Slack's answer is waited for so long, and none may come late. */
export const LAST_REMINDER = 10_000

export type SetTime = {
  startsAt: Instant
  /** When it was given this time: booked or moved. */
  timeSetAt: Instant
}

/** When the reminder is due, or nothing where the session was given its time later than that: both have just been told. */
export const reminderDue = ({ startsAt, timeSetAt }: SetTime, lead: ReminderLead): Instant | undefined => {
  const due = startsAt - reminderLeads[lead]
  return timeSetAt < due ? due : undefined
}

/**
 * Whether a reminder that is late by now still says something: the one of the day before until the last one is due,
 * the last one until there is no time left to send it.
 */
export const stillReminds = (startsAt: Instant, lead: ReminderLead, now: Instant): boolean =>
  now < startsAt - (lead === 'day' ? reminderLeads.soon : LAST_REMINDER)
