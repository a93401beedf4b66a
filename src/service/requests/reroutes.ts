import { type CardId, deliveryId, type MemberId, type WorkspaceId } from '../../domain/ids.ts'
import { MOST_OTHERS, REROUTE_LAPSES_AFTER } from '../../domain/requests/reroute.ts'
import type { Instant } from '../../domain/time/time.ts'
import { enqueueOnce } from '../../store/deliveries.ts'
import type { Recording } from '../../store/delivery-queue.ts'
import { type Covered, markRerouted, reroutesDue, unansweredOf } from '../../store/reroutes.ts'
import { ownRows, type Tx } from '../../store/sql/tx.ts'
import { type Parts, type Read, readIn } from '../act.ts'
import { namedIn } from '../directory/asked-terms.ts'
import { lookerOf } from '../directory/looker.ts'
import { metAgain } from '../directory/met-again.ts'
import type { Result } from '../directory/results.ts'
import { search } from '../directory/search.ts'
import type { Meet } from '../members/meet.ts'

/** What the sender is told: whom they asked, and others who could help, best first. */
export type RerouteState = {
  receiver: MemberId
  /** More than one request is open. */
  isSeveral: boolean
  others: readonly Result[]
  /** The number of the newest request. */
  upTo: number
}

/**
 * Shows those who asked for a session others who could help, if they heard nothing. Everything here follows from what the
 * sender did and from the directory as it is for anybody, so it says nothing of what became of the request.
 */
export const reroutes = (parts: Parts, meet: Meet) => ({
  /** Writes what is due by then, once for each request. */
  plan: (workspace: WorkspaceId, until: Instant): Promise<void> =>
    parts.inWorkspace(workspace, async (tx) => {
      const now = parts.clock.now()
      const due = await reroutesDue(tx, { after: now - REROUTE_LAPSES_AFTER, until })
      const planned = due.map(({ request, card, sender, at }) => ({
        id: deliveryId(parts.nextId()),
        notice: { kind: 'reroute' as const, to: sender, card },
        onceKey: `reroute:${request}`,
        runAt: Math.max(at, now),
      }))
      await enqueueOnce(tx.behind(ownRows), planned, now)
    }),

  /** The last look before it is sent: a message for one request covers all that are open on its card. */
  check: async (
    workspace: WorkspaceId,
    to: MemberId,
    card: CardId,
  ): Promise<RerouteState | { reason: string }> => {
    const read: Read = readIn(parts, meet, workspace)
    const look = () => read((tx) => stateOf(tx, to, card, read.now()))
    const state = await look()
    return 'others' in state && (await metAgain(read, state.others)) ? look() : state
  },

  rerouted:
    (card: CardId, covered: Covered): Recording =>
    (tx) =>
      markRerouted(tx, card, covered),
})

export type Reroutes = ReturnType<typeof reroutes>

const stateOf = async (
  tx: Tx,
  to: MemberId,
  card: CardId,
  now: Instant,
): Promise<RerouteState | { reason: string }> => {
  const [unanswered, looker] = await Promise.all([
    unansweredOf(tx, card, to, { after: now - REROUTE_LAPSES_AFTER, until: now }),
    lookerOf(tx, to),
  ])
  if (!unanswered) return { reason: 'nothing is open any more' }
  if ('outcome' in looker) return { reason: 'the sender may not take part' }
  if (looker.settings.othersAfterDays === 0) return { reason: 'the workspace wants none' }
  const { receiver, messages, upTo } = unanswered
  const asked = {
    ...({ listedAs: 'mentor', shown: [] } as const),
    ...{ without: [receiver], most: MOST_OTHERS, now },
  }
  const matching = await search(tx, looker, await namedIn(tx, messages.join('\n'), null), asked)
  const { results } = matching.results.length > 0 ? matching : await search(tx, looker, null, asked)
  return results.length === 0
    ? { reason: 'nobody is listed' }
    : { receiver, isSeveral: messages.length > 1, others: results, upTo }
}
