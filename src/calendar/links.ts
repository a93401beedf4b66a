import type { Session } from '../domain/sessions/session.ts'
import type { Instant } from '../domain/time/time.ts'

/** A session as one person's calendar describes it. */
export type CalendarEntry = Pick<Session, 'startsAt' | 'endsAt' | 'location'> & {
  title: string
  description: string
}

/** The longest URL Slack accepts on a button, in characters; a letter outside ASCII takes up to nine of them. */
const LONGEST = 3000

/** What fits alone, whatever its letters. */
const SHORT_TITLE = 300

/** A link to Google Calendar's form, filled in. */
export const googleLink = (entry: CalendarEntry): string =>
  shortEnough('https://calendar.google.com/calendar/render', entry, ({ title, description, location }) => ({
    action: 'TEMPLATE',
    text: title,
    dates: `${compact(entry.startsAt)}/${compact(entry.endsAt)}`,
    details: description,
    location,
  }))

/** A link to Outlook's form for work and school accounts, filled in. */
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

/** Drops the least needed parts if the URL would be too long. */
const shortEnough = (
  page: string,
  { title, description, location }: CalendarEntry,
  fields: (words: Words) => Record<string, string>,
): string => {
  const link = (words: Words) => {
    const given = Object.entries(fields(words)).filter(([, value]) => value !== '')
    // HTML forms write a space as `+`; calendars would show the plus.
    return `${page}?${given.map(([name, value]) => `${name}=${encodeURIComponent(wellFormed(value))}`).join('&')}`
  }
  const whole = link({ title, description, location })
  if (whole.length <= LONGEST) return whole
  const withoutDescription = link({ title, description: '', location })
  return withoutDescription.length <= LONGEST
    ? withoutDescription
    : link({ title: title.slice(0, SHORT_TITLE), description: '', location: '' })
}

/** A cut can leave half a surrogate pair, which cannot be encoded. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '')

/** `20261124T080000Z` */
const compact = (instant: Instant): string => new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, '')
