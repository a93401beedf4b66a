import { mintTs } from './ids.ts'
import { keepMessage } from './messages.ts'
import { type Channel, type ChannelChange, isPerson, type SlackState } from './state.ts'
import type { World } from './world.ts'

/** By id or by name, with or without its `#`. */
export const findChannel = (state: SlackState, idOrName: string): Channel | undefined =>
  state.channels[idOrName] ??
  Object.values(state.channels).find(({ name }) => name === idOrName.replace(/^#/, ''))

/** A channel as payloads name it: Slack keeps the names of private ones to itself, and every DM is `directmessage`. */
export const channelName = (state: SlackState, id: string) => {
  const channel = state.channels[id]
  if (!channel) return 'directmessage'
  return channel.isPrivate ? 'privategroup' : channel.name
}

/** Everybody is in every public channel; a private one lists its members. */
export const isInChannel = (channel: Channel, memberId: string) =>
  !channel.isPrivate || (channel.members ?? []).includes(memberId)

/** The channels that a member finds in their sidebar. */
export const channelsOf = ({ channels }: SlackState, memberId: string) =>
  Object.values(channels).filter((channel) => isInChannel(channel, memberId))

/** The people in a channel, and the app if it is there. */
export const membersIn = ({ members, app }: SlackState, channel: Channel) => [
  ...Object.values(members).filter((member) => isPerson(member) && isInChannel(channel, member.id)),
  ...(channel.appIsMember ? [{ id: app.botUserId }] : []),
]

/** Why nobody can write in it, if so: in Slack the composer is gone. */
export const closedBecause = ({ name, isArchived, isReadOnly }: Channel): string | undefined => {
  if (isArchived) return `#${name} is archived: nobody can write in it`
  return isReadOnly ? `#${name} is read-only: only some people can post in it` : undefined
}

/** What can be done with a channel as a whole: which of its properties becomes what, and what Slack notes of it. */
const changes: { [change in ChannelChange]: Effect } = {
  'add-app': {
    sets: 'appIsMember',
    to: true,
    note: {
      subtype: 'channel_join',
      text: 'has joined the channel',
      shown: (channel, by) => `was added to ${channel} by ${by}.`,
    },
  },
  'remove-app': {
    sets: 'appIsMember',
    to: false,
    note: {
      subtype: 'channel_leave',
      text: 'has left the channel',
      shown: (channel, by) => `was removed from ${channel} by ${by}.`,
    },
  },
  archive: {
    sets: 'isArchived',
    to: true,
    note: {
      subtype: 'channel_archive',
      text: 'archived the channel',
      shown: (channel) => `archived ${channel}.`,
    },
  },
  unarchive: {
    sets: 'isArchived',
    to: false,
    note: {
      subtype: 'channel_unarchive',
      text: 'un-archived the channel',
      shown: (channel) => `unarchived ${channel}.`,
    },
  },
  'read-only': { sets: 'isReadOnly', to: true },
  writable: { sets: 'isReadOnly', to: false },
}

type Effect = { sets: 'appIsMember' | 'isArchived' | 'isReadOnly'; to: boolean; note?: Note }

/** A line that Slack writes itself, after who did it: docs.slack.dev/reference/events/message, Subtypes. */
type Note = {
  subtype: string
  /** As the Web API has it, and as Slack's client shows it. */
  text: string
  shown(channel: string, by: string): string
}

/** Changes a channel as one of its members. @returns whether it was otherwise before */
export const changeChannel = (world: World, by: string, channel: Channel, change: ChannelChange): boolean => {
  const { sets, to, note } = changes[change]
  if ((channel[sets] ?? false) === to) return false
  channel[sets] = to
  const { state, clock } = world
  if (note) {
    // Slack lets the one who came or went say it, and names the other.
    const user = sets === 'appIsMember' ? state.app.botUserId : by
    keepMessage(world, channel.id, {
      ts: mintTs(state, clock.now()),
      channel: channel.id,
      user,
      text: `<@${user}> ${note.text}`,
      note: { subtype: note.subtype, by, shown: note.shown(`<#${channel.id}>`, `<@${by}>`) },
      blocks: [],
      inputs: {},
    })
  }
  world.changed({ what: 'channels' })
  return true
}
