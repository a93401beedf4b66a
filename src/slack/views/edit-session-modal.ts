import type { ModalView } from '@slack/types'
import type { SessionState } from '../../store/reads/session-state.ts'
import { callbackIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { editMetadata } from '../values.ts'
import { context, section } from './blocks.ts'
import { modal } from './modal.ts'
import { placeInput, topicInput } from './session-fields.ts'

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
      topicInput(words, session.topic),
      placeInput(words, session.location),
      context(words.editing.next(other.id)),
    ],
  })
