import { requestCard } from '../views/request-card.ts'
import { type Delivers, skipped } from './delivering.ts'
import { changeMessage, postAnew } from './post.ts'

export const card: Delivers<'card'> = async (parts, delivery, { to, card, announce }) => {
  const { screens, clock, words, step } = parts
  const state = await step('read', () => screens.card(delivery.workspace, card))
  if (!state) return skipped('the card is gone')
  const { message: posted } = state.card
  const isEmpty = !posted && state.pending + state.dismissed + state.accepted === 0
  const nothing = isEmpty ? skipped('withdrawn before it was shown') : undefined
  const content = () => requestCard(words, state, clock.now())
  if (!announce) return nothing ?? changeMessage(parts, posted, content())
  return postAnew(parts, delivery, {
    to,
    posted,
    nothing,
    content: async () => content(),
    recording: (message) =>
      screens.replacing(
        posted && { kind: 'replaced', to, ...posted },
        message,
        screens.cardMessageAt(card, message),
      ),
  })
}
