import { type JsonObject, textAt } from '../json.ts'
import { findChannel, isInChannel } from '../state/channels.ts'
import {
  dmOf,
  editAsApp,
  findMessage,
  memberOfDm,
  postAsApp,
  removeMessage,
  whisper,
  wireMessage,
} from '../state/messages.ts'
import type { Message } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { type Answer, accept, type Method, refuse, refuseBreach } from './answer.ts'
import { readContent } from './content.ts'
import { findConversation, isHidden } from './find-conversation.ts'

const CHAT_WRITE = ['chat:write']
const JSON_PARTS = ['blocks', 'metadata', 'attachments']

export const chat: { [name: string]: Method } = {
  'chat.postMessage': {
    scopes: CHAT_WRITE,
    required: ['channel'],
    json: JSON_PARTS,
    run: (world, args) => {
      const target = whereToPost(world, textAt(args, 'channel') ?? '')
      if ('refusal' in target) return target.refusal
      const read = readContent(world, args)
      if ('refusal' in read) return read.refusal
      const message = postAsApp(world, target.channel, read.content)
      return accept(
        { channel: message.channel, ts: message.ts, message: wireMessage(world, message) },
        read.warnings,
      )
    },
  },
  'chat.update': {
    scopes: CHAT_WRITE,
    required: ['channel', 'ts'],
    json: JSON_PARTS,
    run: (world, args) => {
      const found = ownMessage(world, args, 'cant_update_message')
      if ('refusal' in found) return found.refusal
      if (world.state.channels[found.message.channel]?.isArchived) return refuse('is_inactive')
      if ((textAt(args, 'text') ?? '').length > 4000) {
        return refuseBreach('msg_too_long', 'chat.update takes 4,000 characters of text')
      }
      const read = readContent(world, args)
      if ('refusal' in read) return read.refusal
      editAsApp(world, found.message, read.content)
      const { channel, ts, text } = found.message
      return accept({ channel, ts, text, message: wireMessage(world, found.message) }, read.warnings)
    },
  },
  'chat.delete': {
    scopes: CHAT_WRITE,
    required: ['channel', 'ts'],
    run: (world, args) => {
      const found = ownMessage(world, args, 'cant_delete_message')
      if ('refusal' in found) return found.refusal
      removeMessage(world, found.message)
      return accept({ channel: found.message.channel, ts: found.message.ts })
    },
  },
  'chat.postEphemeral': {
    scopes: CHAT_WRITE,
    required: ['channel', 'user'],
    json: JSON_PARTS,
    run: (world, args) => {
      const user = textAt(args, 'user') ?? ''
      const target = whereToPost(world, textAt(args, 'channel') ?? '')
      if ('refusal' in target) return target.refusal
      if (!isThere(world, target.channel, user)) return refuse('user_not_in_channel')
      const read = readContent(world, args)
      if ('refusal' in read) return read.refusal
      const { ts } = whisper(world, user, target.channel, read.content)
      return accept({ message_ts: ts }, read.warnings)
    },
  },
  'chat.getPermalink': {
    required: ['channel', 'message_ts'],
    run: (world, args) => {
      const { state } = world
      const found = findConversation(world, textAt(args, 'channel'))
      if ('refusal' in found) return found.refusal
      const channel = found.id
      const message = findMessage(state, channel, textAt(args, 'message_ts'))
      if (!message) return refuse('message_not_found')
      const permalink = `https://${state.team.domain}.slack.com/archives/${channel}/p${message.ts.replace('.', '')}`
      return accept({ channel, permalink })
    },
  },
}

/** Whether this member reads that conversation. */
const isThere = ({ state }: World, id: string, memberId: string) => {
  if (!state.members[memberId]) return false
  const channel = state.channels[id]
  return channel ? isInChannel(channel, memberId) : memberOfDm(state, id) === memberId
}

/**
 * A channel, a DM, or a member's id, which means the DM with the app. A deactivated member is refused: Slack
 * itself accepts the message if the DM already existed (python-slack-sdk #1156), and nobody ever reads it.
 */
const whereToPost = (world: World, target: string): { channel: string } | { refusal: Answer } => {
  const { state } = world
  const memberId = memberOfDm(state, target) ?? target
  const member = state.members[memberId]
  if (member?.bot || member?.isSlackbot)
    return { refusal: refuseBreach('cannot_dm_bot', `${target} is a bot`) }
  if (member?.deactivated) return { refusal: refuse('channel_not_found') }
  if (member && world.manifest?.features?.app_home?.messages_tab_enabled === false) {
    return { refusal: refuseBreach('messages_tab_disabled', 'the manifest switches the Messages tab off') }
  }
  if (member) return { channel: dmOf(world, memberId) }
  const channel = findChannel(state, target)
  if (!channel || isHidden(channel)) return { refusal: refuse('channel_not_found') }
  if (channel.isArchived) return { refusal: refuse('is_archived') }
  if (!channel.appIsMember) return { refusal: refuse('not_in_channel') }
  if (channel.isReadOnly) return { refusal: refuse('restricted_action_read_only_channel') }
  return { channel: channel.id }
}

/**
 * A message of the app's own. Slack's reference has no word on an app that has been removed from a public channel
 * since; the local Slack is strict, and calls it `not_in_channel`.
 */
const ownMessage = (
  world: World,
  args: JsonObject,
  notOwn: string,
): { message: Message } | { refusal: Answer } => {
  const found = findConversation(world, textAt(args, 'channel'))
  if ('refusal' in found) return found
  const message = findMessage(world.state, found.id, textAt(args, 'ts'))
  if (!message || message.isTombstone) return { refusal: refuse('message_not_found') }
  if (!message.botId) return { refusal: refuse(notOwn) }
  if (found.channel && !found.channel.appIsMember) return { refusal: refuse('not_in_channel') }
  return { message }
}
