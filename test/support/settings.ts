import { SETTINGS_SECTIONS, type SettingsSection } from '../../src/slack/settings-values.ts'
import type { Actor } from './actor.ts'

/** The button of that part among all that say Change. */
export const nthOf = (part: SettingsSection): number => SETTINGS_SECTIONS.indexOf(part)

/** Opens a part of the settings, as an organiser does. */
export const changePart = async (organiser: Actor, part: SettingsSection): Promise<void> => {
  await organiser.types('settings')
  await organiser.clickModal('Change', { nth: nthOf(part) })
}
