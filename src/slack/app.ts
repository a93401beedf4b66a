import { App, type Receiver, type ViewResponseAction } from '@slack/bolt'
import * as v from 'valibot'
import type { Log } from '../app/log.ts'
import type { MemberId, ReceiptKey, WorkspaceId } from '../domain/ids.ts'
import type { ModalTurn } from '../service/receipts.ts'
import type { Services, UseCases } from '../service/services.ts'
import { actions } from './actions/actions.ts'
import { apologise } from './apologise.ts'
import type { Background } from './background.ts'
import { boltLogger } from './bolt-logger.ts'
import { mentorCommand } from './commands/mentor.ts'
import { modals } from './modals/modals.ts'
import { optionsFor } from './options.ts'
import {
  commandPayload,
  type EventFacts,
  type EventType,
  pressPayload,
  readEvent,
  shortcutPayload,
  submissionPayload,
  suggestionPayload,
} from './payloads.ts'
import { receiptKeys } from './receipt-keys.ts'
import { hearRemoval } from './removal.ts'
import { type Press, type Reply, type SlackParts, say } from './reply.ts'
import { runShortcut } from './shortcuts.ts'
import type { Message } from './views/message.ts'
import { type Organisation, toProfile } from './web-api/profiles.ts'

/** The one workspace the app is installed in, as `auth.test` named it. */
export type Installation = {
  workspace: WorkspaceId
  organisation: Organisation
  botToken: string
  botId: string
  botUserId: string
}

type AppParts = SlackParts & {
  services: Services
  installation: Installation
  background: Background
  log: Log
}

/** How a payload is answered: `broken` replaces a reply that could not be made, `inPlace` one that Slack refused. */
type Way<Ack> = {
  ack(body?: Ack): Promise<unknown>
  actor: MemberId
  broken?(): Reply<Ack>
  inPlace?: (() => Promise<unknown>) | undefined
}

/**
 * Everything the app listens to. Each kind of payload has one listener that dispatches by table, since every listener
 * costs time on every request. Handlers commit their work before they acknowledge; the receiver holds the answer.
 */
export const createApp = (parts: AppParts, receiver: Receiver): App => {
  const { services, installation, background, log } = parts
  const { receipts } = services
  const { workspace } = installation
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

  /** Acknowledges, then calls Slack; if that fails, tells the person as soon as possible. */
  const reply = async <Ack>({ ack: body, afterwards }: Reply<Ack>, { ack, actor, inPlace }: Way<Ack>) => {
    await ack(body)
    if (!afterwards) return
    background.run(async () => {
      try {
        await afterwards()
      } catch (error) {
        log.error({ err: error }, 'Slack did not accept an answer')
        await apologise(error, { inPlace, later: () => services.unanswered({ workspace, actor }) })
      }
    })
  }

  /**
   * Answers one payload. A repeat of it gets the first one's answer, and nothing else happens; one that broke leaves no
   * answer, so that its repeat tries again. Whether it is a repeat is not checked beforehand: hardly any is, `act` guards
   * acts, and of two answers only the first is given.
   */
  const answer = async <Ack>(
    key: ReceiptKey,
    handle: (parts: SlackParts) => Promise<Reply<Ack>>,
    way: Way<Ack>,
    turn?: ModalTurn,
  ): Promise<unknown> => {
    let given: Reply<Ack>
    try {
      given = await handle({ ...parts, services: services.onceFor(key) })
    } catch (error) {
      const meanwhile = await receipts.answerTo<Ack>(workspace, key).catch(() => undefined)
      if (meanwhile) return way.ack(meanwhile.ack)
      if (!way.broken) throw error
      log.error({ err: error }, 'a command or press failed')
      return reply(way.broken(), way)
    }
    // A bare acknowledgement needs no answer kept: a repeat finds the act's outcome and gets the same.
    if (given.ack === undefined && !given.afterwards) return way.ack()
    const first = await receipts
      .keepFirstAnswer(workspace, key, given.ack === undefined ? {} : { ack: given.ack }, turn)
      .catch((error: unknown) => {
        // The work is done: better to answer twice than not at all.
        log.error({ err: error }, 'an answer could not be kept')
        return { isFirst: true, answer: given }
      })
    return first.isFirst ? reply(given, way) : way.ack(first.answer.ack)
  }

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
      surface: payload.view?.type ?? (payload.container.is_ephemeral ? 'list' : 'card'),
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
    const { action_id, value } = v.parse(suggestionPayload, body)
    await ack(optionsFor(parts.words, services, action_id, value))
  })

  app.shortcut(/.*/, async ({ body, ack }) => {
    const payload = v.parse(shortcutPayload, body)
    const shortcut = { workspace, actor: payload.user.id, payload }
    await answer<never>(receiptKeys.shortcut(payload.trigger_id), (parts) => runShortcut(parts, shortcut), {
      ack: () => ack(),
      actor: shortcut.actor,
    })
  })

  /** An event is only acknowledged; one that breaks is answered with 500, so that Slack sends it again. */
  const heard = new Map<string, (body: unknown) => Promise<void>>()
  const hear = <Type extends EventType>(
    type: Type,
    act: (
      services: UseCases,
      event: ReturnType<typeof readEvent<Type>>['event'],
      facts: EventFacts,
    ) => Promise<void>,
  ) =>
    heard.set(type, async (body) => {
      const { event, facts } = readEvent(type, body)
      await act(services.onceFor(receiptKeys.event(facts.id)), event, facts)
    })
  app.event(/.*/, async ({ event, body }) => heard.get(event.type)?.(body))

  hear('app_home_opened', async ({ openHome }, { tab, user }) => {
    if (tab === 'home') await openHome({ workspace, actor: user })
  })
  hear('user_change', ({ learn }, { user }, { at }) =>
    learn({ workspace, profile: toProfile(user, installation.organisation), seenAt: at }),
  )
  const removal = { workspace, client: parts.client, log }
  // The second event may come before the first, or alone: Slack promises no order.
  hear('app_uninstalled', (services, _event, facts) => hearRemoval(removal, services, facts))
  hear('tokens_revoked', async (services, { tokens }, facts) => {
    if (tokens.bot?.length) await hearRemoval(removal, services, facts)
  })

  return app
}
