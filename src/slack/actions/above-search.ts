import type { ModalView } from '@slack/types'
import { shownSearch } from '../modals/open-find.ts'
import { type Press, type Reply, type SlackParts, say, show, showAbove } from '../reply.ts'
import { sayModal } from '../views/modal.ts'

/** Over what was found in the directory, which stays; elsewhere in place of the modal that the button was in. */
export const showAboveSearch = (parts: SlackParts, press: Press, view: ModalView): Reply<never> =>
  (shownSearch(press.modal) ? showAbove : show)(parts, press, view)

/** The same of a sentence. */
export const sayAboveSearch = (parts: SlackParts, press: Press, title: string, text: string): Reply<never> =>
  shownSearch(press.modal)
    ? showAbove(parts, press, sayModal(parts.words, title, text))
    : say(parts, press, text)
