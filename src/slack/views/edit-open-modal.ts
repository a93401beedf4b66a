import type { ModalView } from '@slack/types'
import type { OwnOpenSession } from '../../service/open-sessions/screens.ts'
import { callbackIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { sessionTarget } from '../values.ts'
import { context, section, stack } from './blocks.ts'
import { modal } from './modal.ts'
import { aboutInputs, whereInput } from './open-session-inputs.ts'

/** What an open session is about and where it is, to be changed by its mentor. */
export const editOpenModal = (words: Words, { state }: OwnOpenSession): ModalView => {
  const { open, topics, reader } = state
  const { session, description } = open
  return modal(words, {
    callback_id: callbackIds.editOpenModal,
    private_metadata: sessionTarget.encode({ session: session.id }),
    title: words.modals.editSessionTitle,
    submit: words.modals.save,
    blocks: stack(
      section(words.hosting.what(session, reader.zone)),
      aboutInputs(words, { title: session.topic, description, topics }),
      whereInput(words, session.location),
      context(words.hosting.editNext),
    ),
  })
}
