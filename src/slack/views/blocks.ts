import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ConfirmationDialog,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
} from '@slack/types'
import { clip, limits } from '../limits.ts'

/** Text that Slack shows unchanged; emoji names in people's names stay as typed. */
export const plainText = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: clip(text, max),
  emoji: false,
})

export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: plainText(text, limits.headerText),
})

/** @param text mrkdwn of our own sentences; what people typed goes into rich text (`peoples-text.ts`) */
export const section = (text: string, accessory?: Button): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text },
  ...(accessory && { accessory }),
})

/** Two columns. */
export const fields = (...texts: readonly string[]): SectionBlock => ({
  type: 'section',
  fields: texts.map((text) => ({ type: 'mrkdwn', text })),
})

export const context = (text: string): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text }],
})

export const divider: DividerBlock = { type: 'divider' }

/** A row of buttons; no block if there are none, since Slack refuses an empty row. */
export const actions = (...elements: readonly ActionsBlockElement[]): ActionsBlock[] =>
  elements.length > 0 ? [{ type: 'actions', elements: [...elements] }] : []

type ButtonOptions = { value?: string; style?: 'primary' | 'danger'; confirm?: ConfirmationDialog }

export const button = (label: string, actionId: string, options: ButtonOptions = {}): Button => ({
  type: 'button',
  text: plainText(label, limits.buttonText),
  action_id: actionId,
  ...options,
})

/** A button that opens a page. Slack still tells the app of the press. */
export const linkButton = (label: string, actionId: string, url: string): Button => ({
  ...button(label, actionId),
  url,
})

export const option = (text: string, value: string): PlainTextOption => ({
  text: plainText(text, limits.optionText),
  value,
})

export const confirmation = (words: {
  title: string
  text: string
  confirm: string
  deny: string
}): ConfirmationDialog => ({
  title: plainText(words.title, limits.confirmTitle),
  text: plainText(words.text, limits.confirmText),
  confirm: plainText(words.confirm, limits.confirmButton),
  deny: plainText(words.deny, limits.confirmButton),
  style: 'danger',
})

/** Blocks or lists of blocks, in any mix; absent ones draw nothing. */
export const stack = (...parts: readonly (KnownBlock | readonly KnownBlock[] | undefined | false)[]) =>
  parts.flatMap((part): readonly KnownBlock[] => (!part ? [] : 'type' in part ? [part] : part))
