import type { CardId, MemberId, SessionId } from './ids.ts'
import type { RequestKind } from './requests/request.ts'
import type { ReminderLead } from './sessions/reminder.ts'
import { HOUR, type Instant } from './time/time.ts'

/** What a notice's fields may be; `store/parse-notice.ts` reads each back from the database. */
export type FieldTypes = {
  member: MemberId
  card: CardId
  session: SessionId
  requestKind: RequestKind
  reminderLead: ReminderLead
  instant: Instant
  boolean: boolean
  string: string
}
export type FieldType = keyof FieldTypes

type Fields = { readonly to: 'member'; readonly [name: string]: FieldType }
type Values<Of extends Fields> = { -readonly [Name in keyof Of]: FieldTypes[Of[Name]] }

/**
 * Of one workspace, what goes through one lane goes one after another; lanes go side by side. They are cut as Slack
 * cuts its limits, so that one which is told to wait holds up no other. `post`: whatever puts something new into a DM.
 */
export const lanes = ['post', 'update', 'home'] as const
export type LaneName = (typeof lanes)[number]

type Rules<Told> = {
  lane(notice: Told): LaneName
  /**
   * Notices with equal keys are sent in the order in which they were written (spec 4-delivery, Order), but for one
   * thing: a new message does not wait for a change of an old one, which Slack may refuse for hours.
   */
  orderKey(notice: Told): string
  /**
   * Waiting notices with equal merge keys are one: many changes, one publish, one refresh of a card. What is posted
   * anew never merges: it would come back to the bottom of the DM for something older than what it stands below.
   */
  mergeKey?(notice: Told): string | null
  /** Written only to members who have opened their Home tab. */
  needsHome?: true
}

const kind = <const Of extends Fields>(row: { fields: Of } & Rules<Values<Of>>) => row

const post = (): LaneName => 'post'
const update = (): LaneName => 'update'
const home = (): LaneName => 'home'
const byAnnounce = ({ announce }: { announce: boolean }): LaneName => (announce ? 'post' : 'update')
const sessionOf = ({ session, to }: { session: SessionId; to: MemberId }) => `session:${session}:${to}`

/**
 * All that can be told; `to` is who is told. A notice names things, it carries no texts: what is shown is read at the
 * moment of sending, so that no message is older than the state it speaks of. What delivers each kind is its file in
 * `slack/deliveries/`. Rows written by the version before are still read: a field that is added here later needs them
 * filled by a migration first.
 */
export const noticeTable = {
  /** The receiver's one card of a pair and kind; `announce`: post it anew at the bottom of the DM. */
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
  /** The calendar file of a session, behind that side's DM about it: one for each change. */
  calendar: kind({ fields: { to: 'member', session: 'session' }, lane: post, orderKey: sessionOf }),
  /** The session begins soon, at the time that it had when this was planned. */
  reminder: kind({
    fields: { to: 'member', session: 'session', startsAt: 'instant', lead: 'reminderLead' },
    lane: post,
    orderKey: sessionOf,
  }),
  /** Requests wait for the member's answer. */
  nudge: kind({ fields: { to: 'member' }, lane: post, orderKey: ({ to }) => `nudge:${to}` }),
  /** Slack did not take the answer to something that the member pressed or typed at that time. */
  unanswered: kind({
    fields: { to: 'member', at: 'instant' },
    lane: post,
    orderKey: ({ to }) => `unanswered:${to}`,
  }),
  /** A message of ours in whose place a newer one stands by now: it goes, or loses its buttons. */
  replaced: kind({
    fields: { to: 'member', channel: 'string', ts: 'string' },
    lane: update,
    orderKey: ({ channel, ts }) => `message:${channel}:${ts}`,
  }),
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

/**
 * Slack wants to be left alone for seconds, at most minutes. After so long it is asked again, whatever it said: a wait
 * further ahead was written before the clock was set back.
 */
export const LONGEST_WAIT = HOUR
