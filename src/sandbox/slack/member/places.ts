import type { Place } from '../outbound/payload-places.ts'
import { channelName, isInChannel } from '../state/channels.ts'
import { inputsOf } from '../state/input-state.ts'
import { memberOfDm } from '../state/messages.ts'
import { type Block, type InputState, isPerson } from '../state/state.ts'
import { stackOf } from '../state/views.ts'
import type { World } from '../state/world.ts'

/** A surface of one member: the top modal, their Home, or a message that they can see, by its ts. */
export type Surface = 'modal' | 'home' | { message: string }

export type Standing = { place: Place; blocks: Block[]; inputs: InputState; called: string }

/** What a member sees on a surface. Throws a sentence if this member has no such surface. */
export const standingOf = (world: World, memberId: string, surface: Surface): Standing => {
  const { state } = world
  mustBePerson(world, memberId)
  const name = state.members[memberId]?.handle ?? memberId
  if (surface === 'modal') {
    const view = stackOf(world, memberId).at(-1)
    if (!view) throw new Error(`${name} has no open modal`)
    return { place: { view }, blocks: view.blocks, inputs: view.inputs, called: `${name}'s modal` }
  }
  if (surface === 'home') {
    const view = state.homes[memberId]
    if (!view) throw new Error(`${name}'s Home has not been published`)
    return { place: { view }, blocks: view.blocks, inputs: view.inputs, called: `${name}'s Home` }
  }
  const ephemeral = state.ephemerals[memberId]?.find(({ ts }) => ts === surface.message)
  if (ephemeral) {
    return {
      place: { ephemeral },
      blocks: ephemeral.blocks,
      inputs: ephemeral.inputs,
      called: `an ephemeral message to ${name}`,
    }
  }
  const message = seenMessages(world, memberId).find(({ ts }) => ts === surface.message)
  if (!message) throw new Error(`${name} sees no message ${surface.message}`)
  message.inputs[memberId] ??= inputsOf(message.blocks)
  const where = `a message in ${channelName(state, message.channel)} that ${name} sees`
  return { place: { message }, blocks: message.blocks, inputs: message.inputs[memberId], called: where }
}

/** Nobody can act as a bot, or as a member who has left. */
export const mustBePerson = ({ state }: World, memberId: string) => {
  if (isPerson(state.members[memberId])) return
  throw new Error(
    `${state.members[memberId]?.handle ?? memberId} is a bot or has been deactivated: nobody can act as them`,
  )
}

const seenMessages = ({ state }: World, memberId: string) =>
  Object.entries(state.messages).flatMap(([channel, messages]) => {
    const known = state.channels[channel]
    const isSeen = known ? isInChannel(known, memberId) : memberOfDm(state, channel) === memberId
    return isSeen ? messages : []
  })
