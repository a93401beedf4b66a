import type { CalendarProvider } from './calendars/reading.ts'
import type { CardId, MemberId, SessionId, SuggestionId } from './ids.ts'
import type { RequestKind } from './requests/request.ts'
import type { ReminderLead } from './sessions/reminder.ts'
import { HOUR, type Instant } from './time/time.ts'

/** The types a notice's fields may have; `store/parse-notice.ts` reads each back from the database. */
export type FieldTypes = {
  member: MemberId
  card: CardId
  session: SessionId
  suggestion: SuggestionId
  requestKind: RequestKind
  reminderLead: ReminderLead
  calendarProvider: CalendarProvider
  instant: Instant
  boolean: boolean
  string: string
}
export type FieldType = keyof FieldTypes

type Fields = { readonly to: 'member'; readonly [name: string]: FieldType }
type Values<Of extends Fields> = { -readonly [Name in keyof Of]: FieldTypes[Of[Name]] }

/**
 * In one workspace, a lane's deliveries go one after another, and lanes run side by side. Lanes are cut as Slack cuts
 * its rate limits, so that one that has to wait holds up no other. `post`: anything that adds something new to a DM.
 * `calendars`: what goes to calendars of others, which may hang, and not to Slack.
 */
export const lanes = ['post', 'update', 'home', 'calendars'] as const
export type LaneName = (typeof lanes)[number]

type Rules<Told> = {
  lane(notice: Told): LaneName
  /**
   * Notices with equal keys are sent in the order they were written (spec 4-delivery, Order), with one exception: a new
   * message does not wait for an update to an old one, which Slack may refuse for hours.
   */
  orderKey(notice: Told): string
  /**
   * Waiting notices with equal merge keys become one: many changes, one publish or one refresh of a card. A fresh post
   * never merges: it would return to the bottom of the DM for something older than the message above it.
   */
  mergeKey?(notice: Told): string | null
  /** Written only to members who have opened their Home tab. */
  needsHome?: true
  /** Posted into the channel that it names, not into the DM of `to`. */
  intoChannel?: true
}

const kind = <const Of extends Fields>(row: { fields: Of } & Rules<Values<Of>>) => row

const post = (): LaneName => 'post'
const update = (): LaneName => 'update'
const home = (): LaneName => 'home'
const calendars = (): LaneName => 'calendars'
const byAnnounce = ({ announce }: { announce: boolean }): LaneName => (announce ? 'post' : 'update')
const suggestionOf = ({ suggestion }: { suggestion: SuggestionId }) => `suggestion:${suggestion}`
const announcementOf = ({ session }: { session: SessionId }) => `announcement:${session}`
const reportOf = ({ report }: { report: string }) => `report:${report}`
const feedbackOf = ({ session, to }: { session: SessionId; to: MemberId }) => `feedback:${session}:${to}`
const lineOf = ({ session, from, to }: { session: SessionId; from: MemberId; to: MemberId }) =>
  `line:${session}:${from}:${to}`
const eventOf = ({ session, to }: { session: SessionId; to: MemberId }) => `calendar-event:${session}:${to}`
const sessionOf = ({ session, to }: { session: SessionId; to: MemberId }) => `session:${session}:${to}`

/**
 * Everything the app can tell a member; `to` is the member. A notice names things and carries no text: what it shows is
 * read when it is sent, so no message is older than the state it describes. Each kind is delivered by its file in
 * `slack/deliveries/`. Rows written by the previous version are still read, so a migration must fill in any field added
 * here before the code needs it.
 */
export const noticeTable = {
  /** The receiver's one card for a pair and kind; `announce`: post it afresh at the bottom of the DM. */
  card: kind({
    fields: { to: 'member', from: 'member', about: 'requestKind', card: 'card', announce: 'boolean' },
    lane: byAnnounce,
    orderKey: ({ from, to, about }) => `card:${from}:${to}:${about}`,
    mergeKey: ({ announce, card }) => (announce ? null : `card:${card}`),
  }),
  /** One side's DM about a session; `announce` as with cards. */
  session: kind({
    fields: { to: 'member', session: 'session', announce: 'boolean' },
    lane: byAnnounce,
    orderKey: sessionOf,
    mergeKey: (notice) => (notice.announce ? null : sessionOf(notice)),
  }),
  /**
   * The message about an open session in a channel; `announce`: post it. `to` is its mentor, who hears of it if that
   * cannot be done.
   */
  announcement: kind({
    fields: { to: 'member', session: 'session', channel: 'string', announce: 'boolean' },
    lane: byAnnounce,
    orderKey: announcementOf,
    mergeKey: (notice) => (notice.announce ? null : announcementOf(notice)),
    intoChannel: true,
  }),
  /** The channel did not take the message about the mentor's open session: why, by Slack's name for it. */
  channelFault: kind({
    fields: { to: 'member', session: 'session', channel: 'string', why: 'string' },
    lane: post,
    orderKey: sessionOf,
  }),
  /** What those who come would like to talk about, for the mentor, at the time the session had when this was planned. */
  questions: kind({
    fields: { to: 'member', session: 'session', startsAt: 'instant' },
    lane: post,
    orderKey: sessionOf,
  }),
  /** The card of a suggestion, for the one of the two who gets it; `announce` as with cards. */
  suggestion: kind({
    fields: { to: 'member', suggestion: 'suggestion', announce: 'boolean' },
    lane: byAnnounce,
    orderKey: suggestionOf,
    mergeKey: (notice) => (notice.announce ? null : suggestionOf(notice)),
  }),
  /** A session's calendar file, sent into the thread of that side's DM about it: one for each change. */
  calendar: kind({ fields: { to: 'member', session: 'session' }, lane: post, orderKey: sessionOf }),
  /**
   * The same for a member who let the app write into their calendar. In an order of its own: messages about the session
   * must not wait for a calendar that does not answer.
   */
  calendarEvent: kind({
    fields: { to: 'member', session: 'session' },
    lane: calendars,
    orderKey: eventOf,
    mergeKey: eventOf,
  }),
  /** Sessions ahead are to be taken out of a calendar that the member disconnected; `until`: it is given up after that. */
  disconnection: kind({
    fields: { to: 'member', source: 'string', until: 'instant' },
    lane: calendars,
    orderKey: ({ source }) => `disconnection:${source}`,
  }),
  /** Sessions may have been left in a calendar that the member disconnected. */
  leftovers: kind({
    fields: { to: 'member', provider: 'calendarProvider' },
    lane: post,
    orderKey: ({ to }) => `leftovers:${to}`,
  }),
  /** The session begins soon, at the time it had when this was planned. */
  reminder: kind({
    fields: { to: 'member', session: 'session', startsAt: 'instant', lead: 'reminderLead' },
    lane: post,
    orderKey: sessionOf,
  }),
  /** How was the session? `announce`: ask; otherwise shows what was answered, or that it is over. */
  feedback: kind({
    fields: { to: 'member', session: 'session', announce: 'boolean' },
    lane: byAnnounce,
    orderKey: feedbackOf,
    mergeKey: (notice) => (notice.announce ? null : feedbackOf(notice)),
  }),
  /** The question folds away. In an order of its own: it waits for days, and answers must not wait for it. */
  feedbackOver: kind({
    fields: { to: 'member', session: 'session' },
    lane: update,
    orderKey: ({ session, to }) => `feedback-over:${session}:${to}`,
  }),
  /** What somebody said of a session, for the one they met. */
  thanks: kind({
    fields: { to: 'member', session: 'session', from: 'member' },
    lane: post,
    orderKey: lineOf,
  }),
  /** The same for an organiser, with the name of who said it. */
  namedFeedback: kind({
    fields: { to: 'member', session: 'session', from: 'member' },
    lane: post,
    orderKey: lineOf,
  }),
  /** Requests wait for the member's answer. */
  nudge: kind({ fields: { to: 'member' }, lane: post, orderKey: ({ to }) => `nudge:${to}` }),
  /** Others could help with what the member asked for on that card, and heard nothing of. */
  reroute: kind({
    fields: { to: 'member', card: 'card' },
    lane: post,
    orderKey: ({ card }) => `reroute:${card}`,
  }),
  /** A report that an organiser asked for; `announce`: post it. */
  report: kind({
    fields: { to: 'member', report: 'string', announce: 'boolean' },
    lane: byAnnounce,
    orderKey: reportOf,
    mergeKey: (notice) => (notice.announce ? null : reportOf(notice)),
  }),
  /** A file into the thread of that report: its charts as a picture, or rows for a spreadsheet. */
  reportFile: kind({
    fields: { to: 'member', report: 'string', file: 'string' },
    lane: post,
    orderKey: reportOf,
    mergeKey: ({ report, file }) => `reportFile:${report}:${file}`,
  }),
  /** Slack did not accept our answer to what the member pressed or typed at that time. */
  unanswered: kind({
    fields: { to: 'member', at: 'instant' },
    lane: post,
    orderKey: ({ to }) => `unanswered:${to}`,
  }),
  /** A calendar of the member's could not be read twice in a row. */
  calendarFault: kind({
    fields: { to: 'member', source: 'string' },
    lane: post,
    orderKey: ({ source }) => `calendar_source:${source}`,
  }),
  /** For the member who installed the app. */
  welcome: kind({ fields: { to: 'member' }, lane: post, orderKey: ({ to }) => `welcome:${to}` }),
  /** One of our messages that a newer one has replaced: it is deleted, or loses its buttons. */
  replaced: kind({
    fields: { to: 'member', channel: 'string', ts: 'string' },
    lane: update,
    orderKey: ({ channel, ts }) => `message:${channel}:${ts}`,
  }),
  /** The same for a message with a thread, which loses its buttons: deleted, it would leave a line of Slack's above it. */
  outdated: kind({
    fields: { to: 'member', channel: 'string', ts: 'string' },
    lane: update,
    orderKey: ({ channel, ts }) => `message:${channel}:${ts}`,
  }),
  /** A message that tells of somebody who was forgotten: it is deleted, or loses its text. `to`: in whose DM. */
  erased: kind({
    fields: { to: 'member', channel: 'string', ts: 'string' },
    lane: update,
    orderKey: ({ channel, ts }) => `message:${channel}:${ts}`,
  }),
  /** All that is kept about the member, as a file. */
  ownData: kind({ fields: { to: 'member' }, lane: post, orderKey: ({ to }) => `own-data:${to}` }),
  /** The member's Home tab, if they ever opened it. */
  home: kind({
    fields: { to: 'member' },
    lane: home,
    orderKey: ({ to }) => `home:${to}`,
    mergeKey: ({ to }) => `home:${to}`,
    needsHome: true,
  }),
} as const

type Table = typeof noticeTable
export type NoticeKind = keyof Table
export type NoticeOf<Kind extends NoticeKind> = {
  [One in Kind]: { kind: One } & Values<Table[One]['fields']>
}[Kind]
export type Notice = NoticeOf<NoticeKind>

export const isNoticeKind = (name: string): name is NoticeKind => Object.hasOwn(noticeTable, name)

export const noticeKinds: readonly NoticeKind[] = Object.keys(noticeTable).filter(isNoticeKind)

const rules: { readonly [Kind in NoticeKind]: Rules<NoticeOf<Kind>> } = noticeTable

export const laneOf = <Kind extends NoticeKind>(notice: NoticeOf<Kind>): LaneName =>
  rules[notice.kind].lane(notice)

export const orderKey = <Kind extends NoticeKind>(notice: NoticeOf<Kind>): string =>
  rules[notice.kind].orderKey(notice)

export const mergeKey = <Kind extends NoticeKind>(notice: NoticeOf<Kind>): string | null =>
  rules[notice.kind].mergeKey?.(notice) ?? null

export const needsHome = ({ kind }: Notice): boolean => rules[kind].needsHome ?? false

/** The kinds that are posted into the channel that they name. */
export const kindsIntoChannels = noticeKinds.filter((kind) => rules[kind].intoChannel)

/** Where it is posted: a channel, or the DM of a member, by Slack's ids. Slack takes about one message a second in each. */
export const conversationOf = (notice: Notice): string =>
  rules[notice.kind].intoChannel && 'channel' in notice ? notice.channel : notice.to

/**
 * Slack asks us to wait for seconds, at most minutes. After this long we try again whatever it said: a longer wait can
 * only have been written before the clock was set back.
 */
export const LONGEST_WAIT = HOUR
