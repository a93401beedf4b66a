import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { MemberId, WorkspaceId } from '../domain/ids.ts'
import type { UseCases } from '../service/services.ts'
import type { ModalState } from './payloads.ts'
import { redraw } from './redraw.ts'
import { headings } from './text/labels.ts'
import { section } from './views/blocks.ts'
import { type Message, message } from './views/message.ts'
import { sayModal } from './views/modal.ts'

/** What every handler is given: the use cases, and a client whose time-out fits a waiting person. */
export type SlackParts = { services: UseCases; client: WebClient }

/** Who acts and where, from what Slack signed. */
export type Signed = { workspace: WorkspaceId; actor: MemberId }

/**
 * A handler's answer. By the time that it is given everything is committed; `afterwards` runs after Slack has been
 * acknowledged: whatever calls Slack, since its answer is not what the 3 seconds are for.
 */
export type Reply<Ack> = { ack?: Ack; afterwards?: () => Promise<unknown> }

/** A pressed button or a choice, wherever it stood. */
export type Press = Signed & {
  triggerId: string
  /** Slack's time of it, by which presses in a modal are told apart. */
  pressedAt: string
  value: string | undefined
  surface: 'home' | 'modal' | 'card' | 'list'
  modal: ModalState | undefined
  /** Answers through the message's response_url; absent on Home and in modals. */
  respond: ((message: Message & { replace_original: boolean }) => Promise<unknown>) | undefined
}

export const openModal = (parts: SlackParts, triggerId: string, view: ModalView) =>
  parts.client.views.open({ trigger_id: triggerId, view })

/** A sentence to the actor alone, in the place where they pressed. */
export const say = (parts: SlackParts, press: Press, text: string): Reply<never> => ({
  afterwards: () => {
    const view = sayModal(headings.home, text)
    if (press.surface === 'modal' && press.modal) return redraw(parts, { ...press, modal: press.modal }, view)
    if (press.respond) return press.respond({ text, blocks: [], replace_original: false })
    return openModal(parts, press.triggerId, view)
  },
})

/**
 * The sentence, and below it the list in which they pressed, as it is now: what the press was refused for stood there as
 * if it could be done.
 */
export const sayAbove = (press: Press, text: string, list: Message): Reply<never> => ({
  afterwards: async () =>
    press.respond?.({ ...message([section(text), ...list.blocks]), replace_original: true }),
})

/** Shows a modal: anew, or in place of the one in which the button was. */
export const show = (parts: SlackParts, press: Press, view: ModalView): Reply<never> => ({
  afterwards: () =>
    press.surface === 'modal' && press.modal
      ? redraw(parts, { ...press, modal: press.modal }, view)
      : openModal(parts, press.triggerId, view),
})
