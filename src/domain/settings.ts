import { DAY, type Instant } from './time/time.ts'

/** What a workspace can set. */
export type Settings = {
  /** May guests take part? (spec 1-lifecycle, rule 8) */
  guests: boolean
  /** May people of other organisations, by Slack Connect? */
  strangers: boolean
  /** Days after which a request that nobody answered is brought to mind; empty: never. */
  nudgeAfterDays: readonly number[]
  /** Working days after which the sender of a session request is shown others who could help; 0: never. */
  othersAfterDays: number
  /** Days that the workspace's data outlives its uninstalling. */
  graceDays: number
}

export const defaultSettings: Settings = {
  guests: false,
  strangers: false,
  nudgeAfterDays: [3, 7],
  othersAfterDays: 5,
  graceDays: 30,
}

/** A hundred years. More days than the database can count would stop the nudges or the purge of every workspace. */
export const MOST_DAYS = 36_500

/** Settings are edited by hand: what is unset or makes no sense is the default. */
export const readSettings = (kept: unknown): Settings => {
  const set = new Map<string, unknown>(typeof kept === 'object' && kept !== null ? Object.entries(kept) : [])
  return {
    guests: flag(set.get('guests'), defaultSettings.guests),
    strangers: flag(set.get('strangers'), defaultSettings.strangers),
    nudgeAfterDays: ages(set.get('nudge_after_days')),
    othersAfterDays: days(set.get('others_after_days'), defaultSettings.othersAfterDays),
    graceDays: days(set.get('grace_days'), defaultSettings.graceDays),
  }
}

const flag = (value: unknown, otherwise: boolean) => (typeof value === 'boolean' ? value : otherwise)

const isNumber = (value: unknown): value is number => typeof value === 'number'

const ages = (value: unknown): readonly number[] => {
  const days: unknown[] = Array.isArray(value) ? value : [value]
  return days.every(isNumber)
    ? days.filter((day) => Number.isInteger(day) && day > 0 && day <= MOST_DAYS)
    : defaultSettings.nudgeAfterDays
}

const days = (value: unknown, otherwise: number) =>
  isNumber(value) ? Math.min(Math.max(Math.round(value), 0), MOST_DAYS) : otherwise

/** A workspace that removed the app by then has had its grace period. */
export const graceOver = ({ graceDays }: Settings, now: Instant): Instant => now - graceDays * DAY
