import { type MemberId, memberId } from '../../../src/domain/ids.ts'
import { tell } from '../../../src/service/act.ts'
import { refuse } from '../../../src/service/outcome.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import type { AvoidanceLeak } from './avoidance-twin.ts'

const isObserved = (member: MemberId) => member === memberId('UADA')

/** Ways in which somebody could learn that they are avoided, each planted by itself. */
export const avoidanceLeaks = {
  'another order of those found': {
    services: (honest, { avoiding }) => ({
      ...honest,
      find: async (finding) => {
        const found = await honest.find(finding)
        if (found.outcome === 'refused' || avoiding.size === 0) return found
        const [first, ...others] = found.results
        return first ? { ...found, results: [...others, first] } : found
      },
    }),
  },
  'somebody else who is missing': {
    services: (honest, { avoiding }) => ({
      ...honest,
      find: async (finding) => {
        const found = await honest.find(finding)
        if (found.outcome === 'refused' || avoiding.size === 0) return found
        return { ...found, results: found.results.filter(({ member }) => member.id !== memberId('UEVE')) }
      },
    }),
  },
  'a request that is refused': {
    services: (honest, { avoiding }) => ({
      ...honest,
      send: async (sending) =>
        isObserved(sending.actor) && avoiding.has(sending.to)
          ? refuse({ reason: 'paused', member: sending.to })
          : honest.send(sending),
    }),
  },
  'the answer to a suggestion': {
    services: (honest, { avoiding }) => ({
      ...honest,
      suggest: async (suggesting) =>
        isObserved(suggesting.actor) && avoiding.has(suggesting.mentee)
          ? refuse({ reason: 'not_found' })
          : honest.suggest(suggesting),
    }),
  },
  'a refresh of Home when it begins': {
    onAvoidance: ({ parts, workspace }) =>
      parts.inWorkspace(workspace, async (tx) =>
        tell(parts, tx.behind(ownRows), [{ kind: 'home', to: memberId('UADA') }]),
      ),
  },
} as const satisfies Record<string, AvoidanceLeak>
