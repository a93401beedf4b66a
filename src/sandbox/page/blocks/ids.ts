import type { JsonObject } from '../../slack/json.ts'
import { objectAt } from '../../slack/json.ts'
import type { Block } from '../../slack/state/state.ts'
import { plainText } from './plain-text.ts'

/** Ids that link a control to its label, hint and error. */
export const idsOf = ({ block_id }: Pick<Block, 'block_id'>) => ({
  control: `control-${block_id}`,
  label: `label-${block_id}`,
  error: `error-${block_id}`,
  hint: `hint-${block_id}`,
})

/** A control's name: its input block's label or, elsewhere, its placeholder, since nothing else names it. */
export const naming = (block: Block, element: JsonObject, isWrong: boolean) => {
  const ids = idsOf(block)
  const said = [isWrong && ids.error, objectAt(block, 'hint') && ids.hint].filter(Boolean).join(' ')
  return {
    ...(block.type === 'input'
      ? { id: ids.control }
      : { 'aria-label': plainText(objectAt(element, 'placeholder')) || spoken(element) }),
    ...(said && { 'aria-describedby': said }),
    ...(isWrong && { 'aria-invalid': true as const }),
  }
}

const spoken = ({ type }: JsonObject) => String(type).replaceAll('_', ' ')
