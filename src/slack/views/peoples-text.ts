import type { RichTextBlock, RichTextElement, RichTextQuote, RichTextSection } from '@slack/types'
import type { MemberId } from '../../domain/ids.ts'
import { clip } from '../limits.ts'
import { readable, webAddress } from '../text/markup.ts'

/**
 * What people typed goes into rich text, never mrkdwn: its text elements read no markup, so nothing needs escaping,
 * nothing grows fivefold (`&` is `&amp;` in mrkdwn), and readers see exactly what was typed.
 */
const quoteOf = (elements: RichTextElement[]): RichTextQuote => ({ type: 'rich_text_quote', elements })

/** @param max UTF-16 units shown @returns undefined if nothing readable was typed */
export const quote = (typed: string, max: number): RichTextBlock | undefined => {
  const text = clip(readable(typed).trim(), max)
  return text === '' ? undefined : { type: 'rich_text', elements: [quoteOf(pieces(text))] }
}

/** What each of several people typed, under their names; those are left out of whom nothing readable is. */
export const quoteEach = (
  said: readonly { id: MemberId; typed: string }[],
  max: number,
): RichTextBlock | undefined => {
  const elements = said.flatMap(({ id, typed }): (RichTextSection | RichTextQuote)[] => {
    const text = clip(readable(typed).trim(), max)
    if (text === '') return []
    return [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: id }] }, quoteOf(pieces(text))]
  })
  return elements.length === 0 ? undefined : { type: 'rich_text', elements }
}

/** The most of a message that lists and the booking form show; Home shows less, and cards show all of it. */
export const EXCERPT = 400

/** About as much as two lines of a Home hold. */
const TWO_LINES = 140

/** The beginning of a message: its first two lines, or less where they are long. */
export const briefly = (typed: string): RichTextBlock | undefined => {
  const written = readable(typed)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const begun = written.slice(0, 2).join('\n')
  const goesOn = written.length > 2 && begun.length <= TWO_LINES
  return quote(goesOn ? `${begun}…` : begun, TWO_LINES + 1)
}

/** One of our sentences around words that somebody typed. */
export const said = (sentence: string): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: readable(sentence) }] }],
})

/** Lines of a bold name and what was typed, those left out of which nothing was. */
export const named = (lines: readonly { name: string; typed: string }[]): RichTextBlock | undefined => {
  const shown = lines.filter(({ typed }) => readable(typed).trim() !== '')
  if (shown.length === 0) return undefined
  return {
    type: 'rich_text',
    elements: shown.map(
      ({ name, typed }): RichTextSection => ({
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: name, style: { bold: true } },
          { type: 'text', text: ' ' },
          ...pieces(readable(typed).trim().replaceAll('\n', ' ')),
        ],
      }),
    ),
  }
}

/** Lines of what was typed, and below them names of which some stand out; undefined if nothing of them can be read. */
export const described = (
  typed: readonly string[],
  names: readonly { name: string; isStrong: boolean }[],
): RichTextBlock | undefined => {
  const written = typed.map((one) => readable(one).trim().replaceAll('\n', ' ')).filter((one) => one !== '')
  const shown = names
    .map(({ name, isStrong }) => ({ text: readable(name).trim(), isStrong }))
    .filter(({ text }) => text !== '')
  const listed = shown.flatMap(({ text, isStrong }, index): RichTextElement[] => [
    ...(index === 0 ? [] : [{ type: 'text' as const, text: ' · ' }]),
    { type: 'text', text, ...(isStrong && { style: { bold: true } }) },
  ])
  const lines = [...new Set(written)]
    .map(pieces)
    .concat([listed])
    .filter((elements) => elements.length > 0)
  return lines.length === 0
    ? undefined
    : {
        type: 'rich_text',
        elements: lines.map((elements): RichTextSection => ({ type: 'rich_text_section', elements })),
      }
}

// Excludes punctuation that ends a sentence rather than an address.
const WEB_ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?'()[\]{}]/gi

/** Web addresses become links (a session's room, a portfolio), each labelled with nothing but itself; emoji are drawn. */
const pieces = (text: string): RichTextElement[] => {
  const found: RichTextElement[] = []
  let end = 0
  const upTo = (start: number) => {
    if (start > end) found.push(...withEmoji(text.slice(end, start)))
  }
  for (const { 0: typed, index } of text.matchAll(WEB_ADDRESS)) {
    if (webAddress(typed) === undefined) continue
    upTo(index)
    found.push({ type: 'link', url: typed, text: typed })
    end = index + typed.length
  }
  upTo(text.length)
  return found
}

// Not within words, so that `12:30:45` and `std::max` stay as they are.
const EMOJI_RUN = /(?<![\w:])(?::[a-z0-9_+'-]{1,100}:)+(?![\w:])/g
const EMOJI = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/g

/**
 * Slack hands over emoji as codes, `:wave:`, which rich text draws only as elements of their own. A skin tone is part of
 * the name (docs.slack.dev/reference/block-kit/block-elements/emoji-element). A name that Slack does not know is no
 * error: it is drawn as it was typed, between colons.
 */
const withEmoji = (text: string): RichTextElement[] => {
  const found: RichTextElement[] = []
  let end = 0
  const upTo = (start: number) => {
    if (start > end) found.push({ type: 'text', text: text.slice(end, start) })
  }
  for (const { 0: run, index } of text.matchAll(EMOJI_RUN)) {
    upTo(index)
    for (const [, name = ''] of run.matchAll(EMOJI)) found.push({ type: 'emoji', name })
    end = index + run.length
  }
  upTo(text.length)
  return found
}
