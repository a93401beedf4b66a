import { elementShapes, inActions, inInput, inSection } from './elements.ts'
import { richTextElements } from './rich-text.ts'
import {
  anyText,
  boolean,
  choice,
  list,
  object,
  plain,
  type Rule,
  required,
  type Shapes,
  string,
} from './rule.ts'

const oneOf = (types: readonly string[]): Rule => ({ is: 'typed', of: types, from: () => elementShapes })

/** A context block mixes texts and images, told apart by type. */
const contextShapes: Shapes = {
  image: elementShapes.image ?? { fields: {} },
  plain_text: { fields: { text: required(string(3000, 1)), emoji: boolean } },
  mrkdwn: { fields: { text: required(string(3000, 1)), verbatim: boolean } },
}

const tableCellShapes: Shapes = {
  raw_text: { fields: { text: required(string(undefined, 1)) } },
  raw_number: { fields: { text: string(), value: required({ is: 'number' }) } },
  rich_text: { fields: { block_id: string(255), elements: richTextElements } },
}
const tableCell: Rule = { is: 'typed', of: Object.keys(tableCellShapes), from: () => tableCellShapes }

/**
 * Blocks: docs.slack.dev/reference/block-kit/blocks. Refused as unknown, because left out, are those for AI apps and
 * the newest (card, carousel, container, plan, task_card, data_table), whose limits on each surface are unmeasured.
 */
const shapes: Shapes = {
  actions: { fields: { elements: required(list(oneOf(inActions), 25)) } },
  alert: {
    fields: {
      text: required(anyText(3000)),
      level: choice('default', 'info', 'warning', 'error', 'success'),
    },
    surfaces: ['modal'],
  },
  context: {
    fields: {
      elements: required(
        list({ is: 'typed', of: Object.keys(contextShapes), from: () => contextShapes }, 10),
      ),
    },
  },
  divider: { fields: {} },
  file: {
    fields: { external_id: required(string()), source: required(choice('remote')) },
    surfaces: ['message'],
  },
  header: { fields: { text: required(plain(150)) } },
  image: {
    fields: {
      alt_text: required(string(2000)),
      title: plain(2000),
      image_url: string(3000),
      slack_file: { is: 'anything' },
    },
    also: (block) =>
      (block.image_url === undefined) === (block.slack_file === undefined)
        ? [{ message: 'missing required field: image_url' }]
        : [],
  },
  input: {
    fields: {
      label: required(plain(2000)),
      element: required(oneOf(inInput)),
      hint: plain(2000),
      optional: boolean,
      dispatch_action: boolean,
    },
  },
  markdown: { fields: { text: required(string(12_000, 1)) }, surfaces: ['message'] },
  rich_text: { fields: { elements: richTextElements } },
  section: {
    fields: {
      text: anyText(3000),
      fields: list(anyText(2000), 10),
      accessory: oneOf(inSection),
      expand: boolean,
    },
    also: (block) =>
      block.text === undefined && block.fields === undefined
        ? [{ message: 'must define either `text` or `fields`', at: '/type' }]
        : [],
  },
  table: {
    fields: {
      rows: required(list(list(tableCell, 20), 100)),
      column_settings: list(object({ align: choice('left', 'center', 'right'), is_wrapped: boolean }), 20),
    },
    surfaces: ['message'],
  },
  video: {
    fields: {
      alt_text: required(string()),
      title: required(plain(199)),
      thumbnail_url: required(string()),
      video_url: required(string()),
      title_url: string(),
      author_name: string(49),
      provider_name: string(),
      provider_icon_url: string(),
      description: plain(200),
    },
  },
}

export const blockShapes: Shapes = Object.fromEntries(
  Object.entries(shapes).map(([type, shape]) => [
    type,
    { ...shape, fields: { block_id: string(255), ...shape.fields } },
  ]),
)
