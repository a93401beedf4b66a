import type { AddressFault } from '../../../domain/calendars/feed-address.ts'
import type {
  CalendarFault,
  CalendarKind,
  CalendarProvider,
  CalendarSource,
} from '../../../domain/calendars/reading.ts'
import { MOST_FEEDS } from '../../../domain/calendars/reading.ts'
import type { MemberId } from '../../../domain/ids.ts'
import { clip } from '../../limits.ts'
import { providerNames } from './consenting.ts'
import { capital } from './nouns.ts'
import { mention } from './people.ts'
import { moment } from './times.ts'

/** Calendars from outside that a member connected. */
export const outsideCalendars = {
  heading: 'Your calendars',
  none: "Connect your calendar, and you won't be booked over your meetings.",
  connect: 'Connect a calendar',
  checkNow: 'Check now',
  disconnect: 'Disconnect',
  listTitle: 'Your calendars',
  connectAgain: 'Connect again',
  inBrowser: '*With your consent, in your browser:*',
  orByAddress: '*Any other calendar, by its address:*',
  title: 'Connect calendar',
  submit: 'Connect',
  address: 'Calendar address (.ics)',
  addressHint: 'It begins with https:// or webcal:// and is often called secret or private.',
  user: 'User name',
  userHint: 'Only for a CalDAV account, such as Nextcloud or iCloud.',
  password: 'App password',
  passwordHint:
    'Make one for this app in the account’s security settings. Never type the one that you sign in with.',
  where: [
    'Where to find the address:',
    '• *Google Calendar:* Settings → your calendar → Integrate calendar → _Secret address in iCal format_',
    '• *Outlook:* Settings → Calendar → Shared calendars → _Publish a calendar_ → ICS',
    '• *iCloud:* Share calendar → Public calendar → Copy link',
    '• *Nextcloud, Fastmail, Proton:* share the calendar by link',
    '• *CalDAV, with a user name and an app password:* `https://caldav.icloud.com`, or your Nextcloud followed by `/remote.php/dav`',
  ].join('\n'),
  kept: "Only the times when you're busy are kept, never what is in them. Others see that you're busy, and nothing more.",
} as const

type Called = Pick<CalendarSource, 'kind' | 'host'>

/** What a calendar is called, on its own. */
const nameOf = ({ kind, host }: Called): string => {
  const name = providerName(kind)
  return name ?? `\`${host}\``
}

/** The same within a sentence. */
const calendarAt = (source: Called): string => providerName(source.kind) ?? `calendar at ${nameOf(source)}`

const providerName = (kind: CalendarKind): string | undefined =>
  kind === 'google' || kind === 'microsoft' ? providerNames[kind] : undefined

const stateOf = ({ readAt, fault }: Pick<CalendarSource, 'readAt' | 'fault'>): string => {
  if (readAt !== null) return `checked ${moment(readAt)}`
  return fault === null ? 'being read' : 'never read'
}

/** One connected calendar: where it is, and how current what is known of it is. */
export const calendarLine = ({ unclear, writes, ...source }: CalendarSource): string =>
  [
    `${nameOf(source)} · ${stateOf(source)}`,
    ...(writes ? ['Your sessions are put into it.'] : []),
    ...(source.fault === null ? [] : [`:warning: ${calendarFaultText(source.fault)}`]),
    ...(unclear === 0
      ? []
      : [
          `${unclear === 1 ? '1 event in it is' : `${unclear} events in it are`} unclear, and counted as busy.`,
        ]),
  ].join('\n')

/** The same on Home. */
export const shortCalendarLine = ({ host, ...source }: CalendarSource): string => {
  const called = capital(calendarAt({ ...source, host: clip(host, LONGEST_HOST) }))
  return `${source.fault === null ? '' : ':warning: '}${called} · ${stateOf(source)}`
}

const LONGEST_HOST = 60

/** What is wrong with a calendar, and what its owner can do. */
export const calendarFaultText = (fault: CalendarFault): string => {
  switch (fault) {
    case 'timeout':
      return "It takes too long to answer. It's tried again every 15 minutes."
    case 'unresolved':
      return 'Its server was not found. If you mistyped the address, disconnect it and connect the right one.'
    case 'unreachable':
      return "Its server can't be reached. It's tried again every 15 minutes."
    case 'certificate':
      return 'Its server shows no valid certificate. Ask who runs it to mend that.'
    case 'private_address':
      return 'It is in a private network, which this app may not read. Ask whoever runs this app.'
    case 'bad_address':
    case 'redirects':
      return 'Its address leads somewhere else that cannot be read. Copy the address again and connect it anew.'
    case 'forbidden':
      return 'Its server refuses what it was connected with. Copy the secret address again, or consent again, and connect it anew.'
    case 'password':
      return 'Its server refuses the user name or password. Make an app password there and connect it anew.'
    case 'revoked':
      return 'Its permission has ended or was taken back. Connect it again.'
    case 'gone':
      return 'There is no calendar at this address any more. Copy the address again and connect it anew.'
    case 'limited':
      return "Its server wants to be asked less often. It's tried again later."
    case 'server_error':
      return "Its server has a problem. It's tried again every 15 minutes."
    case 'unexpected':
      return "Its server gives an answer that can't be used. It's tried again every 15 minutes."
    case 'too_large':
      return 'It is larger than 5 MB, or an account with more than 30 calendars. Connect a smaller calendar, one without its past, or one of the account.'
    case 'not_calendar':
      return 'What is at this address is not a readable calendar. Copy the address that ends in .ics, or that of your CalDAV account, and connect it anew.'
    case 'too_many_events':
      return 'It has more than 5,000 events in the next 13 months. Connect a smaller calendar.'
  }
}

/** Twice in a row. Nothing more is said until it worked again. */
export const calendarFaultMessage = (source: CalendarSource): string =>
  `*Your ${calendarAt(source)} can't be read.* You can still be booked. If this goes on, nobody knows when you're busy, and your times are marked as not checked.${
    source.writes && source.fault === 'revoked'
      ? ' Sessions that I put into it stay there as they are; changes come as files from now on.'
      : ''
  }`

/** A calendar was disconnected, perhaps by connecting another in its place, and could not be emptied. */
export const leftoversMessage = (provider: CalendarProvider): string =>
  `*Sessions may still be in the ${providerNames[provider]} that you disconnected or replaced.* It didn't let me take out those ahead: please delete them there yourself.`

/** Why an address was not connected. */
export const notConnectedText = (
  fault: AddressFault | 'connected_already' | 'too_many' | 'no_key' | 'half_a_login',
): string => {
  switch (fault) {
    case 'not_an_address':
      return "That isn't an address. Copy the one that your calendar gives, beginning with https:// or webcal://."
    case 'not_https':
      return 'That address is not encrypted. Use the one that begins with https://.'
    case 'has_password':
      return 'Leave out the name and password: use an address that works without them.'
    case 'too_long':
      return 'That address is too long for a calendar. Copy it again.'
    case 'connected_already':
      return 'You have connected this calendar already.'
    case 'too_many':
      return `You can connect ${MOST_FEEDS} calendars. Disconnect one first.`
    case 'half_a_login':
      return 'For a CalDAV account, fill in both the user name and an app password. For any other calendar, leave both empty.'
    case 'no_key':
      return "Calendars can't be connected here. Ask whoever runs this app to set TOKEN_KEYS."
  }
}

export const connectedText = (host: string): string =>
  `Connected to \`${host}\`. It's being read now, and then every 15 minutes. Home shows when it was last read.`

export const disconnectedText = (source: CalendarSource): string =>
  `Disconnected from ${nameOf(source)}. What it said about your time is forgotten.${
    source.writes
      ? ' Sessions ahead that I put into it are taken out again; changes come as files from now on.'
      : ''
  }`

export const checkingText = (source: CalendarSource): string =>
  `${capital(calendarAt(source))} is being read now. Home shows it in a moment.`

/** On a session, for the side that did not choose its time. */
export const uncheckedLine = (unchecked: readonly MemberId[], reader: MemberId): string => {
  const [other] = unchecked.filter((one) => one !== reader)
  if (!unchecked.includes(reader))
    return `${other ? `${mention(other)}'s` : 'Their'} calendar couldn't be checked when this time was chosen.`
  return `${other ? 'Your calendars' : 'Your calendar'} couldn't be checked when this time was chosen: see whether it suits you.`
}
