import { App, type Receiver } from '@slack/bolt'
import * as v from 'valibot'
import { memberId, type WorkspaceId } from '../domain/ids.ts'
import type { Log } from '../log.ts'
import { actions } from './actions/actions.ts'
import type { Background } from './background.ts'
import { boltLogger } from './bolt-logger.ts'
import { mentorCommand } from './commands/mentor.ts'
import { modals } from './modals/modals.ts'
import { optionsFor } from './options.ts'
import {
  commandPayload,
  pressPayload,
  shortcutPayload,
  submissionPayload,
  suggestionPayload,
} from './payloads.ts'
import { toProfile } from './profiles.ts'
import { type Press, type Reply, type SlackParts, say } from './reply.ts'
import { runShortcut } from './shortcuts.ts'
import { somethingWentWrong } from './text/outcomes.ts'

/** The one workspace that the app is installed in, as `auth.test` named it. */
export type Installation = { workspace: WorkspaceId; botToken: string; botId: string; botUserId: string }

type AppParts = SlackParts & { installation: Installation; background: Background; log: Log }

/**
 * All that the app listens to: six listeners that dispatch by table, since each listener costs every request, and
 * Slack's events. Each handler commits its work before it acknowledges; the receiver holds the answer until then.
 */
export const createApp = (parts: AppParts, receiver: Receiver): App => {
  const { installation, background, log } = parts
  const { workspace } = installation
  const app = new App({
    receiver,
    authorize: async () => ({
      botToken: installation.botToken,
      botId: installation.botId,
      botUserId: installation.botUserId,
    }),
    convoStore: false,
    logger: boltLogger(log),
  })

  /** Acknowledges, then calls Slack; where that fails the person is told, if there is a way. */
  const reply = async <Ack>(
    { ack: body, afterwards }: Reply<Ack>,
    ack: (body?: Ack) => Promise<unknown>,
    apologise?: () => Promise<unknown>,
  ) => {
    await ack(body)
    if (!afterwards) return
    background.run(async () => {
      try {
        await afterwards()
      } catch (error) {
        log.error({ err: error }, 'Slack did not take an answer')
        await apologise?.()
      }
    })
  }

  app.command('/mentor', async ({ body, ack, respond }) => {
    const { user_id, trigger_id, text } = v.parse(commandPayload, body)
    const command = { workspace, actor: user_id, triggerId: trigger_id, text }
    const answer = await mentorCommand(parts, command).catch((error: unknown) => {
      log.error({ err: error }, 'a command broke')
      return { ack: { text: somethingWentWrong, blocks: [] } }
    })
    await reply(
      answer,
      (message) => ack(message && { response_type: 'ephemeral', ...message }),
      () => respond({ response_type: 'ephemeral', text: somethingWentWrong }),
    )
  })

  app.action(/.*/, async ({ body, ack, respond }) => {
    const payload = v.parse(pressPayload, body)
    const [action] = payload.actions
    const handler = action && actions[action.action_id]
    if (!handler) return ack()
    const press: Press = {
      workspace,
      actor: payload.user.id,
      triggerId: payload.trigger_id,
      value: action.selected_option?.value ?? action.value ?? undefined,
      surface: payload.view?.type ?? (payload.container.is_ephemeral ? 'list' : 'card'),
      modal: payload.view ?? undefined,
      respond: payload.response_url
        ? (message) => respond({ response_type: 'ephemeral', ...message })
        : undefined,
    }
    const answer = await handler(parts, press).catch((error: unknown): Reply<never> => {
      log.error({ err: error, action: action.action_id }, 'a press broke')
      return say(parts, press, somethingWentWrong)
    })
    return reply(
      answer,
      () => ack(),
      () =>
        press.respond?.({ text: somethingWentWrong, blocks: [], replace_original: false }) ??
        Promise.resolve(),
    )
  })

  // A submission that breaks is answered with an error: Slack then keeps the modal open, and what was typed in it.
  app.view(/.*/, async ({ body, view, ack }) => {
    const handler = modals[view.callback_id]
    if (!handler) return ack()
    const payload = v.parse(submissionPayload, body)
    const answer = await handler(parts, { workspace, actor: payload.user.id, modal: payload.view })
    return reply(answer, (response) => (response ? ack(response) : ack()))
  })

  app.options(/.*/, async ({ body, ack }) => {
    const { action_id, value } = v.parse(suggestionPayload, body)
    await ack({ options: optionsFor(parts.services, action_id, value) })
  })

  app.shortcut(/.*/, async ({ body, ack }) => {
    const payload = v.parse(shortcutPayload, body)
    return reply(await runShortcut(parts, { workspace, actor: payload.user.id, payload }), () => ack())
  })

  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await parts.services.look.openHome({ workspace, actor: memberId(event.user) })
  })

  app.event('user_change', async ({ event }) => {
    await parts.services.learn(workspace, toProfile(event.user))
  })

  // The second may come before the first, or alone: Slack promises no order.
  app.event('app_uninstalled', () => parts.services.uninstall(workspace))
  app.event('tokens_revoked', async ({ event }) => {
    if (event.tokens.bot?.length) await parts.services.uninstall(workspace)
  })

  return app
}
