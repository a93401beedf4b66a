import { isObject, type Json, type JsonObject, objectAt, objectsAt, textAt } from '../json.ts'
import { blockShapes } from './blocks.ts'
import { check, checkTyped, type Finding } from './check.ts'
import { boolean, choice, type Fields, plain, required, type Surface, string } from './rule.ts'

/** How many blocks Slack allows on each surface. */
const MAX_BLOCKS = { message: 50, home: 100, modal: 100 } as const

/** Measured rather than documented: about 13,200 characters of text in one message are refused (bolt-js #2509). */
const MAX_MESSAGE_TEXT = 13_000

const MAX_VIEW_BYTES = 250_000

const viewFields = {
  private_metadata: string(3000),
  callback_id: string(255),
  external_id: string(255),
}
const fieldsOfView: { home: Fields; modal: Fields } = {
  home: { ...viewFields, type: required(choice('home')) },
  modal: {
    ...viewFields,
    type: required(choice('modal')),
    title: required(plain(24)),
    submit: plain(24),
    close: plain(24),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
}

/** Checks a list of blocks against a surface's rules. @param pointer where the list is in the request */
export const checkBlocks = (blocks: Json | undefined, surface: Surface, pointer: string): Finding[] => {
  if (!Array.isArray(blocks)) return [{ message: 'must provide an array', pointer }]
  if (blocks.length > MAX_BLOCKS[surface]) {
    return [{ message: `no more than ${MAX_BLOCKS[surface]} items allowed`, pointer }]
  }
  const types = Object.keys(blockShapes)
  return [
    ...blocks.flatMap((block, index) =>
      checkTyped(block, blockShapes, types, `${pointer}/${index}`, surface),
    ),
    ...duplicates(blocks.filter(isObject), pointer),
    ...focusFaults(blocks.filter(isObject), pointer),
    ...tooManyCharts(blocks.filter(isObject), pointer),
  ]
}

export const isTooLongForMessage = (blocks: Json) => textLength(blocks) > MAX_MESSAGE_TEXT

export const isTooLargeForView = (view: Json) => Buffer.byteLength(JSON.stringify(view)) > MAX_VIEW_BYTES

/** Checks a view against its surface's rules. Pointers begin at `/view`. */
export const checkView = (view: Json | undefined, type: 'home' | 'modal'): Finding[] => {
  if (!isObject(view)) return [{ message: 'must provide an object', pointer: '/view' }]
  if (view.type !== type)
    return [{ message: `unsupported type: ${String(view.type)}`, pointer: '/view/type' }]
  const { blocks, ...rest } = view
  const findings = [
    ...check(rest, { is: 'object', fields: fieldsOfView[type] }, '/view', type),
    ...(blocks === undefined
      ? [{ message: 'missing required field: blocks', pointer: '/view' }]
      : checkBlocks(blocks, type, '/view/blocks')),
  ]
  return [...findings, ...missingSubmit(view, type)]
}

const missingSubmit = (view: JsonObject, type: 'home' | 'modal'): Finding[] => {
  const index = objectsAt(view, 'blocks').findIndex((block) => block.type === 'input')
  if (type !== 'modal' || index < 0 || isObject(view.submit)) return []
  return [
    {
      message: 'must define `submit` to use an `input` block in modals',
      pointer: `/view/blocks/${index}/input`,
    },
  ]
}

/** A block's interactive elements, and where they are in it. */
export const elementsOf = (block: JsonObject): { element: JsonObject; at: string }[] => {
  const accessory = objectAt(block, 'accessory')
  const inner = objectAt(block, 'element')
  return [
    ...(accessory ? [{ element: accessory, at: '/accessory' }] : []),
    ...(inner ? [{ element: inner, at: '/element' }] : []),
    ...(block.type === 'actions'
      ? objectsAt(block, 'elements').map((element, index) => ({ element, at: `/elements/${index}` }))
      : []),
  ]
}

/** As the reference of the block says. */
const MAX_CHARTS = 2

const tooManyCharts = (blocks: JsonObject[], pointer: string): Finding[] =>
  blocks.filter(({ type }) => type === 'data_visualization').length > MAX_CHARTS
    ? [{ message: `no more than ${MAX_CHARTS} data_visualization blocks allowed`, pointer }]
    : []

const duplicates = (blocks: JsonObject[], pointer: string): Finding[] => {
  const blockIds = new Set<string>()
  return blocks.flatMap((block, index) => {
    const blockId = textAt(block, 'block_id')
    const again = blockId !== undefined && blockId !== '' && blockIds.has(blockId)
    if (blockId) blockIds.add(blockId)
    return [
      ...(again
        ? [{ message: `\`block_id\` "${blockId}" already exists`, pointer: `${pointer}/${index}/block_id` }]
        : []),
      ...duplicateActions(block, `${pointer}/${index}`),
    ]
  })
}

const duplicateActions = (block: JsonObject, pointer: string): Finding[] => {
  const seen = new Set<string>()
  return elementsOf(block).flatMap(({ element, at }) => {
    const actionId = textAt(element, 'action_id')
    const again = actionId !== undefined && seen.has(actionId)
    if (actionId !== undefined) seen.add(actionId)
    return again
      ? [{ message: `\`action_id\` "${actionId}" already exists`, pointer: `${pointer}${at}/action_id` }]
      : []
  })
}

const focusFaults = (blocks: JsonObject[], pointer: string): Finding[] => {
  const focused = blocks.flatMap((block, index) =>
    elementsOf(block)
      .filter(({ element }) => element.focus_on_load === true)
      .map(({ at }) => `${pointer}/${index}${at}/focus_on_load`),
  )
  return focused
    .slice(1)
    .map((at) => ({ message: 'only one element can have `focus_on_load` set to true', pointer: at }))
}

const textLength = (value: Json | undefined): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0)
  if (!isObject(value)) return 0
  return Object.entries(value).reduce(
    (sum, [name, item]) =>
      sum + (name === 'text' && typeof item === 'string' ? item.length : textLength(item)),
    0,
  )
}
