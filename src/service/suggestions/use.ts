import type { MemberId } from '../../domain/ids.ts'
import type { Notice } from '../../domain/notices.ts'
import type { Suggestion } from '../../domain/suggestions/suggestion.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { LockedTx } from '../../store/sql/tx.ts'
import { markUsed } from '../../store/suggestions.ts'
import { suggestionNotice } from '../notices.ts'

type Used = {
  /** Whom the request or session says suggested it. */
  suggestedBy: MemberId | null
  notices: readonly Notice[]
}

/** What an act of its receiver makes of the suggestion that it follows, if there is one. Its suggester is not told. */
export const useSuggestion = (
  tx: LockedTx,
  suggestion: Suggestion | undefined,
  by: NonNullable<Suggestion['usedBy']>,
  now: Instant,
): Used => {
  if (!suggestion) return { suggestedBy: null, notices: [] }
  const { id, receiver, suggester, namesSuggester } = suggestion
  markUsed(tx, id, by, now)
  return {
    suggestedBy: namesSuggester ? suggester : null,
    notices: [suggestionNotice(id, receiver, false)],
  }
}
