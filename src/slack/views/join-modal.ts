import type { KnownBlock, ModalView } from '@slack/types'
import { OPEN_SESSION_LIMITS } from '../../domain/sessions/open-session.ts'
import { isIn } from '../../domain/sessions/standing.ts'
import type { AllJoined } from '../../service/open-sessions/join-all.ts'
import type { JoiningOptions } from '../../service/open-sessions/joining-options.ts'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import { type JoinMetadata, joinMetadata } from '../open-session-values.ts'
import type { Words } from '../text/words.ts'
import { context, picture, section, stack } from './blocks.ts'
import { input, textField, ticks } from './inputs.ts'
import { modal } from './modal.ts'
import { DESCRIPTION_SHOWN, openSessionDetails } from './open-session-parts.ts'
import { quote } from './peoples-text.ts'

export const JOIN_ALL = 'all'

/**
 * What is joined, what they would like to talk about if the mentor asks, and whether all that is ahead is joined: for
 * somebody who is in this one, that is what there is left to join.
 */
export const joinModal = (
  words: Words,
  { state, ahead }: Pick<JoiningOptions, 'state' | 'ahead'>,
  list: JoinMetadata['list'],
): ModalView => {
  const { open, mentor, standing } = state
  const { seats, id } = open.session
  const { joining, modals } = words
  const isAlready = isIn(standing)
  const isFull = seats.taken >= seats.total && !isAlready
  return modal(words, {
    callback_id: callbackIds.joinModal,
    private_metadata: joinMetadata.encode({ session: id, list }),
    title: modals.joinTitle,
    submit: isFull ? modals.joinWaitlist : modals.join,
    blocks: stack(
      section(
        [
          words.openSessionTitle(isAlready ? state : { ...state, standing: { is: 'none' } }),
          words.openWhen(state),
        ].join('\n'),
        picture(mentor),
      ),
      openSessionDetails(words, state),
      quote(open.description, DESCRIPTION_SHOWN),
      !isAlready && context(isFull ? joining.waitlist : words.seatsLeft(seats)),
      open.asks && noteInput(words),
      ahead > 1 && allInput(words, ahead, isAlready),
    ),
  })
}

const noteInput = ({ joining }: Words): KnownBlock =>
  input(
    blockIds.message,
    joining.noteLabel,
    textField(
      actionIds.typeNote,
      { max: OPEN_SESSION_LIMITS.note, placeholder: joining.notePlaceholder, multiline: true },
      '',
    ),
    { optional: true, hint: joining.noteHint },
  )

const allInput = ({ joining }: Words, ahead: number, isOn: boolean): KnownBlock =>
  input(
    blockIds.joinAll,
    joining.seriesLabel,
    ticks(blockIds.joinAll, [{ value: JOIN_ALL, text: joining.all(ahead), more: joining.allMore, isOn }]),
    { optional: true },
  )

/** What came of joining a whole series. */
export const joinedAllModal = (words: Words, all: AllJoined): ModalView =>
  modal(words, {
    title: words.modals.joinTitle,
    blocks: words.joinedAllText(all).map((paragraph) => section(paragraph)),
  })
