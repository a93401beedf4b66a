import { intent, type MemberId } from '../../domain/ids.ts'
import { MESSAGE_LIMIT, MOST_RECEIVERS } from '../../domain/requests/request.ts'
import { lockMembers } from '../../store/members.ts'
import { act, type Parts } from '../act.ts'
import type { Directory } from '../members/meet.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { type Sending, type Sent, sendIn } from './send.ts'

/** Each gets a request of their own; `intent` is what all of them were submitted by. */
export type SendingToEach = Omit<Sending, 'to' | 'answers'> & { to: readonly MemberId[] }

export type SentToEach = {
  outcome: 'sent_to_each'
  each: readonly { to: MemberId; sent: Sent | Refusal }[]
}

/**
 * Sends the same to several, in one transaction: all that can be sent is, or nothing where something breaks. Whom it
 * cannot be sent to keeps nobody else from getting it. Submitted again, each finds their own request.
 */
export const sendToEach =
  (parts: Parts, directory: Directory) =>
  async (sending: SendingToEach): Promise<SentToEach | Refusal> => {
    const { workspace, actor, message } = sending
    if (message.length > MESSAGE_LIMIT) return refuse({ reason: 'message_too_long', limit: MESSAGE_LIMIT })
    const to = [...new Set(sending.to)]
    if (to.length > MOST_RECEIVERS) return refuse({ reason: 'too_many_receivers', limit: MOST_RECEIVERS })
    const nobody = await directory.meet(workspace, [actor])
    if (nobody) return nobody
    const met = await Promise.all(
      to.map(async (one) => ({ to: one, unmet: await directory.meet(workspace, [one]) })),
    )
    return act(parts, workspace, async (tx) => {
      // All at once and in the order of their ids, as everywhere; `sendIn` then finds its two locked.
      await lockMembers(tx, [actor, ...to])
      const each: { to: MemberId; sent: Sent | Refusal }[] = []
      for (const { to: one, unmet } of met) {
        const own = { ...sending, to: one, answers: null, intent: intent(`${sending.intent}:${one}`) }
        each.push({ to: one, sent: unmet ?? (await sendIn(parts, tx, own, () => {})) })
      }
      return { outcome: 'sent_to_each', each }
    })
  }
