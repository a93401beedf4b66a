import type { InputBlock, ModalView } from '@slack/types'
import { REASON_LIMIT } from '../../domain/sessions/session.ts'
import type { OwnOpenSession } from '../../service/open-sessions/screens.ts'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { sessionTarget } from '../values.ts'
import { context, section, stack } from './blocks.ts'
import { input, radios, textField } from './inputs.ts'
import { modal } from './modal.ts'

/** Which sessions of a series are cancelled. */
export const WHICH = ['one', 'all'] as const

/** Asks before an open session is cancelled, and of a series whether all of it is. */
export const cancelOpenModal = (words: Words, { state }: OwnOpenSession): ModalView => {
  const { open, reader } = state
  const { session, series } = open
  const { hosting } = words
  return modal(words, {
    callback_id: callbackIds.cancelOpenModal,
    private_metadata: sessionTarget.encode({ session: session.id }),
    title: words.modals.cancelTitle,
    submit: words.modals.cancel,
    close: words.modals.keep,
    blocks: stack(
      section(hosting.cancelAsk(session, reader.zone)),
      series !== null && whichInput(words),
      input(
        blockIds.reason,
        hosting.reason,
        textField(
          actionIds.typeHosting,
          { max: REASON_LIMIT, placeholder: hosting.reasonPlaceholder, multiline: true },
          '',
        ),
        { optional: true },
      ),
      context(hosting.cancelNext),
    ),
  })
}

const whichInput = ({ hosting }: Words): InputBlock =>
  input(blockIds.which, hosting.which, radios(actionIds.typeHosting, WHICH, hosting, 'one'))
