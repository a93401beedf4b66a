import type { KnownBlock } from '@slack/types'
import { startOfRequests } from '../../domain/requests/lists.ts'
import { MESSAGE_LIMIT } from '../../domain/requests/request.ts'
import { isOpen } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { CardState } from '../../store/reads/card-state.ts'
import { browsingValue } from '../browsing.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { requestTarget } from '../values.ts'
import { actions, button, context, picture, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { quote } from './peoples-text.ts'

/** The receiver's one message for all open requests of a sender and kind. The sender never sees it. */
export const requestCard = (words: Words, state: CardState, now: Instant): Message => {
  const { card, latest, answered, sender } = state
  return message(
    stack(
      answered > 0 && section(words.answersOffers(card.sender, answered)),
      section(cardHead(words, state), picture(sender)),
      quote(latest.message, MESSAGE_LIMIT) ?? context(words.noMessage),
      status(words, state, now),
      buttons(words, state),
    ),
  )
}

/** All of it stands beside the picture, which is as high as its lines. */
const cardHead = (words: Words, { card, latest, sender, pending, dismissed }: CardState): string => {
  const open = pending + dismissed
  return [
    words.cardTitle(card.kind, card.sender, open),
    words.sentLine(latest, sender.zone),
    ...(open > 1 ? [words.latestOf(open, card.kind)] : []),
  ].join('\n')
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
      barred ?? (!booked && context(words.cardStatus.pending(sender))),
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
        : state.isSeatGone || (session && isOpen(session))
          ? words.cardStatus.acceptedBySeat(sender, kind, session)
          : words.cardStatus.acceptedByBooking(sender, session),
    ),
    state.accepted > 1 && context(words.cardStatus.related(kind, state.accepted)),
  )
}

const buttons = (words: Words, { card, sender, upTo, pending, dismissed, barred }: CardState) => {
  const value = requestTarget.encode({ card: card.id, upTo })
  const open = pending + dismissed
  const spoken = (label: string) => words.spokenAnswer(label, sender.fullName, card.kind)
  const accept = button(words.labels.accept, actionIds.acceptRequest, {
    value,
    spoken: spoken(words.labels.accept),
    ...(pending > 0 && { style: 'primary' }),
  })
  const dismiss = button(words.labels.dismiss, actionIds.dismissRequest, {
    value,
    spoken: spoken(words.labels.dismiss),
  })
  return actions(
    ...(open > 0 && !barred ? [accept] : []),
    ...(pending > 0 ? [dismiss] : []),
    ...(open > 1 ? [seeAll(words, card, open)] : []),
  )
}

/** Opens what its sender asks of this kind: all that the card stands for. */
const seeAll = (words: Words, { kind, sender }: CardState['card'], open: number) => {
  const { received, sent } = startOfRequests
  const browsing = { received: { ...received, filter: { kind, state: null, sender } }, sent }
  return button(words.seeAll(open), actionIds.browse, { value: browsingValue.encode(browsing) })
}
