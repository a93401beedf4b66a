import { channelChanged } from '../outbound/events.ts'
import { changeChannel, closedBecause, findChannel, isInChannel } from '../state/channels.ts'
import { postAsMember } from '../state/messages.ts'
import type { Channel, ChannelChange } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { mustBePerson } from './places.ts'

/** The channel that a member sees under this name or id. Throws a sentence if there is none. */
export const channelSeen = ({ state }: World, memberId: string, name: string): Channel => {
  const channel = findChannel(state, name)
  if (channel && isInChannel(channel, memberId)) return channel
  throw new Error(`no channel ${name}`)
}

/** Writes in a channel. Throws a sentence if nobody can. @returns the message's ts */
export const post = (world: World, memberId: string, channel: Channel, text: string): string => {
  mustBeOpen(channel)
  return postAsMember(world, memberId, channel.id, text).ts
}

export const mustBeOpen = (channel: Channel) => {
  const closed = closedBecause(channel)
  if (closed !== undefined) throw new Error(closed)
}

/** Changes a channel as a member, and tells the app. @returns whether it was otherwise before */
export const changeAsMember = async (
  world: World,
  memberId: string,
  channel: Channel,
  change: ChannelChange,
) => {
  mustBePerson(world, memberId)
  if (!changeChannel(world, memberId, channel, change)) return false
  await channelChanged(world, memberId, channel, change)
  return true
}
