import { isObject, type JsonObject, objectsAt } from '../json.ts'
import { elementShapes, inActions, inInput, inSection } from './elements.ts'
import { richTextElements } from './rich-text.ts'
import {
  type AlsoRule,
  anyText,
  boolean,
  choice,
  list,
  number,
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
/** Rows of equal length, the first of them without rich text: it is the header. */
const evenRows: AlsoRule = ({ rows }) => {
  const lists = Array.isArray(rows) ? rows.filter((row): row is JsonObject[] => Array.isArray(row)) : []
  const [header = []] = lists
  return [
    ...(lists.some((row) => row.length !== header.length)
      ? [{ message: 'all rows must have the same number of cells', at: '/rows' }]
      : []),
    ...(header.some((cell) => cell.type === 'rich_text')
      ? [{ message: 'a header takes no rich_text', at: '/rows/0' }]
      : []),
  ]
}

const label = string(20, 1)
const dataSeries = object({
  name: required(label),
  data: required(list(object({ label: required(label), value: required({ is: 'number' }) }))),
})

/** Series of unlike names, each with every category once: what Slack's page says of a chart with axes. */
const fittingSeries: AlsoRule = ({ series, axis_config }) => {
  const names = objectsAt({ series: series ?? null }, 'series')
  const categories =
    isObject(axis_config) && Array.isArray(axis_config.categories) ? axis_config.categories : []
  const labelsFit = names.every((one) => {
    const labels = objectsAt(one, 'data').map((point) => point.label)
    return labels.length === categories.length && labels.every((text, at) => text === categories[at])
  })
  return [
    ...(new Set(names.map(({ name }) => name)).size < names.length
      ? [{ message: 'series must have unique names', at: '/series' }]
      : []),
    ...(new Set(categories).size < categories.length
      ? [{ message: 'categories must be unique', at: '/axis_config/categories' }]
      : []),
    ...(labelsFit ? [] : [{ message: 'labels must match the categories', at: '/series' }]),
  ]
}

const withAxes = {
  fields: {
    series: required(list(dataSeries, 6)),
    axis_config: required(
      object({ categories: required(list(label)), x_label: string(50), y_label: string(50) }),
    ),
  },
  also: fittingSeries,
}
const chartShapes: Shapes = {
  bar: withAxes,
  line: withAxes,
  area: withAxes,
  pie: {
    fields: {
      segments: required(list(object({ label: required(label), value: required({ is: 'number' }) }), 6)),
    },
  },
}

const tableCell: Rule = { is: 'typed', of: Object.keys(tableCellShapes), from: () => tableCellShapes }

/**
 * Blocks: docs.slack.dev/reference/block-kit/blocks. Refused as unknown, because left out, are those for AI apps and
 * the newest (card, carousel, container, plan, task_card), whose limits on each surface are unmeasured.
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
  data_table: {
    fields: {
      rows: required(list(list(tableCell, 20), 101, 2)),
      caption: required(string(undefined, 1)),
      page_size: number(1, 100),
      row_header_column_index: number(0, 19),
    },
    also: evenRows,
    surfaces: ['message'],
  },
  data_visualization: {
    fields: {
      title: required(string(50, 1)),
      chart: required({ is: 'typed', of: Object.keys(chartShapes), from: () => chartShapes }),
    },
    surfaces: ['message'],
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
