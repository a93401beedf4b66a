import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ConfirmationDialog,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  ImageElement,
  KnownBlock,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
} from '@slack/types'
import type { Member } from '../../domain/member.ts'
import { clip, limits } from '../limits.ts'
import { readable } from '../text/markup.ts'

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
export const section = (text: string, accessory?: Button | Overflow | ImageElement): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text },
  ...(accessory && { accessory }),
})

/** Somebody's picture beside a section that is about them; nothing if Slack gave none. */
export const picture = ({
  picture: address,
  fullName,
}: Pick<Member, 'picture' | 'fullName'>): ImageElement | undefined =>
  address === null
    ? undefined
    : { type: 'image', image_url: address, alt_text: clip(readable(fullName), limits.imageAlt) || '?' }

export const context = (text: string): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text }],
})

/** The same for what people typed: nothing in it is markup. */
export const plainContext = (text: string): ContextBlock => ({
  type: 'context',
  elements: [plainText(text, limits.sectionText)],
})

export const divider: DividerBlock = { type: 'divider' }

/** The rows of a list and the buttons below it, with lines between: else buttons seem to belong to the next row. */
export const listed = (rows: readonly KnownBlock[][], below: readonly KnownBlock[]): KnownBlock[] =>
  [...rows, below]
    .filter((row) => row.length > 0)
    .flatMap((row, index) => (index === 0 ? row : [divider, ...row]))

/** A row of buttons; no block if there are none, since Slack refuses an empty row. */
export const actions = (...elements: readonly ActionsBlockElement[]): ActionsBlock[] =>
  elements.length > 0 ? [{ type: 'actions', elements: [...elements] }] : []

type ButtonOptions = {
  value?: string
  style?: 'primary' | 'danger'
  confirm?: ConfirmationDialog
  /** What screen readers say in place of the label, if that label stands on more than one button. */
  spoken?: string
}

export const button = (
  label: string,
  actionId: string,
  { spoken, ...options }: ButtonOptions = {},
): Button => ({
  type: 'button',
  text: plainText(label, limits.buttonText),
  action_id: actionId,
  ...options,
  ...(spoken !== undefined && { accessibility_label: clip(readable(spoken), limits.buttonText) }),
})

/** A button that opens a page. Slack still tells the app of the press. */
export const linkButton = (
  label: string,
  actionId: string,
  url: string,
  options: ButtonOptions = {},
): Button => ({
  ...button(label, actionId, options),
  url,
})

/** A menu behind three dots. An entry with a `url` opens that page, and Slack still tells the app of the choice. */
export const overflow = (
  actionId: string,
  entries: readonly { text: string; value: string; url?: string }[],
): Overflow => ({
  type: 'overflow',
  action_id: actionId,
  options: entries.map(({ text, value, url }) => ({ ...option(text, value), ...(url && { url }) })),
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
