import { boolean, choice, list, number, type Rule, required, type Shapes, string } from './rule.ts'

const style: Rule = {
  is: 'object',
  fields: {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    code: boolean,
    underline: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
}

/** The pieces of a line: docs.slack.dev/reference/block-kit/blocks/rich-text-block. */
const inlineShapes: Shapes = {
  text: { fields: { text: required(string(undefined, 1)), style } },
  link: { fields: { url: required(string()), text: string(), unsafe: boolean, style } },
  user: { fields: { user_id: required(string()), style } },
  channel: { fields: { channel_id: required(string()), style } },
  usergroup: { fields: { usergroup_id: required(string()), style } },
  team: { fields: { team_id: required(string()), style } },
  emoji: {
    fields: {
      name: required(string()),
      unicode: string(),
      skin_tone: number(1, 6),
      url: string(),
      display_team_id: string(),
      display_url: string(),
      style,
    },
  },
  broadcast: { fields: { range: required(choice('here', 'channel', 'everyone')), style } },
  date: {
    fields: {
      timestamp: required(number()),
      format: required(string()),
      url: string(),
      fallback: string(),
      style,
    },
  },
  color: { fields: { value: required(string()), style } },
}

const inline: Rule = { is: 'typed', of: Object.keys(inlineShapes), from: () => inlineShapes }
const pieces = required(list(inline, undefined, 0))
const border = number(0, 1)

const sectionShapes: Shapes = {
  rich_text_section: { fields: { elements: pieces } },
  rich_text_list: {
    fields: {
      elements: required(
        list({ is: 'typed', of: ['rich_text_section'], from: () => sectionShapes }, undefined, 0),
      ),
      style: required(choice('bullet', 'ordered')),
      indent: number(0, 8),
      offset: number(0),
      border,
    },
  },
  rich_text_quote: { fields: { elements: pieces, border } },
  rich_text_preformatted: { fields: { elements: pieces, border, language: string() } },
}

export const richTextElements = required(
  list({ is: 'typed', of: Object.keys(sectionShapes), from: () => sectionShapes }, undefined, 0),
)

/** A rich_text block inside something else. */
export const richTextRule: Rule = {
  is: 'object',
  fields: { type: required(choice('rich_text')), block_id: string(255), elements: richTextElements },
}
