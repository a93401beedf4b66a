import { memberId } from '../../../src/domain/ids.ts'
import { tell } from '../../../src/service/act.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import type { InsideReroutes, RerouteLeak } from './reroute-twin.ts'

type State = Awaited<ReturnType<Parameters<NonNullable<RerouteLeak['services']>>[0]['reroutes']['check']>>

/** Changes what a sender is shown, if something of theirs was dismissed. */
const inCheck =
  (change: (state: Extract<State, { others: unknown }>) => State): NonNullable<RerouteLeak['services']> =>
  (honest, { dismissed }: InsideReroutes) => ({
    ...honest,
    reroutes: {
      ...honest.reroutes,
      check: async (...asked) => {
        const state = await honest.reroutes.check(...asked)
        return 'others' in state && dismissed.size > 0 ? change(state) : state
      },
    },
  })

/** Ways in which a sender could learn of a dismissal by being shown others, each planted by itself. */
export const rerouteLeaks = {
  'others shown a minute early': {
    onDismissal: ({ unseen, workspace }) =>
      unseen(workspace, (tx) =>
        tx.rows(`update requests set reroute_at = reroute_at - interval '1 minute'
          where workspace_id = :workspace and status = 'dismissed'`),
      ),
  },
  'another mentor first': {
    services: inCheck((state) => ({ ...state, others: [...state.others].reverse() })),
  },
  'fewer of them': { services: inCheck((state) => ({ ...state, others: state.others.slice(0, 2) })) },
  'nobody shown at all': { services: inCheck(() => ({ reason: 'it was dismissed' })) },
  'a refresh of Home upon the dismissal': {
    onDismissal: ({ parts, workspace }) =>
      parts.inWorkspace(workspace, async (tx) =>
        tell(parts, tx.behind(ownRows), [{ kind: 'home', to: memberId('UADA') }]),
      ),
  },
} as const satisfies Record<string, RerouteLeak>
