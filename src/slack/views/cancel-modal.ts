import type { ModalView } from '@slack/types'
import { REASON_LIMIT } from '../../domain/sessions/session.ts'
import type { SessionState } from '../../store/reads/session-state.ts'
import { blockIds, callbackIds, cancelMetadata } from '../ids.ts'
import { limits } from '../limits.ts'
import { modalWords } from '../text/labels.ts'
import { cancelWords } from '../text/sessions.ts'
import { context, plainText, section } from './blocks.ts'
import { modal } from './modal.ts'

export const cancelModal = ({
  session,
  reader,
  other,
}: Omit<SessionState, 'accepted' | 'message'>): ModalView =>
  modal({
    callback_id: callbackIds.cancelModal,
    private_metadata: cancelMetadata.encode({ session: session.id }),
    title: modalWords.cancelTitle,
    submit: modalWords.cancel,
    close: modalWords.keep,
    blocks: [
      section(cancelWords.ask(session, other.id, reader.zone)),
      {
        type: 'input',
        block_id: blockIds.reason,
        optional: true,
        label: plainText(cancelWords.reasonLabel, limits.label),
        element: {
          type: 'plain_text_input',
          action_id: blockIds.reason,
          multiline: true,
          max_length: REASON_LIMIT,
          placeholder: plainText(cancelWords.reasonPlaceholder, limits.placeholder),
        },
      },
      context(cancelWords.next),
    ],
  })
