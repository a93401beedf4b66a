import type { MemberId, SuggestionId, WorkspaceId } from '../../domain/ids.ts'
import type { Suggestion } from '../../domain/suggestions/suggestion.ts'
import { findSuggestion, markPutAside } from '../../store/suggestions.ts'
import type { Act } from '../act.ts'
import { homeNotices, suggestionNotice } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'

export type PutAside = { outcome: 'put_aside' | 'unchanged'; suggestion: Suggestion }

type PuttingAside = { workspace: WorkspaceId; actor: MemberId; suggestion: SuggestionId }

/** Not now: its card folds, and it stays on Home. Nobody else learns of it. */
export const putAside = (act: Act, { actor, suggestion: id }: PuttingAside): Promise<PutAside | Refusal> =>
  act({ members: [actor] }, async (tx): Promise<PutAside | Refusal> => {
    const [found] = await Promise.all([findSuggestion(tx, id), tx.held])
    if (found?.suggestion.receiver !== actor) return refuse({ reason: 'not_found' })
    const { suggestion } = found
    // Its card may be out of date, so it is drawn again either way.
    tx.tell([suggestionNotice(id, actor, false), ...homeNotices(actor)])
    if (suggestion.putAsideAt !== null || suggestion.usedBy !== null)
      return { outcome: 'unchanged', suggestion }
    const now = tx.now()
    markPutAside(tx, id, now)
    return { outcome: 'put_aside', suggestion: { ...suggestion, putAsideAt: now } }
  })
