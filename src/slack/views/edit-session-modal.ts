import type { InputBlock, ModalView } from '@slack/types'
import { MAX_LOCATION_LENGTH } from '../../domain/availability/availability.ts'
import { TOPIC_LIMIT } from '../../domain/sessions/session.ts'
import type { SessionState } from '../../store/reads/session-state.ts'
import { blockIds, callbackIds, editMetadata } from '../ids.ts'
import { clip, limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { context, plainText, section } from './blocks.ts'
import { modal } from './modal.ts'

/** Topic and place of a session, to be changed by either side. */
export const editSessionModal = (
  words: Words,
  { session, reader, other }: Pick<SessionState, 'session' | 'reader' | 'other'>,
): ModalView =>
  modal(words, {
    callback_id: callbackIds.editSessionModal,
    private_metadata: editMetadata.encode({
      session: session.id,
      topic: session.topic,
      location: session.location,
    }),
    title: words.modals.editSessionTitle,
    submit: words.modals.save,
    blocks: [
      section(words.editing.what(session, other.id, reader.zone)),
      input(
        blockIds.topic,
        TOPIC_LIMIT,
        session.topic,
        words.editing.topicLabel,
        words.editing.topicPlaceholder,
      ),
      input(
        blockIds.location,
        MAX_LOCATION_LENGTH,
        session.location,
        words.editing.placeLabel,
        words.editing.placePlaceholder,
      ),
      context(words.editing.next(other.id)),
    ],
  })

const input = (
  id: string,
  max_length: number,
  value: string,
  label: string,
  placeholder: string,
): InputBlock => ({
  type: 'input',
  block_id: id,
  optional: true,
  label: plainText(label, limits.label),
  element: {
    type: 'plain_text_input',
    action_id: id,
    max_length,
    placeholder: plainText(placeholder, limits.placeholder),
    ...(value !== '' && { initial_value: clip(value, max_length) }),
  },
})
