import type { ManifestCommand } from '../manifest.ts'
import type { Channel } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { changeAsMember } from './channel-acts.ts'

/** Slack's own commands, which no app hears of. Only the app can be invited: people are in every public channel. */
export const ownCommands: ManifestCommand[] = [
  { command: '/invite', description: 'Add an app to this channel', usage_hint: '@app' },
  { command: '/kick', description: 'Remove an app from this channel', usage_hint: '@app' },
]

/** Does what a command of Slack's own says. @returns what Slack tells the member, if anything */
export const runOwnCommand = async (
  world: World,
  memberId: string,
  { command, text, channel }: { command: string; text: string; channel: Channel | undefined },
): Promise<string | undefined> => {
  const { app } = world.state
  const named = text.trim().replace(/^@/, '').toLowerCase()
  if (!channel) return `${command} does not work here.`
  if (named !== app.handle.toLowerCase() && named !== app.name.toLowerCase()) {
    return `${command} takes @${app.name}: everybody else is in every channel that they see.`
  }
  const isNew = await changeAsMember(
    world,
    memberId,
    channel,
    command === '/invite' ? 'add-app' : 'remove-app',
  )
  if (isNew) return undefined
  return command === '/invite'
    ? `${app.name} is already in this channel.`
    : `${app.name} is not in this channel.`
}
