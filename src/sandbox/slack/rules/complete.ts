import { isObject, type Json, type JsonObject, objectAt, objectsAt, textAt } from '../json.ts'
import { mintShortId } from '../state/ids.ts'
import type { Block, SlackState } from '../state/state.ts'

/**
 * Blocks as Slack keeps and returns them: a `block_id` and an `action_id` wherever the app gave none, and the
 * defaults of text objects filled in. Only for blocks that passed the rules.
 */
export const completeBlocks = (state: SlackState, blocks: Json | undefined): Block[] =>
  (Array.isArray(blocks) ? blocks.filter(isObject) : []).map((block) => completeBlock(state, block))

const completeBlock = (state: SlackState, block: JsonObject): Block => {
  const withTexts = completeTexts(block)
  const accessory = objectAt(withTexts, 'accessory')
  const element = objectAt(withTexts, 'element')
  return {
    ...withTexts,
    type: textAt(block, 'type') ?? '',
    block_id: textAt(block, 'block_id') || mintShortId(state),
    ...(accessory && { accessory: withActionId(state, accessory) }),
    ...(element && { element: withActionId(state, element) }),
    ...(block.type === 'actions' && {
      elements: objectsAt(withTexts, 'elements').map((item) => withActionId(state, item)),
    }),
    ...(block.type === 'input' && {
      optional: block.optional ?? false,
      dispatch_action: block.dispatch_action ?? false,
    }),
  }
}

const withActionId = (state: SlackState, element: JsonObject): JsonObject =>
  element.type === 'image' || textAt(element, 'action_id')
    ? element
    : { ...element, action_id: mintShortId(state) }

const completeTexts = (object: JsonObject): JsonObject => {
  const completed = Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, completeValue(value)] as const),
  )
  if (typeof object.text !== 'string') return completed
  if (object.type === 'plain_text') return { emoji: true, ...completed }
  if (object.type === 'mrkdwn') return { verbatim: false, ...completed }
  return completed
}

const completeValue = (value: Json | undefined): Json | undefined => {
  if (Array.isArray(value)) return value.map((item) => completeValue(item) ?? null)
  return isObject(value) ? completeTexts(value) : value
}
