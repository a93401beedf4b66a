import { randomUUID } from 'node:crypto'
import {
  type CardId,
  intent,
  memberId,
  type RequestId,
  type SessionId,
  workspaceId,
} from '../../../src/domain/ids.ts'
import type { Clock } from '../../../src/domain/time/time.ts'
import { idSource, type Parts } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import type { InWorkspace } from '../../../src/store/sql/transaction.ts'
import { asUsual } from '../../support/as-usual.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'
import type { Kind, lifecycleModel, Name, Role, Time } from '../lifecycle/lifecycle-model.ts'

/** What one client asks for. Requests and sessions are named by their position among the initial ones. */
export type Act =
  | { type: 'send'; from: Name; to: Name; kind: Kind; intent: string; answers: number | null }
  | { type: 'dismiss'; actor: Name; request: number; card: boolean }
  | { type: 'withdraw'; actor: Name; request: number }
  | { type: 'book'; actor: Name; other: Name; role: Role; time: Time; origin: number | null; intent: string }
  | { type: 'cancel'; actor: Name; session: number }

export const BEGUN_SESSION = 'begun session'

type Model = ReturnType<typeof lifecycleModel>

/** The act on the model. `cardUpTo`: the highest number that each card showed when the clients started. */
export const onModel = (model: Model, act: Act, cardUpTo: readonly number[]): string => {
  switch (act.type) {
    case 'send':
      return model.send(act, act.answers)
    case 'dismiss': {
      const named = model.requests[act.request]
      if (!named) return model.dismiss(act.actor, [])
      const shown = act.card
        ? model.requests.filter((r) => r.card === named.card && r.number <= (cardUpTo[act.request] ?? 0))
        : [named]
      return model.dismiss(act.actor, shown)
    }
    case 'withdraw':
      return model.withdraw(act.actor, model.requests[act.request])
    case 'book':
      return model.book({ ...act, confirmed: true })
    case 'cancel':
      // Only an initial session can be named.
      return model.cancel(
        act.actor,
        model.sessions[act.session]?.intent === BEGUN_SESSION ? model.sessions[act.session] : undefined,
      )
  }
}

/** What the clients can name. */
export type Known = { requests: RequestId[]; cards: CardId[]; cardUpTo: number[]; sessions: SessionId[] }

const clock: Clock = { now: () => MONDAY_10_UTC }
/** Everybody has met everybody, and Slack has no news: an old answer beats none. */
const silentSlack = async () => 'unavailable' as const
const nowhere = randomUUID()

type Outcome = { outcome: string; reason?: unknown; answered?: unknown; count?: unknown; accepted?: unknown }

const words = (answer: Outcome): string => {
  if (answer.answered !== undefined) return `${answer.outcome}, ${answer.answered} answered`
  if (answer.reason !== undefined) return `${answer.outcome}: ${answer.reason}`
  if (answer.outcome === 'dismissed') return `dismissed ${answer.count}`
  if (answer.outcome !== 'booked') return answer.outcome
  const accepted = answer.accepted as { count: number } | null
  return `booked, ${accepted?.count ?? 0} settled`
}

/** One process's services, over its own pool. */
export const process = (inWorkspace: InWorkspace, name: string) => {
  const workspace = workspaceId(name)
  const parts: Parts = { inWorkspace, clock, nextId: idSource(clock), wake: () => {} }
  const acts = services(parts, silentSlack)
  const perform = (act: Act, known: Known) => {
    const by = (actor: Name) => ({ workspace, actor: memberId(actor) })
    const request = (index: number) => known.requests[index] ?? (nowhere as RequestId)
    switch (act.type) {
      case 'send':
        return acts.send({
          ...by(act.from),
          kind: act.kind,
          to: memberId(act.to),
          message: '',
          contextUrl: null,
          intent: intent(act.intent),
          answers: act.answers === null ? null : request(act.answers),
          others: true,
        })
      case 'dismiss': {
        const card = known.cards[act.request]
        const target =
          act.card && card
            ? { card, upTo: known.cardUpTo[act.request] ?? 0 }
            : { request: request(act.request) }
        return acts.dismiss({ ...by(act.actor), target })
      }
      case 'withdraw':
        return acts.withdraw({ ...by(act.actor), request: request(act.request) })
      case 'book':
        return acts.book({
          ...asUsual,
          ...by(act.actor),
          mentor: memberId(act.role === 'mentor' ? act.actor : act.other),
          mentee: memberId(act.role === 'mentor' ? act.other : act.actor),
          startsAt: act.time.at,
          topic: '',
          intent: intent(act.intent),
          origin: act.origin === null ? null : request(act.origin),
          confirmed: true,
        })
      case 'cancel':
        return acts.cancel({
          ...by(act.actor),
          session: known.sessions[act.session] ?? (nowhere as SessionId),
          reason: null,
        })
    }
  }
  return {
    workspace,
    /** The answer in the model's words; an exception is one that the model never gives. */
    perform: async (act: Act, known: Known): Promise<string> => {
      try {
        const answer = await perform(act, known)
        if (answer.outcome === 'sent' && 'request' in answer) {
          known.requests.push(answer.request.id)
          known.cards.push(answer.request.card)
          known.cardUpTo.push(0)
        }
        if (answer.outcome === 'booked' && 'session' in answer) known.sessions.push(answer.session.id)
        return words(answer)
      } catch (error) {
        return `broke: ${error instanceof Error ? error.message : error}`
      }
    },
  }
}
