import { memberId } from '../../../src/domain/ids.ts'
import { tell } from '../../../src/service/act.ts'
import { refuse } from '../../../src/service/outcome.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import type { SuggestionLeak } from './suggestion-twin.ts'

/** Ways in which a suggester could learn what became of a suggestion, each planted by itself. */
export const suggestionLeaks = {
  'the answer to one that is dropped': {
    services: (honest, { dropped }) => ({
      ...honest,
      suggest: async (suggesting) => {
        const answer = await honest.suggest(suggesting)
        const isObserved = answer.outcome === 'passed_on' && suggesting.actor === memberId('UADA')
        return isObserved && (await dropped())
          ? refuse({ reason: 'paused', member: suggesting.mentee })
          : answer
      },
    }),
  },
  'one more round trip for one that is dropped': {
    services: (honest, { dropped, parts }) => ({
      ...honest,
      suggest: async (suggesting) => {
        const answer = await honest.suggest(suggesting)
        if (await dropped()) {
          await parts.inWorkspace(suggesting.workspace, (tx) => tx.rows('select 1 as looked_again'))
        }
        return answer
      },
    }),
  },
  'a faster answer where the receiver takes none': {
    services: (honest, { unseen }) => ({
      ...honest,
      suggest: async (suggesting) => {
        const receiver = suggesting.to === 'mentor' ? suggesting.mentor : suggesting.mentee
        const closed = await unseen(suggesting.workspace, (tx) =>
          tx.rows(
            `select 1 as closed from profiles
              where workspace_id = :workspace and member_id = :receiver and not takes_suggestions`,
            { receiver },
          ),
        )
        return closed.length > 0 ? { outcome: 'passed_on' } : honest.suggest(suggesting)
      },
    }),
  },
  'a count of only those that were passed on': {
    services: (honest, { dropped, unseen }) => ({
      ...honest,
      suggest: async (suggesting) => {
        const answer = await honest.suggest(suggesting)
        if (await dropped()) {
          await unseen(suggesting.workspace, (tx) =>
            tx.rows(`update suggestions set suggested_at = suggested_at - interval '2 days'
              where workspace_id = :workspace and is_dropped`),
          )
        }
        return answer
      },
    }),
  },
  'a refresh of Home upon what its receiver does': {
    onFate: ({ parts, workspace }) =>
      parts.inWorkspace(workspace, async (tx) =>
        tell(parts, tx.behind(ownRows), [{ kind: 'home', to: memberId('UADA') }]),
      ),
  },
} as const satisfies Record<string, SuggestionLeak>
