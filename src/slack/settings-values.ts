import * as v from 'valibot'
import { codec } from './codec.ts'

/** The parts of the settings, in the order in which they stand. */
export const SETTINGS_SECTIONS = ['organisers'] as const
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number]

export const sectionTarget = codec(v.object({ section: v.picklist(SETTINGS_SECTIONS) }))
