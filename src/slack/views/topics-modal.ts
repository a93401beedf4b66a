import type { ModalView } from '@slack/types'
import { PROFILE_LIMITS } from '../../domain/directory/profile.ts'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import { limits } from '../limits.ts'
import { TOPIC_ACTS } from '../settings-values.ts'
import type { Words } from '../text/words.ts'
import { actions, button, plainText } from './blocks.ts'
import { input, radios, textField } from './inputs.ts'
import { modal } from './modal.ts'

/** Where organisers keep the workspace's topics in order. */
export const topicsModal = (words: Words): ModalView => {
  const form = words.settingsForm
  const topicMenu = (actionId: string) =>
    ({
      type: 'external_select',
      action_id: actionId,
      min_query_length: 0,
      placeholder: plainText(form.topicPlaceholder, limits.placeholder),
    }) as const
  return modal(words, {
    callback_id: callbackIds.topicsModal,
    title: words.settingsSections.topics,
    submit: words.modals.save,
    blocks: [
      input(blockIds.topic, form.topic, topicMenu(actionIds.pickAnyTopic)),
      input(
        blockIds.topicAct,
        form.topicAct,
        radios(actionIds.typeSettings, TOPIC_ACTS, words.topicActs, 'rename'),
      ),
      input(
        blockIds.newName,
        form.newName,
        textField(actionIds.typeSettings, { max: PROFILE_LIMITS.topicName }, ''),
        { optional: true, hint: form.newNameHint },
      ),
      input(blockIds.into, form.into, topicMenu(actionIds.findTopic), {
        optional: true,
        hint: form.intoHint,
      }),
      ...actions(button(words.labels.backToSettings, actionIds.showSettings)),
    ],
  })
}
