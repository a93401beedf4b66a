import { DAY, type HourRange, type Instant, WEEKDAYS, type Weekday } from './time/time.ts'

/** What a workspace can set. */
export type Settings = {
  /** May guests take part? (spec 1-lifecycle, rule 8) */
  guests: boolean
  /** May people of other organisations, by Slack Connect? */
  strangers: boolean
  /** Days after which a request that nobody answered is brought to mind, fewest first; empty: never. */
  nudgeAfterDays: readonly number[]
  /** Working days after which the sender of a session request is shown others who could help; 0: never. */
  othersAfterDays: number
  /** Are members asked how a session was? */
  feedback: boolean
  /** Of a weekly series, after every how many sessions. */
  feedbackEvery: number
  /** When what can wait is sent, by the reader's clock; those who set hours of their own have their own days. */
  messageDays: readonly Weekday[]
  messageHours: HourRange
  /** The one channel in which open sessions may be announced, by Slack's id; null: any. */
  announceIn: string | null
  /** What the programme is called, and a line for those who come to it; empty: the app's own words. */
  programmeName: string
  welcomeLine: string
  /** Days that the workspace's data outlives its uninstalling. */
  graceDays: number
  /** Days after which a member who left Slack is forgotten; 0: at once. */
  forgetAfterDays: number
}

export type SettingName = keyof Settings

/** How a setting is kept: its key in the column, and how what is kept there is read. */
type Setting<Value> = {
  key: string
  usual: Value
  /** undefined: it makes no sense, and the usual value holds. */
  read(kept: unknown): Value | undefined
}

/** A hundred years. More days than the database can count would stop the nudges or the purge of every workspace. */
export const MOST_DAYS = 36_500
export const SETTING_LIMITS = { nudges: 5, feedbackEvery: 52, programmeName: 60, welcomeLine: 300 } as const

const flag = (kept: unknown) => (typeof kept === 'boolean' ? kept : undefined)

const isNumber = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value)

const count =
  ({ min, max }: { min: number; max: number }) =>
  (kept: unknown) =>
    isNumber(kept) ? Math.min(Math.max(Math.round(kept), min), max) : undefined

/** One number is a list of one. */
const ages = (kept: unknown): readonly number[] | undefined => {
  const given: unknown[] = Array.isArray(kept) ? kept : [kept]
  if (!given.every(isNumber)) return undefined
  const days = given.filter((day) => Number.isInteger(day) && day > 0 && day <= MOST_DAYS)
  return [...new Set(days)].sort((a, b) => a - b).slice(0, SETTING_LIMITS.nudges)
}

const weekdays = (kept: unknown): readonly Weekday[] | undefined => {
  if (!Array.isArray(kept)) return undefined
  const days = WEEKDAYS.filter((day) => kept.includes(day))
  return days.length > 0 ? days : undefined
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/

const hours = (kept: unknown): HourRange | undefined => {
  if (typeof kept !== 'object' || kept === null || !('from' in kept) || !('to' in kept)) return undefined
  const { from, to } = kept
  const areTimes = typeof from === 'string' && typeof to === 'string' && TIME.test(from) && TIME.test(to)
  return areTimes && from < to ? { from, to } : undefined
}

const line = (most: number) => (kept: unknown) =>
  typeof kept === 'string' && kept.length <= most ? kept.replace(/\s+/gu, ' ').trim() : undefined

const channel = (kept: unknown) =>
  kept === null || (typeof kept === 'string' && /^[CG][A-Z0-9]{1,30}$/.test(kept)) ? kept : undefined

const anyDays = count({ min: 0, max: MOST_DAYS })

const schema: { readonly [Name in SettingName]: Setting<Settings[Name]> } = {
  guests: { key: 'guests', usual: false, read: flag },
  strangers: { key: 'strangers', usual: false, read: flag },
  nudgeAfterDays: { key: 'nudge_after_days', usual: [3, 7], read: ages },
  othersAfterDays: { key: 'others_after_days', usual: 5, read: anyDays },
  feedback: { key: 'feedback', usual: true, read: flag },
  feedbackEvery: {
    ...{ key: 'feedback_every', usual: 4 },
    read: count({ min: 1, max: SETTING_LIMITS.feedbackEvery }),
  },
  messageDays: { key: 'message_days', usual: WEEKDAYS.slice(0, 5), read: weekdays },
  messageHours: { key: 'message_hours', usual: { from: '09:00', to: '18:00' }, read: hours },
  announceIn: { key: 'announce_in', usual: null, read: channel },
  programmeName: { key: 'programme_name', usual: '', read: line(SETTING_LIMITS.programmeName) },
  welcomeLine: { key: 'welcome_line', usual: '', read: line(SETTING_LIMITS.welcomeLine) },
  graceDays: { key: 'grace_days', usual: 30, read: anyDays },
  forgetAfterDays: { key: 'forget_after_days', usual: 365, read: anyDays },
}

export const SETTING_NAMES = [
  ...(['guests', 'strangers', 'nudgeAfterDays', 'othersAfterDays', 'feedback', 'feedbackEvery'] as const),
  ...(['messageDays', 'messageHours', 'announceIn', 'programmeName', 'welcomeLine'] as const),
  ...(['graceDays', 'forgetAfterDays'] as const),
] satisfies readonly SettingName[]

/** A value of one setting, as it is kept. */
export const readSetting = <Name extends SettingName>(name: Name, kept: unknown): Settings[Name] =>
  schema[name].read(kept) ?? schema[name].usual

/** What is unset or makes no sense is the default, since settings may still be edited by hand. */
export const readSettings = (kept: unknown): Settings => {
  const set = new Map<string, unknown>(typeof kept === 'object' && kept !== null ? Object.entries(kept) : [])
  const one = <Name extends SettingName>(name: Name) => readSetting(name, set.get(schema[name].key))
  return {
    guests: one('guests'),
    strangers: one('strangers'),
    nudgeAfterDays: one('nudgeAfterDays'),
    othersAfterDays: one('othersAfterDays'),
    feedback: one('feedback'),
    feedbackEvery: one('feedbackEvery'),
    messageDays: one('messageDays'),
    messageHours: one('messageHours'),
    announceIn: one('announceIn'),
    programmeName: one('programmeName'),
    welcomeLine: one('welcomeLine'),
    graceDays: one('graceDays'),
    forgetAfterDays: one('forgetAfterDays'),
  }
}

export const defaultSettings: Settings = readSettings({})

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Those that cannot be set so: reading them back would give something else. */
export const settingFaults = (changes: Partial<Settings>): readonly SettingName[] =>
  SETTING_NAMES.filter((name) => name in changes && !isSame(schema[name].read(changes[name]), changes[name]))

/** Those that differ from what is set. */
export const changedIn = (settings: Settings, changes: Partial<Settings>): readonly SettingName[] =>
  SETTING_NAMES.filter((name) => name in changes && !isSame(settings[name], changes[name]))

/** These settings as they are kept. */
export const asKept = (settings: Partial<Settings>, names: readonly SettingName[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [schema[name].key, settings[name]]))

/** May an open session be announced there? Null: in no channel. */
export const mayAnnounceIn = (
  { announceIn }: Pick<Settings, 'announceIn'>,
  channel: string | null,
): boolean => channel === null || announceIn === null || channel === announceIn

/** A workspace that removed the app by then has had its grace period. */
export const graceOver = ({ graceDays }: Settings, now: Instant): Instant => now - graceDays * DAY
