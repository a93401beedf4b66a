import type { ModalView } from '@slack/types'
import { blockIds, callbackIds } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { plainText, section } from './blocks.ts'
import { modal } from './modal.ts'

/** What goes, what stays and why: asked for the first time. */
export const forgetModal = (words: Words): ModalView => {
  const { title, next, ask, goes, stays, after } = words.forgetting
  return modal(words, {
    callback_id: callbackIds.forgetModal,
    title,
    submit: next,
    blocks: [ask, goes, stays, after].map((text) => section(text)),
  })
}

/** Asked for the second time, and answered by typing a word. */
export const forgetWordModal = (words: Words): ModalView => {
  const { title, confirm, ask, typeLabel } = words.forgetting
  return modal(words, {
    callback_id: callbackIds.forgetWordModal,
    title,
    submit: confirm,
    blocks: [
      section(ask),
      {
        type: 'input',
        block_id: blockIds.forgetWord,
        label: plainText(typeLabel, limits.label),
        element: { type: 'plain_text_input', action_id: blockIds.forgetWord, max_length: 100 },
      },
    ],
  })
}
