import type { ModalView } from '@slack/types'
import { REASON_LIMIT } from '../../domain/sessions/session.ts'
import type { SessionState } from '../../store/reads/session-state.ts'
import { blockIds, callbackIds } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { cancelMetadata } from '../values.ts'
import { context, plainText, section } from './blocks.ts'
import { modal } from './modal.ts'

export const cancelModal = (
  words: Words,
  { session, reader, other }: Omit<SessionState, 'accepted' | 'message'>,
): ModalView =>
  modal(words, {
    callback_id: callbackIds.cancelModal,
    private_metadata: cancelMetadata.encode({ session: session.id }),
    title: words.modals.cancelTitle,
    submit: words.modals.cancel,
    close: words.modals.keep,
    blocks: [
      section(words.cancelling.ask(session, other.id, reader.zone)),
      {
        type: 'input',
        block_id: blockIds.reason,
        optional: true,
        label: plainText(words.cancelling.reasonLabel, limits.label),
        element: {
          type: 'plain_text_input',
          action_id: blockIds.reason,
          multiline: true,
          max_length: REASON_LIMIT,
          placeholder: plainText(words.cancelling.reasonPlaceholder, limits.placeholder),
        },
      },
      context(words.cancelling.next),
    ],
  })
