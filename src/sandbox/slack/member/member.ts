import { type Json, type JsonObject, textAt } from '../json.ts'
import { findShortcut } from '../manifest.ts'
import { homeOpened } from '../outbound/events.ts'
import { messageShortcutPayload, shortcutPayload } from '../outbound/payloads.ts'
import { sendInteraction } from '../outbound/to-app.ts'
import { channelName, findChannel } from '../state/channels.ts'
import { optionsOf } from '../state/input-state.ts'
import { dmOf, isTopLevel } from '../state/messages.ts'
import type { ChannelChange } from '../state/state.ts'
import { stackOf } from '../state/views.ts'
import type { World } from '../state/world.ts'
import { changeAsMember, channelSeen, post } from './channel-acts.ts'
import type { Input } from './element-values.ts'
import { findButton, findField, optionValue } from './find.ts'
import { deliveryOf, interact, type Target } from './interact.ts'
import { closeModal, submitModal } from './modal-acts.ts'
import { mustBePerson, type Standing, type Surface, standingOf } from './places.ts'
import { suggest } from './suggest.ts'
import { typeCommand } from './type-command.ts'
import { optionLabels } from './visible-text.ts'

/** Which of several things with the same label; 0 is the first. */
type Nth = { nth?: number }
/** `message`: a ts, or `last` (the default) for the newest in the member's DM with the app, threads aside. */
type OnMessage = Nth & { message?: string }
/** Where a menu is; by default in the modal. */
type OnSurface = Nth & { on?: 'modal' | 'home' | 'dm' | 'ephemeral'; message?: string }

/** Acts as one member, by what the member sees. If something is not there, throws a sentence saying what is. */
export const createMember = (world: World, id: string) => {
  const { state } = world
  const self = state.members[id]
  if (!self) throw new Error(`no member ${id}; there are: ${Object.keys(state.members).join(', ')}`)

  const dm = () => state.messages[dmOf(world, id)] ?? []
  const ephemerals = () => state.ephemerals[id] ?? []

  const newest = (messages: { ts: string }[], what: string): Surface => {
    const last = messages.at(-1)
    if (!last) throw new Error(`${self.handle} has no ${what}`)
    return { message: last.ts }
  }
  const onDm = ({ message = 'last' }: OnMessage): Surface =>
    message === 'last' ? newest(dm().filter(isTopLevel), 'message from the app') : { message }
  const onEphemeral = ({ message = 'last' }: OnMessage): Surface =>
    message === 'last' ? newest(ephemerals(), 'ephemeral message') : { message }
  const surfaceOf = ({ on = 'modal', message }: OnSurface): Surface => {
    if (on === 'dm') return onDm({ ...(message && { message }) })
    return on === 'ephemeral' ? onEphemeral({ ...(message && { message }) }) : on
  }

  const press = (surface: Surface, label: string, nth?: number) => {
    const { target, optionValue: value } = findButton(standingOf(world, id, surface), label, nth)
    return interact(world, id, surface, target, value)
  }

  const openTab = async (tab: 'home' | 'messages') => {
    mustBePerson(world, id)
    return homeOpened(world, id, tab)
  }

  return {
    id,
    handle: self.handle,

    /** Messages in the DM with the app, those in threads among them, oldest first. */
    dm,
    /** Messages in a channel that this member sees, by its name or id, oldest first. */
    channel: (name: string) => state.messages[channelSeen(world, id, name).id] ?? [],
    /** What only this member was shown, newest last. */
    ephemerals,
    /** The Home tab as last published. */
    home: () => state.homes[id],
    /** The top of the modal stack. */
    modal: () => stackOf(world, id).at(-1),
    modals: () => stackOf(world, id),

    /** Types a slash command; @handles and #channels are escaped as Slack does. */
    command: (command: string, text = '', { channel = 'general' } = {}) =>
      typeCommand(world, id, {
        command,
        text,
        channel: channel === 'dm' ? dmOf(world, id) : channelSeen(world, id, channel).id,
      }),
    /** Writes in a channel. @returns the message's ts */
    post: (text: string, { channel = 'general' } = {}) =>
      post(world, id, channelSeen(world, id, channel), text),
    /** Adds the app to a channel or removes it, archives the channel, or says who may post. */
    changeChannel: (name: string, change: ChannelChange) =>
      changeAsMember(world, id, channelSeen(world, id, name), change),

    /** Presses a button, or an entry of an overflow menu, on a message in the DM (or, by ts, on any message seen). */
    click: async (label: string, where: OnMessage = {}) => press(onDm(where), label, where.nth),
    clickHome: async (label: string, { nth }: Nth = {}) => press('home', label, nth),
    clickModal: async (label: string, { nth }: Nth = {}) => press('modal', label, nth),
    clickEphemeral: async (label: string, where: OnMessage = {}) =>
      press(onEphemeral(where), label, where.nth),

    /** Opens the Home tab, which tells the app. */
    openHome: () => openTab('home'),
    openMessagesTab: () => openTab('messages'),

    /** Types into a text input found by its label, placeholder, block_id or action_id. */
    fill: async (label: string, text: string, where: OnSurface & { enter?: boolean } = {}) => {
      const surface = surfaceOf(where)
      const { target } = findField(standingOf(world, id, surface), label, where.nth)
      return interact(world, id, surface, target, text, { enter: where.enter === true })
    },
    /**
     * Picks in a menu, radio group, checkboxes or date and time picker found by its label, placeholder, block_id or
     * action_id. Options go by their text, members by id or `@handle`, channels by id or `#name`; dates `YYYY-MM-DD`,
     * times `HH:mm`, datetimepickers in Unix seconds. A list picks several; null clears.
     */
    choose: async (label: string, choice: string | number | string[] | null, where: OnSurface = {}) => {
      const surface = surfaceOf(where)
      const standing = standingOf(world, id, surface)
      const { target, element } = findField(standing, label, where.nth)
      const input = await inputOf(world, id, surface, { target, element }, choice)
      return interact(world, id, surface, target, input)
    },

    submit: () => submitModal(world, id),
    /** Cancel; `{ all: true }` is the ✕ that closes the whole stack. */
    close: (how: { all?: boolean } = {}) => closeModal(world, id, how),

    /** A global shortcut. */
    shortcut: async (callbackId: string) => {
      mustBePerson(world, id)
      if (!world.installed.isPresent() || !findShortcut(world.manifest, 'global', callbackId))
        throw new Error(`no global shortcut ${callbackId}`)
      return deliveryOf(
        await sendInteraction(world, shortcutPayload(world, id, callbackId), `shortcut ${callbackId}`),
      )
    },
    /** A message shortcut on a message of a channel (name or id). */
    messageShortcut: async (callbackId: string, channel: string, ts: string) => {
      if (!world.installed.isPresent() || !findShortcut(world.manifest, 'message', callbackId))
        throw new Error(`no message shortcut ${callbackId}`)
      const { place } = standingOf(world, id, { message: ts })
      if (!('message' in place) || place.message.channel !== placeNamed(world, id, channel)) {
        throw new Error(`no message ${ts} in ${channelName(state, channel)} that has shortcuts`)
      }
      const payload = messageShortcutPayload(world, id, callbackId, place.message)
      return deliveryOf(await sendInteraction(world, payload, `message_action ${callbackId}`))
    },

    /** By ids instead of labels, for a page that draws the blocks. */
    interact: (surface: Surface, target: Target, input?: Input, how: { enter?: boolean } = {}) =>
      interact(world, id, surface, target, input, how),
    suggest: (surface: Surface, target: Target, typed: string) => suggest(world, id, surface, target, typed),
    standing: (surface: Surface): Standing => standingOf(world, id, surface),
  }
}

/** The id of a channel or of the member's DM with the app. */
const placeNamed = (world: World, memberId: string, name: string) =>
  world.state.dms[memberId] === name ? name : channelSeen(world, memberId, name).id

const inputOf = async (
  world: World,
  memberId: string,
  surface: Surface,
  { target, element }: { target: Target; element: JsonObject },
  choice: string | number | string[] | null,
): Promise<Json> => {
  if (choice === null || typeof choice === 'number') return choice
  const type = (textAt(element, 'type') ?? '').replace('multi_', '')
  const one = async (text: string): Promise<Json> => {
    switch (type) {
      case 'static_select':
      case 'radio_buttons':
      case 'checkboxes':
        return optionValue(element, text)
      case 'users_select':
        return Object.values(world.state.members).find(({ handle }) => `@${handle}` === text)?.id ?? text
      case 'channels_select':
      case 'conversations_select':
        return findChannel(world.state, text)?.id ?? text
      case 'external_select': {
        const offered = await suggest(world, memberId, surface, target, text)
        const [only, ...others] = optionsOf(offered)
        // What was typed need not be in the name of what it found.
        if (only && others.length === 0) return only
        const labels = optionLabels(offered)
        const [naming, ...more] = labels.filter((label) => label.includes(text))
        // Such as “Add …”, below others that were found.
        const isOffered = labels.includes(text) || naming === undefined || more.length > 0
        const wanted = optionValue(offered, isOffered ? text : naming)
        return optionsOf(offered).find(({ value }) => value === wanted) ?? null
      }
      default:
        return text
    }
  }
  return Array.isArray(choice) ? Promise.all(choice.map(one)) : one(choice)
}
