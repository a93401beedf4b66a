import type { ModalView } from '@slack/types'
import type { Signed, SlackParts } from '../reply.ts'
import type { SettingsSection } from '../settings-values.ts'
import { organisersModal, whoOrganises } from '../views/organisers-modal.ts'
import { settingsModal } from '../views/settings-modal.ts'

/**
 * The settings as they are now, or a part of them; for everybody but organisers, who the organisers are.
 * @param part null: all of them
 */
export const openSettings = async (
  { services, words }: SlackParts,
  { workspace, actor }: Signed,
  part: SettingsSection | null = null,
): Promise<{ view: ModalView } | { refused: string }> => {
  const state = await services.programme({ workspace, actor })
  if (state.outcome === 'refused') return { refused: words.refusalText(state) }
  if (state.outcome === 'organisers') return { view: whoOrganises(words, state) }
  return { view: part === null ? settingsModal(words, state) : organisersModal(words, state) }
}
