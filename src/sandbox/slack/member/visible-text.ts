import { isObject, type Json, type JsonObject, objectAt, objectsAt, textAt } from '../json.ts'
import type { Block, InputState, Message, View } from '../state/state.ts'

export type Readable = { text?: string; blocks: Block[]; files?: JsonObject[]; note?: Message['note'] } | View

/**
 * Everything a reader sees in a message or a view, line by line: texts with their markup as sent, `[Label]` for buttons
 * and menu entries, `Label: value` for inputs, and errors in red. The `text` fallback appears only without blocks.
 */
export const visibleTexts = (shown: Readable): string[] => {
  if (!('hash' in shown)) {
    const lines =
      shown.blocks.length > 0 ? shown.blocks.flatMap((block) => blockLines(block)) : textLines(shown)
    return [...lines, ...(shown.files ?? []).map((file) => `[file ${textAt(file, 'title') ?? ''}]`)]
  }
  const { title, submit, close, notice, errors, inputs } = shown
  return [
    ...present(title && textAt(title, 'text')),
    ...present(notice),
    ...shown.blocks.flatMap((block) => [...blockLines(block, inputs), ...present(errors[block.block_id])]),
    ...[submit, close].flatMap((label) => present(label && `[${textAt(label, 'text') ?? ''}]`)),
  ]
}

const present = (line: string | null | undefined) => (line ? [line] : [])
const textLines = ({ text, note }: { text?: string; note?: Message['note'] }) => present(note?.shown ?? text)

const textIn = (value: Json | undefined): string | undefined => {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? textAt(value, 'text')
    : undefined
}

const blockLines = (block: Block, inputs: InputState = {}): string[] => {
  const accessory = objectAt(block, 'accessory')
  const held = inputs[block.block_id]
  switch (block.type) {
    case 'actions':
      return objectsAt(block, 'elements').flatMap((element) => elementLines(element, held))
    case 'context':
      return objectsAt(block, 'elements').flatMap((part) =>
        present(textAt(part, 'text') ?? textAt(part, 'alt_text')),
      )
    case 'input':
      return inputLines(block, held)
    case 'rich_text':
      return richLines(block)
    case 'image':
      return [...present(textIn(block.title)), ...present(textAt(block, 'alt_text'))]
    case 'video':
      return [...present(textIn(block.title)), ...present(textIn(block.description))]
    case 'data_visualization':
      return chartLines(block)
    case 'data_table':
      return [...present(textAt(block, 'caption')), ...tableLines(block)]
    case 'table':
      return tableLines(block)
    default:
      return [
        ...present(textIn(block.text)),
        ...objectsAt(block, 'fields').flatMap((field) => present(textIn(field))),
        ...(accessory ? elementLines(accessory, held) : []),
      ]
  }
}

/** The label that a member reads on an element: its text, or its placeholder. */
export const elementLabel = (element: JsonObject) =>
  textIn(element.text) ?? textIn(element.placeholder) ?? textAt(element, 'alt_text')

const elementLines = (element: JsonObject, held: InputState[string] = {}): string[] => {
  if (element.type === 'image') return present(textAt(element, 'alt_text'))
  if (element.type === 'overflow') return optionLabels(element).map((label) => `[${label}]`)
  if (element.type === 'button') return [`[${elementLabel(element) ?? ''}]`]
  if (element.type === 'radio_buttons' || element.type === 'checkboxes') {
    return [...optionLabels(element), `(${heldText(held[textAt(element, 'action_id') ?? ''])})`]
  }
  return [`[${heldText(held[textAt(element, 'action_id') ?? '']) || (elementLabel(element) ?? '')}]`]
}

const inputLines = (block: Block, held: InputState[string] = {}): string[] => {
  const element = objectAt(block, 'element') ?? {}
  const value = heldText(held[textAt(element, 'action_id') ?? ''])
  return [`${textIn(block.label) ?? ''}: ${value}`.trimEnd(), ...present(textIn(block.hint))]
}

/** What an input holds, as text: the picked options' labels, ids, a channel as a reference, dates, or what was typed. */
const heldText = (entry: JsonObject | undefined): string => {
  const { type: _type, timezone: _zone, ...values } = entry ?? {}
  const channel = textAt(values, 'selected_channel') ?? textAt(values, 'selected_conversation')
  if (channel) return `<#${channel}>`
  return Object.values(values)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .map((value) => (typeof value === 'number' ? String(value) : (textIn(optionText(value)) ?? '')))
    .filter((text) => text !== '')
    .join(', ')
}

const optionText = (value: Json | undefined): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'text' in value ? value.text : value

/** The label of every option that an element offers. */
export const optionLabels = (element: JsonObject) =>
  [element, ...objectsAt(element, 'option_groups')]
    .flatMap((holder) => objectsAt(holder, 'options'))
    .map((option) => textIn(option.text) ?? '')

const richLines = (block: JsonObject): string[] =>
  objectsAt(block, 'elements').flatMap((part) =>
    part.type === 'rich_text_list' ? richLines(part) : [objectsAt(part, 'elements').map(richPiece).join('')],
  )

const tableLines = ({ rows }: Block) => (Array.isArray(rows) ? rows : []).map(tableRow)

/** The title, then each series, or the pie, with its points. */
const chartLines = (block: Block): string[] => {
  const chart = objectAt(block, 'chart') ?? {}
  const points = (of: JsonObject, name: string) =>
    objectsAt(of, name).map((point) => `${textAt(point, 'label') ?? ''} ${String(point.value)}`)
  return [
    ...present(textAt(block, 'title')),
    ...objectsAt(chart, 'series').map(
      (one) => `${textAt(one, 'name') ?? ''}: ${points(one, 'data').join(', ')}`,
    ),
    ...points(chart, 'segments'),
  ]
}

const tableRow = (row: Json) =>
  (Array.isArray(row) ? row.filter(isObject) : [])
    .map((cell) => textAt(cell, 'text') ?? richLines(cell).join(' '))
    .join(' | ')

const richPiece = (piece: JsonObject): string => {
  const id = textAt(piece, 'user_id') ?? textAt(piece, 'channel_id')
  if (id) return piece.type === 'user' ? `<@${id}>` : `<#${id}>`
  if (piece.type === 'emoji') return `:${textAt(piece, 'name') ?? ''}:`
  return textAt(piece, 'text') ?? textAt(piece, 'url') ?? textAt(piece, 'fallback') ?? ''
}
