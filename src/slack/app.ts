import { App, type Receiver, type ViewResponseAction } from '@slack/bolt'
import * as v from 'valibot'
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
import { NotInstalled, type Served, type Serving } from './serving.ts'
import { runShortcut } from './shortcuts.ts'
import type { Message } from './views/message.ts'

type AppParts = Omit<AnsweringParts, 'client'> & { serving: Serving }

/** What `authorize` found, as the listeners get it. */
const servedIn = (context: Record<string, unknown>): Served => {
  const { served } = context as { served?: Served }
  if (!served) throw new Error('a payload without its workspace')
  return served
}

/** Where a button was. The id of a DM begins with D. */
const surfaceOf = ({ view, container, channel }: v.InferOutput<typeof pressPayload>): Press['surface'] => {
  if (view) return view.type
  if (container.is_ephemeral) return 'list'
  return channel && !channel.id.startsWith('D') ? 'channel' : 'card'
}

const inOrganisation = v.object({
  view: v.nullish(v.object({ team_id: v.nullish(v.string()) })),
  user: v.nullish(v.object({ team_id: v.nullish(v.string()) })),
})

/**
 * The team from which a payload comes. If an organisation installed the app, a modal's names the organisation as the one
 * that did, which Bolt takes for the team; its view, or else its member, says from which workspace it is.
 */
const teamOf = (named: string | undefined, body: unknown): string | null => {
  if (!named?.startsWith('E')) return named ?? null
  const said = v.safeParse(inOrganisation, body)
  return said.success ? (said.output.view?.team_id ?? said.output.user?.team_id ?? null) : null
}

/**
 * Everything the app listens to. Each kind of payload has one listener that dispatches by table, since every listener
 * costs time on every request. Handlers commit their work before they acknowledge; the receiver holds the answer.
 */
export const createApp = (parts: AppParts, receiver: Receiver): App => {
  const { services, serving, log } = parts
  const answer = answering(parts)
  const app = new App({
    receiver,
    authorize: async ({ teamId, enterpriseId }, body) => {
      const served = await serving.from({ team: teamOf(teamId, body), enterprise: enterpriseId ?? null })
      if (!served) throw new NotInstalled()
      const { workspace, botId, botUserId } = served
      // Without a token, Bolt makes no client, of which it would keep one for each workspace and never let go.
      return { botId, botUserId, teamId: workspace, served }
    },
    convoStore: false,
    // It would leave payloads from the app's own user unanswered, and the app listens to no messages.
    ignoreSelf: false,
    logger: boltLogger(log),
  })

  app.error(async (error) => {
    if (error.original instanceof NotInstalled) log.info({}, 'a payload from where the app is not installed')
    else log.error({ err: error }, 'a listener failed')
    throw error
  })

  app.command(/.*/, async ({ body, ack, respond, context }) => {
    const { user_id, trigger_id, text } = v.parse(commandPayload, body)
    const { workspace, client } = servedIn(context)
    const command = { workspace, actor: user_id, triggerId: trigger_id, text }
    await answer<Message>(
      { workspace, client },
      receiptKeys.command(trigger_id),
      (parts) => mentorCommand(parts, command),
      {
        ack: (message) => ack(message && { response_type: 'ephemeral', ...message }),
        actor: user_id,
        broken: () => ({ ack: { text: parts.words.somethingWentWrong, blocks: [] } }),
        inPlace: () => respond({ response_type: 'ephemeral', text: parts.words.notAnswered, blocks: [] }),
      },
    )
  })

  app.action(/.*/, async ({ body, ack, respond, context }) => {
    const payload = v.parse(pressPayload, body)
    const { workspace, client } = servedIn(context)
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
      { workspace, client },
      receiptKeys.press(payload.trigger_id),
      (parts) => handler(parts, press),
      {
        ack: () => ack(),
        actor: press.actor,
        broken: () => say({ ...parts, client }, press, parts.words.somethingWentWrong),
        inPlace:
          inPlace && (() => inPlace({ text: parts.words.notAnswered, blocks: [], replace_original: false })),
      },
      payload.view?.type === 'modal' ? { view: payload.view.id, pressedAt: action.action_ts } : undefined,
    )
  })

  // A broken submission is answered with an error, so that Slack keeps the modal open with the typed text.
  app.view(/.*/, async ({ body, view, ack, context }) => {
    const handler = Object.hasOwn(modals, view.callback_id) && modals[view.callback_id]
    if (!handler) return ack()
    const payload = v.parse(submissionPayload, body)
    const { workspace, client } = servedIn(context)
    const submission = { workspace, actor: payload.user.id, modal: payload.view }
    await answer<ViewResponseAction>(
      { workspace, client },
      receiptKeys.submission(payload),
      (parts) => handler(parts, submission),
      { ack: (response) => (response ? ack(response) : ack()), actor: submission.actor },
      { view: payload.view.id },
    )
  })

  app.options(/.*/, async ({ body, ack, context }) => {
    const { action_id, value, user } = v.parse(suggestionPayload, body)
    const { workspace, client } = servedIn(context)
    await ack(
      await optionsFor(
        { ...parts, client },
        { workspace, actor: user.id, actionId: action_id, typed: value },
      ),
    )
  })

  app.shortcut(/.*/, async ({ body, ack, context }) => {
    const payload = v.parse(shortcutPayload, body)
    const { workspace, client } = servedIn(context)
    const shortcut = { workspace, actor: payload.user.id, payload }
    await answer<never>(
      { workspace, client },
      receiptKeys.shortcut(payload.trigger_id),
      (parts) => runShortcut(parts, shortcut),
      {
        ack: () => ack(),
        actor: shortcut.actor,
      },
    )
  })

  hearEvents(app, { ...parts, services })

  return app
}
