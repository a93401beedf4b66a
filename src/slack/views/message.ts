import type { KnownBlock, RichTextBlock, RichTextElement, TextObject } from '@slack/types'
import { plain } from '../text/markup.ts'

export type Message = { text: string; blocks: KnownBlock[] }

/** A message whose `text`, for notifications and screen readers, is drawn from its blocks: the two cannot differ. */
export const message = (blocks: KnownBlock[]): Message => ({
  text: blocks.flatMap(linesOf).join('\n'),
  blocks,
})

/** What a block says. Leaves out buttons, which screen readers announce anyway. */
const linesOf = (block: KnownBlock): string[] => {
  switch (block.type) {
    case 'header':
      return [textOf(block.text)]
    case 'section':
      return [...(block.text ? [block.text] : []), ...(block.fields ?? [])].map(textOf)
    case 'context':
      return block.elements.flatMap((element) => (element.type === 'image' ? [] : [textOf(element)]))
    case 'rich_text':
      return richLines(block)
    default:
      return []
  }
}

const textOf = (text: TextObject) => (text.type === 'mrkdwn' ? text.text : plain(text.text))

const richLines = ({ elements }: RichTextBlock): string[] =>
  elements.flatMap((element) =>
    element.type === 'rich_text_list' ? [] : [element.elements.map(wordsOf).join('')],
  )

const wordsOf = (element: RichTextElement): string => {
  switch (element.type) {
    case 'text':
    case 'link':
      return plain(element.text ?? '')
    case 'emoji':
      return `:${element.name}:`
    default:
      return ''
  }
}
