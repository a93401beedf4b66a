import type { ModalView } from '@slack/types'
import type { ProgrammeState } from '../../service/programme/programme.ts'
import type { Signed, SlackParts } from '../reply.ts'
import { isForm, type SettingsSection } from '../settings-values.ts'
import type { Words } from '../text/words.ts'
import { organisersModal, whoOrganises } from '../views/organisers-modal.ts'
import { settingsFormModal } from '../views/settings-form-modal.ts'
import { settingsModal } from '../views/settings-modal.ts'
import { topicsModal } from '../views/topics-modal.ts'

/**
 * The settings as they are now, or a part of them; for everybody but organisers, who the organisers are.
 * @param part null: all of them
 * @param remark what was just done
 */
export const openSettings = async (
  { services, words }: SlackParts,
  { workspace, actor }: Signed,
  part: SettingsSection | null = null,
  remark?: string,
): Promise<{ view: ModalView } | { refused: string }> => {
  const state = await services.programme({ workspace, actor })
  if (state.outcome === 'refused') return { refused: words.refusalText(state) }
  if (state.outcome === 'organisers') return { view: whoOrganises(words, state) }
  return { view: viewOf(words, part, state, remark) }
}

const viewOf = (words: Words, part: SettingsSection | null, state: ProgrammeState, remark?: string) => {
  if (part === null) return settingsModal(words, state, remark)
  if (isForm(part)) return settingsFormModal(words, part, state.settings)
  return part === 'topics' ? topicsModal(words) : organisersModal(words, state)
}
