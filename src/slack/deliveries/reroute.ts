import type { Covered } from '../../store/reroutes.ts'
import { rerouteMessage } from '../views/reroute-message.ts'
import { type Delivers, skipped } from './delivering.ts'
import { postAnew } from './post.ts'

export const reroute: Delivers<'reroute'> = async (
  { reroutes, words, step, ...parts },
  delivery,
  { to, card },
) => {
  // If an earlier try turns out to have posted it, nothing is read again.
  let covered: Covered = { sentBy: delivery.attemptedAt ?? 0 }
  return postAnew(parts, delivery, {
    to,
    posted: null,
    content: async () => {
      const state = await step('check', () => reroutes.check(delivery.workspace, to, card))
      if ('reason' in state) return skipped(state.reason)
      covered = { upTo: state.upTo }
      return rerouteMessage(words, state)
    },
    recording: () => reroutes.rerouted(card, covered),
  })
}
