import type { ModalView } from '@slack/types'
import { minutesOf } from '../../domain/sessions/session.ts'
import type { OwnOpenSession } from '../../service/open-sessions/screens.ts'
import { callbackIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { sessionTarget } from '../values.ts'
import { context, section } from './blocks.ts'
import { modal } from './modal.ts'
import { openLengthInput, startInput } from './open-session-inputs.ts'

/** Another time or length for an open session. */
export const moveOpenModal = (words: Words, { state }: OwnOpenSession): ModalView => {
  const { open, reader } = state
  const { session } = open
  return modal(words, {
    callback_id: callbackIds.moveOpenModal,
    private_metadata: sessionTarget.encode({ session: session.id }),
    title: words.modals.rescheduleTitle,
    submit: words.modals.move,
    blocks: [
      section(words.hosting.what(session, reader.zone)),
      startInput(words, session.startsAt),
      openLengthInput(words, minutesOf(session)),
      context(words.hosting.moveNext),
    ],
  })
}
