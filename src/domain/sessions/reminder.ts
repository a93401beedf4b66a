import { DAY, type Instant, MINUTE } from '../time/time.ts'

/** How long before a session its reminders go out (spec 4-delivery, Reminders). */
export const reminderLeads = { day: DAY, soon: 10 * MINUTE } as const
export type ReminderLead = keyof typeof reminderLeads

/** No reminder is begun closer to the start than this: Slack may take that long to answer, and none may arrive late. */
export const LAST_REMINDER = 10_000

export type SetTime = {
  startsAt: Instant
  /** When it was booked for, or moved to, this time; or later, when the member took a seat in it. */
  timeSetAt: Instant
}

/** When the reminder is due; undefined if the session was booked, moved or joined after that, since they have just been told. */
export const reminderDue = ({ startsAt, timeSetAt }: SetTime, lead: ReminderLead): Instant | undefined => {
  const due = startsAt - reminderLeads[lead]
  return timeSetAt < due ? due : undefined
}

/**
 * Whether a late reminder is still worth sending: the one from the day before until the last one is due, the last one
 * until there is no time left to send it.
 */
export const stillReminds = (startsAt: Instant, lead: ReminderLead, now: Instant): boolean =>
  now < startsAt - (lead === 'day' ? reminderLeads.soon : LAST_REMINDER)
