import type { KnownBlock, ModalView } from '@slack/types'
import { SETTING_LIMITS } from '../../domain/settings.ts'
import type { ProgrammeState } from '../../service/programme/programme.ts'
import type { RecordedChange } from '../../store/programme-changes.ts'
import { actionIds } from '../ids.ts'
import {
  isForm,
  SETTINGS_FORMS,
  SETTINGS_SECTIONS,
  type SettingsSection,
  sectionTarget,
} from '../settings-values.ts'
import type { Words } from '../text/words.ts'
import { button, context, divider, header, section, stack } from './blocks.ts'
import { modal } from './modal.ts'
import { named, quote } from './peoples-text.ts'

/**
 * Everything that is set, each part with a button to change it, and what was changed last.
 * @param remark what was just done
 */
export const settingsModal = (words: Words, state: ProgrammeState, remark?: string): ModalView =>
  modal(words, {
    title: words.modals.settingsTitle,
    blocks: stack(
      remark !== undefined && section(remark),
      SETTINGS_SECTIONS.flatMap((part) => partRow(words, part, state)),
      divider,
      header(words.headings.changes),
      state.changes.length === 0
        ? context(words.programme.noChanges)
        : state.changes.flatMap((change) => changeRow(words, change)),
      state.hasEarlier && context(words.programme.earlierChanges(state.changes.length)),
    ),
  })

const partRow = (words: Words, part: SettingsSection, state: ProgrammeState): KnownBlock[] => {
  const { settings } = state
  const title = words.settingsSections[part]
  return stack(
    section(
      `*${title}*\n${summary(words, part, state)}`,
      button(words.labels.change, actionIds.openSettings, {
        value: sectionTarget.encode({ section: part }),
        spoken: `${words.labels.change}: ${title}`,
      }),
    ),
    part === 'about' &&
      named([
        { name: words.settingFields.programmeName.label, typed: settings.programmeName },
        { name: words.settingFields.welcomeLine.label, typed: settings.welcomeLine },
      ]),
  )
}

const summary = (words: Words, part: SettingsSection, { settings, organisers }: ProgrammeState): string => {
  if (part === 'organisers') return words.organisersLine(organisers)
  if (!isForm(part)) return words.settingsForm.topics
  return SETTINGS_FORMS[part].map((name) => words.settingInWords(name, settings)).join(' · ')
}

/** A topic's names are what members typed. */
const changeRow = (words: Words, change: RecordedChange): KnownBlock[] =>
  stack(
    context(words.changeLine(change)),
    change.kind === 'topic' && quote(change.names.join(' → '), SETTING_LIMITS.welcomeLine),
  )
