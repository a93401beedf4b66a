import type { RichTextBlock, RichTextElement, RichTextQuote, RichTextSection } from '@slack/types'
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
          { type: 'text', text: '  ' },
          ...pieces(readable(typed).trim().replaceAll('\n', ' ')),
        ],
      }),
    ),
  }
}

// Excludes punctuation that ends a sentence rather than an address.
const WEB_ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?'()[\]{}]/gi

/** Web addresses become links (a session's room, a portfolio), each labelled with nothing but itself. */
const pieces = (text: string): RichTextElement[] => {
  const found: RichTextElement[] = []
  let end = 0
  const upTo = (start: number) => {
    if (start > end) found.push({ type: 'text', text: text.slice(end, start) })
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
