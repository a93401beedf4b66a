import { MONDAY_10_UTC } from '../../support/world.ts'
import { lifecycleModel } from '../lifecycle/lifecycle-model.ts'
import { type Act, onModel } from './acts.ts'

/** One client's act: its answer, and when it began and ended, by one counter for all clients. */
export type Event = { act: Act; answer: string; began: number; ended: number }

/** Requests by intent, with what they are and what became of them; no ids, and no order of creation. */
export type State = readonly string[]

const replay = (acts: readonly Act[], cardUpTo: readonly number[]) => {
  const model = lifecycleModel(MONDAY_10_UTC)
  const answers = acts.map((act) => onModel(model, act, cardUpTo))
  return { model, answers }
}

export const stateOf = ({ requests, sessions }: ReturnType<typeof lifecycleModel>): State => {
  const name = (by: string | null) => {
    const [what, index] = by?.split(' ') ?? []
    return what === 'session' ? sessions[Number(index)]?.intent : what && requests[Number(index)]?.intent
  }
  return [
    ...requests.map((r) => {
      const first = requests.find(({ card }) => card === r.card)?.intent
      return [
        r.intent,
        r.kind,
        r.from,
        r.to,
        'card of',
        first,
        r.number,
        r.status,
        r.withdrawn,
        name(r.acceptedBy),
      ]
    }),
    ...sessions.map((s) => [s.intent, s.mentor, s.mentee, s.at, s.bookedBy, s.cancelled]),
  ]
    .map((line) => line.map((part) => part ?? '-').join(' '))
    .sort()
}

/**
 * Whether the acts can be put in an order in which the model, acting alone, gives each client the same answer
 * and ends in the database's state. An act that ended before another began must come before it.
 */
export const isLinearizable = (
  beginning: readonly Act[],
  events: readonly Event[],
  cardUpTo: readonly number[],
  final: State,
): boolean => {
  const wanted = final.join('\n')
  const search = (order: readonly Act[], left: readonly Event[]): boolean => {
    if (left.length === 0)
      return stateOf(replay([...beginning, ...order], cardUpTo).model).join('\n') === wanted
    const firstEnd = Math.min(...left.map(({ ended }) => ended))
    return left.some((next) => {
      if (next.began > firstEnd) return false
      const acts = [...order, next.act]
      const answer = replay([...beginning, ...acts], cardUpTo).answers.at(-1)
      return (
        answer === next.answer &&
        search(
          acts,
          left.filter((event) => event !== next),
        )
      )
    })
  }
  return search([], events)
}
