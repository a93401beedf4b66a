import type { ModalView } from '@slack/types'
import { OPEN_SESSION_LIMITS } from '../../domain/sessions/open-session.ts'
import type { OwnOpenSession } from '../../service/open-sessions/screens.ts'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { sessionTarget } from '../values.ts'
import { actions, button, context, plainText, section, stack } from './blocks.ts'
import { input, numberField } from './inputs.ts'
import { modal } from './modal.ts'
import { inviteInput } from './open-session-inputs.ts'

const metadataOf = ({ state }: OwnOpenSession) => sessionTarget.encode({ session: state.open.session.id })

/** Who comes to an open session, and what its mentor can do about that. */
export const manageSeatsModal = (words: Words, own: OwnOpenSession): ModalView => {
  const { open, reader, coming } = own.state
  const { session, asks } = open
  const value = metadataOf(own)
  return modal(words, {
    title: words.modals.seatsTitle,
    blocks: stack(
      section(words.hosting.what(session, reader.zone)),
      coming !== null && section(words.whoComes(coming)),
      actions(
        button(words.labels.changeSeats, actionIds.changeSeats, { value }),
        button(words.labels.addSomebody, actionIds.giveSeat, { value }),
        button(words.labels.inviteSomebody, actionIds.inviteToSession, { value }),
        ...(asks ? [button(words.labels.questions, actionIds.showQuestions, { value })] : []),
      ),
    ),
  })
}

/** Another number of seats. */
export const seatsModal = (words: Words, own: OwnOpenSession): ModalView => {
  const { session } = own.state.open
  const { total, taken } = session.seats
  const { min, max } = OPEN_SESSION_LIMITS.seats
  return modal(words, {
    callback_id: callbackIds.seatsModal,
    private_metadata: metadataOf(own),
    title: words.modals.seatsTitle,
    submit: words.modals.save,
    blocks: [
      section(words.hosting.what(session, own.state.reader.zone)),
      input(
        blockIds.seats,
        words.hosting.seats,
        numberField(actionIds.typeHosting, { min: Math.max(min, taken), max }, total),
        { hint: words.hosting.seatsNew(taken) },
      ),
    ],
  })
}

/** A seat for one member. */
export const giveSeatModal = (words: Words, own: OwnOpenSession): ModalView =>
  modal(words, {
    callback_id: callbackIds.addModal,
    private_metadata: metadataOf(own),
    title: words.modals.giveSeatTitle,
    submit: words.modals.giveSeat,
    blocks: [
      section(words.hosting.what(own.state.open.session, own.state.reader.zone)),
      input(blockIds.member, words.hosting.giveTo, {
        type: 'users_select',
        action_id: actionIds.typeHosting,
        placeholder: plainText(words.picking.placeholder, limits.placeholder),
      }),
      context(words.hosting.giveNext),
    ],
  })

/** Cards for several members. */
export const inviteModal = (words: Words, own: OwnOpenSession): ModalView =>
  modal(words, {
    callback_id: callbackIds.inviteModal,
    private_metadata: metadataOf(own),
    title: words.modals.inviteTitle,
    submit: words.modals.invite,
    blocks: [
      section(words.hosting.what(own.state.open.session, own.state.reader.zone)),
      inviteInput(words, [], { optional: false, most: OPEN_SESSION_LIMITS.invited }),
      context(words.hosting.inviteNext),
    ],
  })
