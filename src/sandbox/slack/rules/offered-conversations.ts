import { type JsonObject, objectAt, stringsAt, textAt } from '../json.ts'

/** A conversation that a menu might offer. `app`: the member's DM with the app, who is a bot. */
export type Offerable = { kind: 'channel' | 'app'; isPrivate?: boolean; isArchived?: boolean }

/**
 * Whether a menu of channels (public ones) or of conversations (what its `filter` includes, by default all) offers this
 * one of a member's conversations. Archived channels are in neither.
 * docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object
 */
export const offersConversation = (
  element: JsonObject,
  { kind, isPrivate, isArchived }: Offerable,
): boolean => {
  if (isArchived) return false
  const isPublic = kind === 'channel' && !isPrivate
  if ((textAt(element, 'type') ?? '').endsWith('channels_select')) return isPublic
  const filter = objectAt(element, 'filter')
  if (kind === 'app' && filter?.exclude_bot_users === true) return false
  const included = stringsAt(filter, 'include')
  const type = kind === 'app' ? 'im' : isPublic ? 'public' : 'private'
  return included.length === 0 || included.includes(type)
}
