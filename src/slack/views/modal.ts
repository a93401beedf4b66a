import type { KnownBlock, ModalView } from '@slack/types'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { plainText, section } from './blocks.ts'

/** A modal in the app's own words; without `submit` there is nothing to send. */
export const modal = (
  words: Words,
  parts: {
    title: string
    blocks: KnownBlock[]
    submit?: string | undefined
    close?: string
    callback_id?: string
    private_metadata?: string
  },
): ModalView => {
  const { title, blocks, submit, close = words.modals.close, ...names } = parts
  return {
    type: 'modal',
    title: plainText(title, limits.modalTitle),
    ...(submit && { submit: plainText(submit, limits.modalTitle) }),
    close: plainText(close, limits.modalTitle),
    blocks,
    ...names,
  }
}

/** A banner at the top of a modal: a sign and words, not an `alert` block, which some clients do not draw yet. */
export const warning = (text: string) => section(`:warning: ${text.replace(/^[^.]+\./, '*$&*')}`)

/** A modal that only says what was done, or why nothing was. */
export const sayModal = (words: Words, title: string, text: string): ModalView =>
  modal(words, { title, blocks: [section(text)] })
