import type { JsonObject } from '../json.ts'
import { channelName } from '../state/channels.ts'
import { wireMessage } from '../state/messages.ts'
import type { Ephemeral, Message, View } from '../state/state.ts'
import { newResponseUrl } from '../state/triggers.ts'
import { wireView } from '../state/views.ts'
import type { World } from '../state/world.ts'

/** Where an interactive element is. */
export type Place = { view: View } | { message: Message } | { ephemeral: Ephemeral }

export const channelOf = ({ state }: World, id: string) => ({ id, name: channelName(state, id) })

/** What a payload says about its element's place: container, channel, message or view, and what its inputs hold. */
export const placeFields = (world: World, memberId: string, place: Place): JsonObject => {
  if ('view' in place) {
    return { container: { type: 'view', view_id: place.view.id }, view: wireView(world, place.view) }
  }
  // Slack leaves out the content of an ephemeral message: an app cannot read it back.
  if ('ephemeral' in place) {
    const { ts, channel, inputs } = place.ephemeral
    return {
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: true },
      channel: channelOf(world, channel),
      state: { values: inputs },
    }
  }
  const { ts, channel, inputs } = place.message
  return {
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    channel: channelOf(world, channel),
    message: wireMessage(world, place.message),
    state: { values: inputs[memberId] ?? {} },
  }
}

/** Elements in views have none. */
export const responseUrlOf = (world: World, memberId: string, place: Place): JsonObject => {
  if ('view' in place) return {}
  const ephemeral = 'ephemeral' in place
  const { ts, channel } = ephemeral ? place.ephemeral : place.message
  return { response_url: newResponseUrl(world, { memberId, channel, messageTs: ts, ephemeral }) }
}

/** One for each select of a conversation that asked for it with `response_url_enabled`. */
export const submissionResponseUrls = (world: World, memberId: string, view: View) =>
  view.blocks.flatMap((block) => {
    const element = block.element
    if (typeof element !== 'object' || element === null || Array.isArray(element)) return []
    if (element.response_url_enabled !== true || typeof element.action_id !== 'string') return []
    const entry = view.inputs[block.block_id]?.[element.action_id]
    const channel = entry?.selected_conversation ?? entry?.selected_channel
    if (typeof channel !== 'string') return []
    return [
      {
        block_id: block.block_id,
        action_id: element.action_id,
        channel_id: channel,
        response_url: newResponseUrl(world, { memberId, channel, ephemeral: false }),
      },
    ]
  })
