import type { Instant } from '../../../domain/time/time.ts'
import { moment } from './times.ts'

/** The private address under which a calendar subscribes to one's sessions. */
export const subscribing = {
  /** What the subscribed calendar is called in calendars. */
  calendarName: 'Mentorship sessions',
  /** What screen readers say of the button that leads here. */
  button: 'Subscribe to your sessions in a calendar',
  what: 'Subscribe to your sessions in Google Calendar, Outlook, Apple Calendar or any other. Your calendar then looks by itself from time to time, so a change can take hours to show there. The messages here are always up to date.',
  none: "You don't have an address yet. Everyone who has it can see your sessions, so keep it to yourself.",
  madeAt: (at: Instant) =>
    `You got an address on ${moment(at)}. I showed it once and can't show it again. If you lost it, or somebody else has it, get a new one: the old one then stops working.`,
  made: (address: string) =>
    `*Here is your address.* I can't show it again, so copy it now, and keep it to yourself: everyone who has it can see your sessions.\n\`\`\`${address}\`\`\``,
  how: [
    '*Google Calendar* (in a browser): next to *Other calendars*, *+*, then *From URL*.',
    '*Outlook*: *Add calendar*, then *Subscribe from web*.',
    '*Apple Calendar*: *File*, then *New Calendar Subscription*.',
  ].join('\n'),
  repeated:
    'That press already made a new address, which you saw once. If you missed it, press *New address* again.',
  ended: 'Your address no longer works. Calendars that subscribed to it get nothing more.',
  unavailable:
    "Calendars can't reach me yet: whoever runs this app has to set `PUBLIC_URL` to the address at which browsers reach it, and start it again.",
  replace: {
    title: 'Get a new address?',
    text: 'The old one stops working, in every calendar that uses it.',
    confirm: 'New address',
    deny: 'Keep it',
  },
  end: {
    title: 'End your address?',
    text: 'Calendars that subscribed to it get nothing more.',
    confirm: 'End it',
    deny: 'Keep it',
  },
} as const
