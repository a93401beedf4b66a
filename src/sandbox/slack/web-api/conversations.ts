import { type JsonObject, textAt } from '../json.ts'
import { dmOf, findMessage, isTopLevel, memberOfDm, repliesTo, wireMessage } from '../state/messages.ts'
import type { Message, SlackState } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { type Answer, accept, type Method, refuse, refuseBreach } from './answer.ts'
import { isTrue } from './arguments.ts'
import { takePage } from './pages.ts'

export const conversations: { [name: string]: Method } = {
  'conversations.open': {
    scopes: ['im:write', 'channels:manage', 'groups:write', 'mpim:write'],
    run: (world, args) => {
      const users = textAt(args, 'users')?.split(',').filter(Boolean) ?? []
      const [user, ...others] = users
      if (!user) return refuse('users_list_not_supplied')
      if (others.length > 0)
        return refuse('too_many_users', { detail: 'the local Slack has no group messages' })
      const member = world.state.members[user]
      if (!member) return refuse('user_not_found')
      if (member.bot || member.isSlackbot) return refuseBreach('cannot_dm_bot', `${user} is a bot`)
      if (member.deactivated) return refuse('user_disabled')
      const wasOpen = world.state.dms[user] !== undefined
      const id = dmOf(world, user)
      return accept({
        ...(wasOpen && { no_op: true, already_open: true }),
        channel: isTrue(args.return_im) ? wireDm(world.state, id) : { id },
      })
    },
  },
  'conversations.history': {
    scopes: ['im:history', 'channels:history'],
    required: ['channel'],
    run: (world, args) =>
      readMessages(world, args, (channel) => {
        const top = (world.state.messages[channel] ?? []).filter(isTopLevel)
        return inWindow(top, args).toReversed()
      }),
  },
  /** A bot reads threads in its DMs only: docs.slack.dev/reference/methods/conversations.replies. */
  'conversations.replies': {
    scopes: ['im:history'],
    required: ['channel', 'ts'],
    run: (world, args) =>
      readMessages(world, args, (channel) => {
        const above = findMessage(world.state, channel, textAt(args, 'ts'))
        return above && [above, ...inWindow(repliesTo(world.state, above), args)]
      }),
  },
  'conversations.info': {
    scopes: ['im:read', 'channels:read'],
    required: ['channel'],
    run: ({ state }, args) => {
      const id = textAt(args, 'channel') ?? ''
      const channel = state.channels[id]
      if (channel) return accept({ channel: wireChannel(state, id) })
      return memberOfDm(state, id) ? accept({ channel: wireDm(state, id) }) : refuse('channel_not_found')
    },
  },
}

/** A page of a conversation or, if that exists, of a thread in it. */
const readMessages = (
  world: World,
  args: JsonObject,
  messagesIn: (channel: string) => Message[] | undefined,
): Answer => {
  const id = textAt(args, 'channel') ?? ''
  const channel = world.state.channels[id]
  if (!channel && !memberOfDm(world.state, id)) return refuse('channel_not_found')
  if (channel && !channel.appIsMember) return refuse('not_in_channel')
  const messages = messagesIn(id)
  if (!messages) return refuse('thread_not_found')
  const page = takePage(messages, args, 100)
  if (!page) return refuse('invalid_cursor')
  return accept({
    messages: page.items.map((message) => {
      const { metadata, ...wire } = wireMessage(world, message)
      return isTrue(args.include_all_metadata) && metadata !== undefined ? { ...wire, metadata } : wire
    }),
    has_more: page.hasMore,
    response_metadata: { next_cursor: page.nextCursor },
  })
}

/** Between `oldest` and `latest`, which are excluded unless `inclusive`. */
const inWindow = (messages: readonly Message[], args: JsonObject) => {
  const oldest = Number(args.oldest ?? 0)
  const latest = Number(args.latest ?? Infinity)
  const edges = isTrue(args.inclusive)
  return messages.filter(({ ts }) => {
    const at = Number(ts)
    return edges ? at >= oldest && at <= latest : at > oldest && at < latest
  })
}

const wireDm = (state: SlackState, id: string): JsonObject => ({
  id,
  created: 1_700_000_000,
  is_archived: false,
  is_im: true,
  is_org_shared: false,
  context_team_id: state.team.id,
  user: memberOfDm(state, id) ?? null,
  is_open: true,
  priority: 0,
})

const wireChannel = (state: SlackState, id: string): JsonObject => ({
  id,
  name: state.channels[id]?.name ?? '',
  name_normalized: state.channels[id]?.name ?? '',
  is_channel: true,
  is_group: false,
  is_im: false,
  is_mpim: false,
  is_private: false,
  created: 1_700_000_000,
  is_archived: false,
  is_general: state.channels[id]?.name === 'general',
  is_shared: false,
  is_org_shared: false,
  is_member: state.channels[id]?.appIsMember ?? false,
  context_team_id: state.team.id,
})
