import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { MemberId, WorkspaceId } from '../domain/ids.ts'
import type { UseCases } from '../service/services.ts'
import type { ModalState } from './payloads.ts'
import { redraw } from './redraw.ts'
import type { Words } from './text/words.ts'
import { section } from './views/blocks.ts'
import { type Message, message } from './views/message.ts'
import { sayModal } from './views/modal.ts'

/**
 * What every handler gets: the use cases, a client with a time-out short enough for a waiting person, and the words to
 * answer in.
 */
export type SlackParts = {
  services: UseCases
  client: WebClient
  words: Words
  /** Where browsers and calendars reach the app, without a slash at its end; undefined if they do not. */
  publicUrl(): string | undefined
}

/** Who acts and where, from what Slack signed. */
export type Signed = { workspace: WorkspaceId; actor: MemberId }

/**
 * A handler's answer, given once everything is committed. `afterwards` runs after the acknowledgement and is for calls to
 * Slack, which must not use up the 3 seconds.
 */
export type Reply<Ack> = { ack?: Ack; afterwards?: () => Promise<unknown> }

/** A pressed button or a choice, wherever it was. */
export type Press = Signed & {
  triggerId: string
  /** Its time by Slack's clock, which tells presses in a modal apart. */
  pressedAt: string
  value: string | undefined
  /** `list`: a message that only the actor sees. `channel`: one that others read too, which no answer may change. */
  surface: 'home' | 'modal' | 'card' | 'list' | 'channel'
  modal: ModalState | undefined
  /** Answers through the message's response_url; absent on Home and in modals. */
  respond: ((message: Message & { replace_original: boolean }) => Promise<unknown>) | undefined
}

export const openModal = (parts: SlackParts, triggerId: string, view: ModalView) =>
  parts.client.views.open({ trigger_id: triggerId, view })

/** A sentence only the actor sees, where they pressed. */
export const say = (parts: SlackParts, press: Press, text: string): Reply<never> => ({
  afterwards: () => {
    const view = sayModal(parts.words, parts.words.headings.home, text)
    if (press.surface === 'modal' && press.modal) return redraw(parts, { ...press, modal: press.modal }, view)
    if (press.respond) return press.respond({ text, blocks: [], replace_original: false })
    return openModal(parts, press.triggerId, view)
  },
})

/** To a press on something that is gone, or never was the actor's. */
export const sayNotFound = (parts: SlackParts, press: Press): Reply<never> =>
  say(parts, press, parts.words.refusalText({ outcome: 'refused', reason: 'not_found' }))

/**
 * The sentence, and below it the list they pressed in, as it is now: the old list offered what was just refused.
 */
export const sayAbove = (press: Press, text: string, list: Message): Reply<never> => ({
  afterwards: async () =>
    press.respond?.({ ...message([section(text), ...list.blocks]), replace_original: true }),
})

/** Opens a modal, or replaces the one the button was in. */
export const show = (parts: SlackParts, press: Press, view: ModalView): Reply<never> => ({
  afterwards: () =>
    press.surface === 'modal' && press.modal
      ? redraw(parts, { ...press, modal: press.modal }, view)
      : openModal(parts, press.triggerId, view),
})

/** Opens a modal above the one the button was in, which is there again once it is closed. Slack stacks three. */
export const showAbove = (parts: SlackParts, press: Press, view: ModalView): Reply<never> => ({
  afterwards: () => parts.client.views.push({ trigger_id: press.triggerId, view }),
})
