import { intent, type MemberId } from '../../domain/ids.ts'
import { MESSAGE_LIMIT, MOST_RECEIVERS } from '../../domain/requests/request.ts'
import type { Act } from '../act.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { type Sending, type Sent, sendTo } from './send.ts'

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
export const sendToEach = async (act: Act, sending: SendingToEach): Promise<SentToEach | Refusal> => {
  const { actor, message } = sending
  if (message.length > MESSAGE_LIMIT) return refuse({ reason: 'message_too_long', limit: MESSAGE_LIMIT })
  const to = [...new Set(sending.to)]
  if (to.length > MOST_RECEIVERS) return refuse({ reason: 'too_many_receivers', limit: MOST_RECEIVERS })
  return act({ members: [actor, ...to] }, async (tx): Promise<SentToEach> => {
    const each: { to: MemberId; sent: Sent | Refusal }[] = []
    for (const one of to) {
      const own = { ...sending, to: one, answers: null, intent: intent(`${sending.intent}:${one}`) }
      each.push({ to: one, sent: await sendTo(tx, own) })
    }
    return { outcome: 'sent_to_each', each }
  })
}
