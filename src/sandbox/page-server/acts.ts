import * as v from 'valibot'
import { MINUTE } from '../../domain/time/time.ts'
import type { Json } from '../slack/json.ts'
import { escapeCommand } from '../slack/member/escape-command.ts'
import { channelChanges } from '../slack/state/state.ts'
import type { Workbench } from './page-state.ts'
import type { Act, ActAnswer } from './wire.ts'

const text = v.pipe(v.string(), v.maxLength(40_000))
const id = v.pipe(v.string(), v.maxLength(300))
const surface = v.union([v.picklist(['modal', 'home']), v.object({ message: id })])
const target = v.object({ blockId: id, actionId: id })
const isJson = (value: unknown): value is Json => value !== undefined
const json = v.custom<Json>(isJson)

const shape = v.variant('do', [
  v.object({ do: v.picklist(['post', 'command']), channel: id, text }),
  v.object({
    do: v.literal('interact'),
    surface,
    target,
    input: v.optional(json),
    enter: v.optional(v.boolean()),
  }),
  v.object({ do: v.literal('suggest'), surface, target, typed: text }),
  v.object({ do: v.literal('submit') }),
  v.object({ do: v.literal('close'), all: v.optional(v.boolean()) }),
  v.object({ do: v.literal('shortcut'), callbackId: id }),
  v.object({ do: v.literal('messageShortcut'), callbackId: id, channel: id, ts: id }),
  v.object({ do: v.literal('openTab'), tab: v.picklist(['home', 'messages']) }),
  v.object({ do: v.literal('read'), channel: id, ts: id }),
  v.object({ do: v.literal('channel'), channel: id, change: v.picklist(channelChanges) }),
  v.object({ do: v.literal('switch'), name: id, on: v.boolean() }),
  v.object({
    do: v.literal('forward'),
    minutes: v.pipe(v.number(), v.minValue(1), v.maxValue(60 * 24 * 31)),
  }),
  v.object({ do: v.literal('clearLog') }),
]) satisfies v.GenericSchema<unknown, Act>

export const readAct = (body: unknown): Act => v.parse(shape, body)

/** @property touched called after changes that the local Slack does not announce: read marks, switches, the clock */
type Hands = { bench: Workbench; touched(): void; moved(): void }

/** Does what the page asks, as that member. Throws a sentence if it cannot be done. */
export const carryOut = async (
  { bench, touched, moved }: Hands,
  memberId: string,
  act: Act,
): Promise<ActAnswer> => {
  const { slack, clock, switches, read } = bench
  const member = slack.member(memberId)
  switch (act.do) {
    case 'post':
      member.post(escapeCommand(slack.state, act.text), { channel: act.channel })
      return {}
    case 'command': {
      const [, command = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(act.text.trim()) ?? []
      const channel = slack.state.dms[memberId] === act.channel ? 'dm' : act.channel
      await member.command(command, rest, { channel })
      return {}
    }
    case 'interact':
      return tell(
        await member.interact(
          act.surface,
          act.target,
          act.input,
          act.enter === undefined ? {} : { enter: act.enter },
        ),
      )
    case 'suggest':
      return { menu: await member.suggest(act.surface, act.target, act.typed) }
    case 'submit':
      await member.submit()
      return {}
    case 'close':
      await member.close({ all: act.all === true })
      return {}
    case 'shortcut':
      return tell(await member.shortcut(act.callbackId))
    case 'messageShortcut':
      return tell(await member.messageShortcut(act.callbackId, act.channel, act.ts))
    case 'openTab':
      await (act.tab === 'home' ? member.openHome() : member.openMessagesTab())
      return {}
    case 'read':
      read[memberId] = { ...read[memberId], [act.channel]: act.ts }
      touched()
      return {}
    case 'channel':
      await member.changeChannel(act.channel, act.change)
      return {}
    case 'switch':
      switches.set(act.name, act.on)
      touched()
      return {}
    case 'forward':
      clock.forward(act.minutes * MINUTE)
      moved()
      touched()
      return {}
    case 'clearLog':
      slack.clearLog()
      return {}
  }
}

const tell = ({ told, failure }: { told?: string; failure?: string }): ActAnswer =>
  told === undefined ? {} : { told: failure === undefined ? told : `${told} (${failure})` }
