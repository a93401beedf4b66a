import { intent, type MemberId, suggestionId, workspaceId } from '../../../src/domain/ids.ts'
import type { Services } from '../../../src/service/services.ts'

const workspace = workspaceId('T7')

/** Suggestions made, looked at, put aside, and used by an offer. */
export const walkThroughSuggestions = async (
  use: Services,
  [suggester, mentor, mentee]: readonly [MemberId, MemberId, MemberId],
): Promise<void> => {
  const suggesting = { workspace, actor: suggester, mentor, mentee, why: 'Indexes', namesSuggester: true }
  for (const to of ['mentor', 'mentee'] as const) {
    await use.suggest({ ...suggesting, to, intent: intent(`suggested to a ${to}`) })
    await use.suggest({ ...suggesting, to, intent: intent(`suggested to a ${to}`) })
  }
  await use.putAside({ workspace, actor: mentor, suggestion: suggestionId('idea3') })
  const { items } = await use.screens.suggested({ workspace, actor: mentor }, null)
  for (const { suggestion } of items) {
    await use.screens.suggestion(workspace, suggestion.id)
    await use.screens.suggested({ workspace, actor: mentor }, { after: suggestion.id })
    await use.putAside({ workspace, actor: mentor, suggestion: suggestion.id })
  }
  if (items.length === 0) throw new Error('nothing was suggested')
}
