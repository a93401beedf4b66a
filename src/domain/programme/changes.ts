import type { MemberId } from '../ids.ts'
import type { SettingName, Settings } from '../settings.ts'

export const TOPIC_CHANGES = ['renamed', 'merged', 'retired', 'brought_back'] as const

/** What an organiser did, as it is kept and shown in the settings. */
export type ProgrammeChange =
  | { kind: 'named' | 'removed'; member: MemberId }
  /** `settings` holds what this one was set to; of the others it says nothing. */
  | { kind: 'set'; setting: SettingName; settings: Settings }
  /** The topic's name then, and what it was renamed to or merged into. */
  | { kind: 'topic'; what: (typeof TOPIC_CHANGES)[number]; names: readonly string[] }
