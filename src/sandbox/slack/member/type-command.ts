import { isObject, type JsonObject, parseJson } from '../json.ts'
import { findCommand } from '../manifest.ts'
import { commandForm } from '../outbound/payloads.ts'
import { type AppAnswer, failureName, sendToApp } from '../outbound/to-app.ts'
import { postAsApp, whisper } from '../state/messages.ts'
import type { Ephemeral } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { readContent } from '../web-api/content.ts'
import { mustBeOpen } from './channel-acts.ts'
import { escapeCommand } from './escape-command.ts'
import { ownCommands, runOwnCommand } from './own-commands.ts'
import { mustBePerson } from './places.ts'

/** `ephemeral`: what the member saw at once: the app's answer, or Slack's word on a failure. */
export type CommandOutcome = { status?: number; ms: number; failure?: string; ephemeral?: Ephemeral }

/** Types a slash command in a channel or a DM. Slack itself answers commands that no app has. */
export const typeCommand = async (
  world: World,
  memberId: string,
  typed: { command: string; text: string; channel: string },
): Promise<CommandOutcome> => {
  mustBePerson(world, memberId)
  const { command, channel } = typed
  const known = findCommand(world.manifest, command)
  const say = (text: string) => whisper(world, memberId, channel, { text }, 'slack')
  const here = world.state.channels[channel]
  if (here) mustBeOpen(here)
  if (ownCommands.some((own) => own.command === command)) {
    const told = await runOwnCommand(world, memberId, { command, text: typed.text, channel: here })
    return { ms: 0, ...(told !== undefined && { ephemeral: say(told) }) }
  }
  if (!known || !world.installed.isPresent()) {
    const ephemeral = say(
      `${command} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`,
    )
    return { ms: 0, failure: 'unknown_command', ephemeral }
  }
  const text = known.should_escape ? escapeCommand(world.state, typed.text) : typed.text
  const answer = await sendToApp(world, {
    name: command,
    contentType: 'application/x-www-form-urlencoded',
    body: commandForm(world, memberId, { command, text: text.trim(), channel }).toString(),
  })
  const shown = failureName(answer) ?? showAnswer(world, memberId, channel, answer)
  const outcome = { ms: answer.ms, ...(answer.status !== undefined && { status: answer.status }) }
  if (typeof shown === 'string') {
    return { ...outcome, failure: shown, ephemeral: say(`${command} failed with the error "${shown}"`) }
  }
  return shown ? { ...outcome, ephemeral: shown } : outcome
}

/** @returns the ephemeral message, nothing for an empty answer, or Slack's error for an answer it cannot show */
const showAnswer = (world: World, memberId: string, channel: string, answer: AppAnswer) => {
  const body = answer.body.trim()
  const content = body === '' ? undefined : contentOf(body, answer)
  if (!content || (content.text === undefined && content.blocks === undefined)) return undefined
  const read = readContent(world, content)
  if ('refusal' in read) {
    for (const rule of read.refusal.breaches) world.log.breach(world.clock.now(), 'command answer', rule)
    return 'invalid_command_response'
  }
  for (const rule of read.warnings) world.log.breach(world.clock.now(), 'command answer', rule)
  if (content.response_type !== 'in_channel') return whisper(world, memberId, channel, read.content)
  postAsApp(world, channel, read.content)
  return undefined
}

const contentOf = (body: string, { headers }: AppAnswer): JsonObject => {
  const isJson = String(headers['content-type'] ?? '').startsWith('application/json')
  const parsed = isJson ? parseJson(body) : undefined
  return isObject(parsed) ? parsed : { text: typeof parsed === 'string' ? parsed : body }
}
