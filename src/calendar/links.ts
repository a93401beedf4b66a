import type { Session } from '../domain/sessions/session.ts'
import type { Instant } from '../domain/time/time.ts'

/** A session for somebody's calendar, in words. */
export type CalendarEntry = Pick<Session, 'startsAt' | 'endsAt' | 'location'> & {
  title: string
  description: string
}

/** The most that Slack takes as a button's address; letters beyond ASCII take up to nine characters in it. */
const LONGEST = 3000

/** Google Calendar's form, filled in. */
export const googleLink = (entry: CalendarEntry): string =>
  shortEnough('https://calendar.google.com/calendar/render', entry, ({ title, description, location }) => ({
    action: 'TEMPLATE',
    text: title,
    dates: `${compact(entry.startsAt)}/${compact(entry.endsAt)}`,
    details: description,
    location,
  }))

/** Outlook's form for accounts of work or school, filled in. */
export const outlookLink = (entry: CalendarEntry): string =>
  shortEnough(
    'https://outlook.office.com/calendar/0/deeplink/compose',
    entry,
    ({ title, description, location }) => ({
      path: '/calendar/action/compose',
      rru: 'addevent',
      startdt: new Date(entry.startsAt).toISOString(),
      enddt: new Date(entry.endsAt).toISOString(),
      subject: title,
      body: description,
      location,
    }),
  )

type Words = Pick<CalendarEntry, 'title' | 'description' | 'location'>

/** Without what is least needed, where the address would be too long with it. */
const shortEnough = (
  page: string,
  { title, description, location }: CalendarEntry,
  fields: (words: Words) => Record<string, string>,
): string => {
  const link = (words: Words) => {
    const given = Object.entries(fields(words)).filter(([, value]) => value !== '')
    // `+` for a space is a form's way; calendars show it as it stands.
    return `${page}?${given.map(([name, value]) => `${name}=${encodeURIComponent(wellFormed(value))}`).join('&')}`
  }
  const whole = link({ title, description, location })
  if (whole.length <= LONGEST) return whole
  const withoutDescription = link({ title, description: '', location })
  return withoutDescription.length <= LONGEST
    ? withoutDescription
    : link({ title, description: '', location: '' })
}

/** Half a character, which a cut can leave, cannot be encoded. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '')

/** `20261124T080000Z` */
const compact = (instant: Instant): string => new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, '')
