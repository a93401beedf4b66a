import { type JsonObject, textAt } from '../json.ts'
import {
  dmOf,
  editAsApp,
  findChannel,
  findMessage,
  memberOfDm,
  postAsApp,
  removeMessage,
  whisper,
  wireMessage,
} from '../state/messages.ts'
import type { Message, SlackState } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { type Answer, accept, type Method, refuse, refuseBreach } from './answer.ts'
import { readContent } from './content.ts'

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
      const read = readContent(args)
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
      const found = ownMessage(world.state, args, 'cant_update_message')
      if ('refusal' in found) return found.refusal
      if ((textAt(args, 'text') ?? '').length > 4000) {
        return refuseBreach('msg_too_long', 'chat.update takes 4,000 characters of text')
      }
      const read = readContent(args)
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
      const found = ownMessage(world.state, args, 'cant_delete_message')
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
      const owner = memberOfDm(world.state, target.channel)
      if (!world.state.members[user] || (owner && owner !== user)) return refuse('user_not_in_channel')
      const read = readContent(args)
      if ('refusal' in read) return read.refusal
      const { ts } = whisper(world, user, target.channel, read.content)
      return accept({ message_ts: ts }, read.warnings)
    },
  },
  'chat.getPermalink': {
    required: ['channel', 'message_ts'],
    run: ({ state }, args) => {
      const channel = textAt(args, 'channel') ?? ''
      if (!isKnown(state, channel)) return refuse('channel_not_found')
      const message = findMessage(state, channel, textAt(args, 'message_ts'))
      if (!message) return refuse('message_not_found')
      const permalink = `https://${state.team.domain}.slack.com/archives/${channel}/p${message.ts.replace('.', '')}`
      return accept({ channel, permalink })
    },
  },
}

const isKnown = (state: SlackState, channel: string) =>
  state.channels[channel] !== undefined || memberOfDm(state, channel) !== undefined

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
  if (!channel) return { refusal: refuse('channel_not_found') }
  return channel.appIsMember ? { channel: channel.id } : { refusal: refuse('not_in_channel') }
}

const ownMessage = (
  state: SlackState,
  args: JsonObject,
  notOwn: string,
): { message: Message } | { refusal: Answer } => {
  const channel = textAt(args, 'channel') ?? ''
  if (!isKnown(state, channel)) return { refusal: refuse('channel_not_found') }
  const message = findMessage(state, channel, textAt(args, 'ts'))
  if (!message || message.isTombstone) return { refusal: refuse('message_not_found') }
  return message.botId ? { message } : { refusal: refuse(notOwn) }
}
