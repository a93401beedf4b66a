import type { ModalView } from '@slack/types'
import { blockIds, callbackIds } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { context, plainText } from './blocks.ts'
import { modal } from './modal.ts'

/** Asks with whom to book a session; the booking modal takes its place. */
export const pickMemberModal = (words: Words): ModalView =>
  modal(words, {
    callback_id: callbackIds.pickMemberModal,
    title: words.modals.bookTitle,
    submit: words.modals.next,
    blocks: [
      {
        type: 'input',
        block_id: blockIds.member,
        label: plainText(words.picking.label, limits.label),
        element: {
          type: 'users_select',
          action_id: blockIds.member,
          placeholder: plainText(words.picking.placeholder, limits.placeholder),
        },
      },
      context(words.picking.next),
    ],
  })
