import type { MemberId } from '../../domain/ids.ts'
import type { Notice } from '../../domain/notices.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { suggestionsAbout } from '../../store/suggestions.ts'
import { homeNotices, suggestionNotice } from '../notices.ts'

/** Redraws the cards that suggest the member to others, and those others' Homes: both say whether they can be asked. */
export const suggestionCards = async (tx: Tx, member: MemberId): Promise<readonly Notice[]> => {
  const suggestions = await suggestionsAbout(tx, member)
  return [
    ...suggestions.map(({ id, receiver }) => suggestionNotice(id, receiver, false)),
    ...homeNotices(...new Set(suggestions.map(({ receiver }) => receiver))),
  ]
}
