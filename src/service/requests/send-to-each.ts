import { intent, type MemberId } from '../../domain/ids.ts'
import { MESSAGE_LIMIT, MOST_RECEIVERS } from '../../domain/requests/request.ts'
import type { Act } from '../act.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { type Sending, type Sent, sendTo } from './send.ts'

/** One request for each; all share the `intent` of the submission. */
export type SendingToEach = Omit<Sending, 'to' | 'answers' | 'others'> & { to: readonly MemberId[] }

export type SentToEach = {
  outcome: 'sent_to_each'
  each: readonly { to: MemberId; sent: Sent | Refusal }[]
}

/**
 * Sends the same message to several members in one transaction, which an error rolls back for all. A refusal for one
 * member does not stop the others. Submitted again, it finds the request to each.
 */
export const sendToEach = async (act: Act, sending: SendingToEach): Promise<SentToEach | Refusal> => {
  const { actor, message } = sending
  if (message.length > MESSAGE_LIMIT) return refuse({ reason: 'message_too_long', limit: MESSAGE_LIMIT })
  const to = [...new Set(sending.to)]
  if (to.length > MOST_RECEIVERS) return refuse({ reason: 'too_many_receivers', limit: MOST_RECEIVERS })
  return act({ members: [actor, ...to] }, async (tx): Promise<SentToEach> => {
    const each: { to: MemberId; sent: Sent | Refusal }[] = []
    for (const one of to) {
      const own = {
        ...sending,
        ...{ to: one, answers: null, others: false },
        intent: intent(`${sending.intent}:${one}`),
      }
      each.push({ to: one, sent: await sendTo(tx, own) })
    }
    return { outcome: 'sent_to_each', each }
  })
}
