import type { KnownBlock } from '@slack/types'
import { MESSAGE_LIMIT } from '../../domain/requests/request.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { CardState } from '../../store/reads/card-state.ts'
import { actionIds, requestTarget } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { quote } from './peoples-text.ts'

/** The receiver's one message for all open requests of a sender and kind. The sender never sees it. */
export const requestCard = (words: Words, state: CardState, now: Instant): Message => {
  const { card, latest, answered } = state
  const open = state.pending + state.dismissed
  return message(
    stack(
      answered > 0 && section(words.answersOffers(card.sender, answered)),
      section(words.cardTitle(card.kind, card.sender, open)),
      quote(latest.message, MESSAGE_LIMIT) ?? context(words.noMessage),
      context(words.sentLine(latest.sentAt, latest.contextUrl)),
      status(words, state, now),
      buttons(words, state),
    ),
  )
}

const status = (words: Words, state: CardState, now: Instant): KnownBlock[] => {
  const { kind, sender } = state.card
  const { session } = state
  const barred = state.barred ? context(words.cannotAccept(state.barred, sender)) : undefined
  const booked = session && session.status === 'scheduled' && session.endsAt > now ? session : undefined
  if (state.pending > 0) {
    return stack(
      state.dismissed > 0 && context(words.cardStatus.partlyDismissed(state.dismissed)),
      booked && section(words.cardStatus.bookedMeanwhile(sender, booked, true)),
      barred ?? (!booked && context(words.cardStatus.pending(kind, sender))),
    )
  }
  if (state.dismissed > 0) {
    return stack(
      section(words.cardStatus.dismissed(sender, barred === undefined)),
      barred,
      booked && context(words.cardStatus.bookedMeanwhile(sender, booked, false)),
    )
  }
  if (state.accepted === 0) return [section(words.cardStatus.withdrawn(sender))]
  const by = state.latest.acceptedBy
  return stack(
    section(
      by && 'sessionRequest' in by
        ? words.cardStatus.acceptedByAsking(sender)
        : words.cardStatus.acceptedByBooking(sender, session),
    ),
    state.accepted > 1 && context(words.cardStatus.related(kind, state.accepted)),
  )
}

const buttons = (words: Words, { card, upTo, pending, dismissed, barred }: CardState) => {
  const value = requestTarget.encode({ card: card.id, upTo })
  return actions(
    ...(pending + dismissed > 0 && !barred
      ? [button(words.labels.accept, actionIds.acceptRequest, { value, style: 'primary' })]
      : []),
    ...(pending > 0 ? [button(words.labels.dismiss, actionIds.dismissRequest, { value })] : []),
  )
}
