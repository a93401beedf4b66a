import type { ModalView } from '@slack/types'
import { minutesOf } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { OwnOpenSession } from '../../service/open-sessions/screens.ts'
import { callbackIds } from '../ids.ts'
import { moveOpenMetadata } from '../open-session-values.ts'
import type { Words } from '../text/words.ts'
import { context, section, stack } from './blocks.ts'
import { modal, warning } from './modal.ts'
import { openLengthInput, startInput } from './open-session-inputs.ts'

/** Another time or length for an open session. @param busyAt when their own calendar says that the mentor is busy */
export const moveOpenModal = (
  words: Words,
  { state }: OwnOpenSession,
  busyAt: readonly Instant[] = [],
): ModalView => {
  const { open, reader } = state
  const { session } = open
  return modal(words, {
    callback_id: callbackIds.moveOpenModal,
    private_metadata: moveOpenMetadata.encode({ session: session.id, toldBusy: [...busyAt] }),
    title: words.modals.rescheduleTitle,
    submit: busyAt.length > 0 ? words.modals.moveAnyway : words.modals.move,
    blocks: stack(
      busyAt.length > 0 && warning(words.ownCalendarText(null, true)),
      section(words.hosting.what(session, reader.zone)),
      startInput(words, session.startsAt),
      openLengthInput(words, minutesOf(session)),
      context(words.hosting.moveNext),
    ),
  })
}
