import { type JsonObject, textAt } from '../json.ts'
import { memberOfDm } from '../state/messages.ts'
import type { Channel } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { type Answer, refuse } from './answer.ts'
import { missingScope } from './scopes.ts'

/** A conversation that an app may know of: a channel, or its DM with a member. */
export type Conversation = { id: string; channel?: Channel }

/** The conversation of that id, unless it is a private channel without the app, which for the app does not exist. */
export const findConversation = (
  { state }: World,
  id: string | undefined,
): Conversation | { refusal: Answer } => {
  const channel = state.channels[id ?? '']
  if (channel && !isHidden(channel)) return { id: channel.id, channel }
  if (!channel && id !== undefined && memberOfDm(state, id)) return { id }
  return { refusal: refuse('channel_not_found') }
}

export const isHidden = ({ isPrivate, appIsMember }: Channel) => isPrivate === true && !appIsMember

/** The family of scopes that a conversation belongs to. */
const familyOf = ({ channel }: Conversation) => (channel ? (channel.isPrivate ? 'groups' : 'channels') : 'im')

/**
 * The conversation that `channel` names, if the app has the scope for its kind: `read` alone is asked of each kind
 * separately (`channels:read`, `groups:read`, `im:read`).
 */
export const openConversation = (
  world: World,
  method: string,
  args: JsonObject,
  may: 'read' | 'history',
): Conversation | { refusal: Answer } => {
  const found = findConversation(world, textAt(args, 'channel'))
  if ('refusal' in found) return found
  const refusal = missingScope(world, method, [`${familyOf(found)}:${may}`])
  return refusal ? { refusal } : found
}
