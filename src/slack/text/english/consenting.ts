import type { CalendarProvider } from '../../../domain/calendars/reading.ts'

export const providerNames: Readonly<Record<CalendarProvider, string>> = {
  google: 'Google Calendar',
  microsoft: 'Outlook calendar',
}

/** The company whose page asks for consent. */
const companies: Readonly<Record<CalendarProvider, string>> = { google: 'Google', microsoft: 'Microsoft' }

/** The pages on which a member connects the calendar that they have at a provider. */
export const consenting = {
  form: (provider: CalendarProvider, fullName: string) => ({
    title: `Connect your ${providerNames[provider]}`,
    lines: [
      `You're connecting it for ${fullName} in Slack. If that isn't you, close this page.`,
      "Mentorship will see when you're busy, and nothing of what is in your calendar. Others see that you can't be booked then, and nothing more.",
    ],
    writes: {
      label: 'Also put my mentoring sessions into this calendar',
      hint: "They're added, moved and removed for you, in place of the calendar files in Slack.",
    },
    go: `Continue to ${companies[provider]}`,
  }),
  done: (provider: CalendarProvider, writes: boolean) => ({
    title: `Your ${providerNames[provider]} is connected`,
    lines: [
      writes
        ? "You won't be booked over your meetings, and your sessions come into your calendar by themselves."
        : "You won't be booked over your meetings.",
      'You can close this page. Home in Slack shows the calendar, and lets you disconnect it.',
    ],
  }),
  declined: {
    title: 'Nothing was connected',
    lines: ['You can connect your calendar at any time from Home in Slack.'],
  },
  failed: {
    title: "That didn't work",
    lines: [
      'Nothing was connected. Please begin again from Home in Slack, in a browser that keeps cookies, and finish within ten minutes.',
    ],
  },
  over: {
    title: 'This link is over',
    lines: ['It can be used for an hour. Open Home in Slack and choose to connect a calendar again.'],
  },
}
