import { App, type Receiver, type ViewResponseAction } from '@slack/bolt'
import * as v from 'valibot'
import type { WorkspaceId } from '../domain/ids.ts'
import { actions } from './actions/actions.ts'
import { type AnsweringParts, answering } from './answering.ts'
import { boltLogger } from './bolt-logger.ts'
import { mentorCommand } from './commands/mentor.ts'
import { hearEvents } from './events.ts'
import { modals } from './modals/modals.ts'
import { optionsFor } from './options.ts'
import {
  commandPayload,
  pressPayload,
  shortcutPayload,
  submissionPayload,
  suggestionPayload,
} from './payloads.ts'
import { receiptKeys } from './receipt-keys.ts'
import { type Press, say } from './reply.ts'
import { runShortcut } from './shortcuts.ts'
import type { Message } from './views/message.ts'
import type { Organisation } from './web-api/accounts.ts'

/** The one workspace the app is installed in, as `auth.test` named it. */
export type Installation = {
  workspace: WorkspaceId
  organisation: Organisation
  botToken: string
  botId: string
  botUserId: string
}

type AppParts = AnsweringParts & { installation: Installation }

/** Where a button was. The id of a DM begins with D. */
const surfaceOf = ({ view, container, channel }: v.InferOutput<typeof pressPayload>): Press['surface'] => {
  if (view) return view.type
  if (container.is_ephemeral) return 'list'
  return channel && !channel.id.startsWith('D') ? 'channel' : 'card'
}

/**
 * Everything the app listens to. Each kind of payload has one listener that dispatches by table, since every listener
 * costs time on every request. Handlers commit their work before they acknowledge; the receiver holds the answer.
 */
export const createApp = (parts: AppParts, receiver: Receiver): App => {
  const { services, installation, log } = parts
  const { workspace } = installation
  const answer = answering(parts, workspace)
  const app = new App({
    receiver,
    authorize: async () => ({
      botToken: installation.botToken,
      botId: installation.botId,
      botUserId: installation.botUserId,
      // Otherwise Bolt looks up a client under any team name in the payload, even `toString`.
      teamId: workspace,
    }),
    convoStore: false,
    // It would leave payloads from the app's own user unanswered, and the app listens to no messages.
    ignoreSelf: false,
    logger: boltLogger(log),
  })

  app.command(/.*/, async ({ body, ack, respond }) => {
    const { user_id, trigger_id, text } = v.parse(commandPayload, body)
    const command = { workspace, actor: user_id, triggerId: trigger_id, text }
    await answer<Message>(receiptKeys.command(trigger_id), (parts) => mentorCommand(parts, command), {
      ack: (message) => ack(message && { response_type: 'ephemeral', ...message }),
      actor: user_id,
      broken: () => ({ ack: { text: parts.words.somethingWentWrong, blocks: [] } }),
      inPlace: () => respond({ response_type: 'ephemeral', text: parts.words.notAnswered, blocks: [] }),
    })
  })

  app.action(/.*/, async ({ body, ack, respond }) => {
    const payload = v.parse(pressPayload, body)
    const [action] = payload.actions
    const handler = action && Object.hasOwn(actions, action.action_id) && actions[action.action_id]
    if (!handler) return ack()
    const press: Press = {
      workspace,
      actor: payload.user.id,
      triggerId: payload.trigger_id,
      pressedAt: action.action_ts,
      value: action.selected_option?.value ?? action.value ?? undefined,
      surface: surfaceOf(payload),
      modal: payload.view ?? undefined,
      respond: payload.response_url
        ? (message) => respond({ response_type: 'ephemeral', ...message })
        : undefined,
    }
    const { respond: inPlace } = press
    await answer<never>(
      receiptKeys.press(payload.trigger_id),
      (parts) => handler(parts, press),
      {
        ack: () => ack(),
        actor: press.actor,
        broken: () => say(parts, press, parts.words.somethingWentWrong),
        inPlace:
          inPlace && (() => inPlace({ text: parts.words.notAnswered, blocks: [], replace_original: false })),
      },
      payload.view?.type === 'modal' ? { view: payload.view.id, pressedAt: action.action_ts } : undefined,
    )
  })

  // A broken submission is answered with an error, so that Slack keeps the modal open with the typed text.
  app.view(/.*/, async ({ body, view, ack }) => {
    const handler = Object.hasOwn(modals, view.callback_id) && modals[view.callback_id]
    if (!handler) return ack()
    const payload = v.parse(submissionPayload, body)
    const submission = { workspace, actor: payload.user.id, modal: payload.view }
    await answer<ViewResponseAction>(
      receiptKeys.submission(payload),
      (parts) => handler(parts, submission),
      { ack: (response) => (response ? ack(response) : ack()), actor: submission.actor },
      { view: payload.view.id },
    )
  })

  app.options(/.*/, async ({ body, ack }) => {
    const { action_id, value, user } = v.parse(suggestionPayload, body)
    await ack(await optionsFor(parts, { workspace, actor: user.id, actionId: action_id, typed: value }))
  })

  app.shortcut(/.*/, async ({ body, ack }) => {
    const payload = v.parse(shortcutPayload, body)
    const shortcut = { workspace, actor: payload.user.id, payload }
    await answer<never>(receiptKeys.shortcut(payload.trigger_id), (parts) => runShortcut(parts, shortcut), {
      ack: () => ack(),
      actor: shortcut.actor,
    })
  })

  hearEvents(app, { services, client: parts.client, log, installation })

  return app
}
