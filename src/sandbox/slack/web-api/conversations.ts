import { type JsonObject, textAt } from '../json.ts'
import { membersIn } from '../state/channels.ts'
import { dmOf, findMessage, isTopLevel, memberOfDm, repliesTo, wireMessage } from '../state/messages.ts'
import type { Channel, Message, SlackState } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { type Answer, accept, type Method, refuse, refuseBreach } from './answer.ts'
import { isTrue } from './arguments.ts'
import { openConversation } from './find-conversation.ts'
import { takePage } from './pages.ts'

/** When every conversation was created, in epoch seconds. */
const CREATED = 1_700_000_000

const historyScopes = ['channels:history', 'groups:history', 'im:history', 'mpim:history']

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
    scopes: historyScopes,
    required: ['channel'],
    run: (world, args) =>
      readMessages(world, 'conversations.history', args, (channel) => {
        const top = (world.state.messages[channel] ?? []).filter(isTopLevel)
        return inWindow(top, args).toReversed()
      }),
  },
  /** A bot reads threads in its DMs only: docs.slack.dev/reference/methods/conversations.replies. */
  'conversations.replies': {
    scopes: ['im:history'],
    required: ['channel', 'ts'],
    run: (world, args) =>
      readMessages(world, 'conversations.replies', args, (channel) => {
        const above = findMessage(world.state, channel, textAt(args, 'ts'))
        return above && [above, ...inWindow(repliesTo(world.state, above), args)]
      }),
  },
  'conversations.info': {
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    required: ['channel'],
    run: (world, args) => {
      const found = openConversation(world, 'conversations.info', args, 'read')
      if ('refusal' in found) return found.refusal
      const { state } = world
      const { id, channel } = found
      const count = channel ? membersIn(state, channel).length : 2
      return accept({
        channel: {
          ...(channel ? wireChannel(state, channel) : wireDm(state, id)),
          ...(isTrue(args.include_num_members) && { num_members: count }),
        },
      })
    },
  },
}

/** A page of a conversation or, if that exists, of a thread in it. */
const readMessages = (
  world: World,
  method: string,
  args: JsonObject,
  messagesIn: (channel: string) => Message[] | undefined,
): Answer => {
  const found = openConversation(world, method, args, 'history')
  if ('refusal' in found) return found.refusal
  if (found.channel && !found.channel.appIsMember) return refuse('not_in_channel')
  const messages = messagesIn(found.id)
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
  created: CREATED,
  is_archived: false,
  is_im: true,
  is_org_shared: false,
  context_team_id: state.team.id,
  user: memberOfDm(state, id) ?? null,
  is_open: true,
  priority: 0,
})

/** docs.slack.dev/reference/objects/conversation-object; private channels too are `is_channel` since 2021. */
const wireChannel = (state: SlackState, channel: Channel): JsonObject => ({
  id: channel.id,
  name: channel.name,
  is_channel: true,
  is_group: false,
  is_im: false,
  is_mpim: false,
  is_private: channel.isPrivate === true,
  created: CREATED,
  is_archived: channel.isArchived === true,
  is_general: channel.name === 'general',
  unlinked: 0,
  name_normalized: channel.name,
  is_read_only: channel.isReadOnly === true,
  is_shared: false,
  is_org_shared: false,
  is_pending_ext_shared: false,
  pending_shared: [],
  context_team_id: state.team.id,
  updated: CREATED * 1000,
  parent_conversation: null,
  creator: 'USLACKBOT',
  is_ext_shared: false,
  shared_team_ids: [state.team.id],
  pending_connected_team_ids: [],
  is_member: channel.appIsMember,
  topic: described(channel.topic),
  purpose: described(channel.purpose),
  previous_names: [],
})

const described = (value = ''): JsonObject => ({
  value,
  creator: value && 'USLACKBOT',
  last_set: value === '' ? 0 : CREATED,
})
