import * as v from 'valibot'
import type { SettingName } from '../domain/settings.ts'
import { codec } from './codec.ts'

/** The parts of the settings that have a form, in the order in which they stand, and what is set in each. */
export const SETTINGS_FORMS = {
  who: ['guests', 'strangers'],
  requests: ['nudgeAfterDays', 'othersAfterDays'],
  feedback: ['feedback', 'feedbackEvery'],
  messages: ['messageDays', 'messageHours'],
  openSessions: ['announceIn'],
  about: ['programmeName', 'welcomeLine'],
  data: ['graceDays', 'forgetAfterDays'],
} as const satisfies Readonly<Record<string, readonly SettingName[]>>

export type SettingsForm = keyof typeof SETTINGS_FORMS

/** All parts. */
export const SETTINGS_SECTIONS = [
  ...(['who', 'requests', 'feedback', 'messages', 'openSessions', 'about', 'data'] as const),
  ...(['topics', 'organisers'] as const),
]
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number]

export const isForm = (section: SettingsSection): section is SettingsForm =>
  section !== 'topics' && section !== 'organisers'

export const sectionTarget = codec(v.object({ section: v.picklist(SETTINGS_SECTIONS) }))

/** What the form showed, as it is kept: only what differs from it was changed in it. */
export const settingsMetadata = codec(
  v.object({
    section: v.picklist(SETTINGS_SECTIONS),
    /** Absent in forms opened before it was noted. */
    shown: v.optional(v.record(v.string(), v.unknown())),
  }),
)

/** What can be done with a topic. */
export const TOPIC_ACTS = ['rename', 'merge', 'retire', 'bringBack'] as const
export type TopicAct = (typeof TOPIC_ACTS)[number]
