import type { Json, JsonObject } from '../json.ts'
import { completeBlocks } from '../rules/complete.ts'
import { mintId, mintTs } from './ids.ts'
import { inputsOf } from './input-state.ts'
import type { Ephemeral, Message, SlackState } from './state.ts'
import type { World } from './world.ts'

/** What an app puts in a message, already checked against the rules. */
export type Content = {
  text: string
  blocks?: Json
  metadata?: JsonObject
  files?: JsonObject[]
  threadTs?: string
}

/** The channel of a member's conversation with the app, opened if need be. */
export const dmOf = ({ state }: World, memberId: string) => {
  state.dms[memberId] ??= mintId(state, 'D')
  return state.dms[memberId]
}

export const memberOfDm = (state: SlackState, channel: string) =>
  Object.entries(state.dms).find(([, id]) => id === channel)?.[0]

export const findMessage = (state: SlackState, channel: string, ts: string | undefined) =>
  state.messages[channel]?.find((message) => message.ts === ts)

export const postAsApp = (world: World, channel: string, content: Content): Message => {
  const { state } = world
  return keepMessage(world, channel, {
    ts: mintTs(state, world.clock.now()),
    channel,
    user: state.app.botUserId,
    botId: state.app.botId,
    text: content.text,
    blocks: completeBlocks(state, content.blocks),
    inputs: {},
    ...(content.metadata && { metadata: content.metadata }),
    ...(content.files && { files: content.files }),
    ...(content.threadTs && { threadTs: content.threadTs }),
  })
}

/** A member's own message in a channel. */
export const postAsMember = (world: World, memberId: string, channel: string, text: string): Message => {
  const ts = mintTs(world.state, world.clock.now())
  return keepMessage(world, channel, { ts, channel, user: memberId, text, blocks: [], inputs: {} })
}

export const keepMessage = (world: World, channel: string, message: Message) => {
  const messages = world.state.messages[channel] ?? []
  world.state.messages[channel] = messages
  messages.push(message)
  world.changed({ what: 'messages', channel })
  return message
}

/** Replaces the text if one is given, and the blocks in any case: those that are not given go. */
export const editAsApp = (world: World, message: Message, content: Partial<Content>) => {
  const { state, clock } = world
  message.text = content.text ?? message.text
  message.blocks = completeBlocks(state, content.blocks)
  message.inputs = {}
  message.edited = { user: state.app.botUserId, ts: mintTs(state, clock.now()) }
  if (content.metadata) message.metadata = content.metadata
  world.changed({ what: 'messages', channel: message.channel })
}

/** The text as Slack's client shows it; Slack's own lines read differently there. */
export const shownText = ({ text, note }: Message) => note?.shown ?? text

/** The messages of its thread below it, oldest first. */
export const repliesTo = ({ messages }: SlackState, { channel, ts }: Pick<Message, 'channel' | 'ts'>) =>
  messages[channel]?.filter((other) => other.threadTs === ts && other.ts !== ts) ?? []

/** Stands in the conversation itself, and not in a thread. */
export const isTopLevel = ({ ts, threadTs }: Pick<Message, 'ts' | 'threadTs'>): boolean =>
  threadTs === undefined || threadTs === ts

/** A message with replies leaves a line that says so, for they stay. */
export const removeMessage = (world: World, message: Message) => {
  if (repliesTo(world.state, message).length > 0) {
    const { botId: _bot, files: _files, metadata: _metadata, edited: _edited, ...frame } = message
    const tombstone: Message = {
      ...frame,
      user: 'USLACKBOT',
      text: 'This message was deleted.',
      blocks: [],
      inputs: {},
      isTombstone: true,
    }
    const kept = world.state.messages[message.channel] ?? []
    kept[kept.indexOf(message)] = tombstone
    world.changed({ what: 'messages', channel: message.channel })
    return
  }
  const rest = world.state.messages[message.channel]?.filter((other) => other !== message) ?? []
  world.state.messages[message.channel] = rest
  world.changed({ what: 'messages', channel: message.channel })
}

/** Shows something to one member only. @param from `slack` if Slack itself speaks, for instance of a failed command */
export const whisper = (
  world: World,
  to: string,
  channel: string,
  content: Content,
  from: Ephemeral['from'] = 'app',
): Ephemeral => {
  const { state, clock } = world
  const blocks = completeBlocks(state, content.blocks)
  const ts = mintTs(state, clock.now())
  const ephemeral = { ts, channel, to, from, text: content.text, blocks, inputs: inputsOf(blocks) }
  const kept = state.ephemerals[to] ?? []
  state.ephemerals[to] = kept
  kept.push(ephemeral)
  world.changed({ what: 'ephemerals', memberId: to })
  return ephemeral
}

export const rewhisper = (world: World, ephemeral: Ephemeral, content: Content) => {
  ephemeral.text = content.text
  ephemeral.blocks = completeBlocks(world.state, content.blocks)
  ephemeral.inputs = inputsOf(ephemeral.blocks, ephemeral.inputs)
  world.changed({ what: 'ephemerals', memberId: ephemeral.to })
}

export const unwhisper = (world: World, ephemeral: Ephemeral) => {
  const { state } = world
  state.ephemerals[ephemeral.to] = (state.ephemerals[ephemeral.to] ?? []).filter((one) => one !== ephemeral)
  world.changed({ what: 'ephemerals', memberId: ephemeral.to })
}

/** A message as the Web API and payloads carry it. */
export const wireMessage = ({ state }: World, message: Message): JsonObject => ({
  type: 'message',
  ...(message.files && { subtype: 'file_share' }),
  ...(message.isTombstone && { subtype: 'tombstone', hidden: true }),
  ...(message.note && noteFields(message.note)),
  user: message.user,
  ...(message.botId && {
    bot_id: message.botId,
    app_id: state.app.id,
    bot_profile: {
      id: message.botId,
      app_id: state.app.id,
      user_id: state.app.botUserId,
      name: state.app.name,
      deleted: false,
      team_id: state.team.id,
    },
  }),
  text: message.text,
  ts: message.ts,
  team: state.team.id,
  ...(message.blocks.length > 0 && { blocks: message.blocks }),
  ...(message.edited && { edited: message.edited }),
  ...(message.metadata && { metadata: message.metadata }),
  ...threadOf(state, message),
  ...(message.files && { files: message.files }),
})

const noteFields = ({ subtype, by }: NonNullable<Message['note']>): JsonObject => ({
  subtype,
  ...(subtype === 'channel_join' && { inviter: by }),
})

const threadOf = (state: SlackState, message: Message): JsonObject => {
  if (!isTopLevel(message)) return { thread_ts: message.threadTs ?? null }
  const replies = repliesTo(state, message)
  const last = replies.at(-1)
  return last ? { thread_ts: message.ts, reply_count: replies.length, latest_reply: last.ts } : {}
}
