import { type JsonObject, objectAt, textAt } from '../json.ts'
import { elementsOf } from '../rules/surfaces.ts'
import { optionsOf } from '../state/input-state.ts'
import type { Block } from '../state/state.ts'
import type { Target } from './interact.ts'
import type { Standing } from './places.ts'
import { elementLabel, optionLabels } from './visible-text.ts'

/** Something on a surface that a member can press or fill in, with every name it goes by. */
export type Control = {
  target: Target
  element: JsonObject
  names: string[]
  /** Set for an entry of an overflow menu, which is pressed like a button. */
  optionValue?: string
}

const controlsOf = ({ blocks }: Standing): Control[] =>
  blocks.flatMap((block) =>
    elementsOf(block)
      .filter(({ element }) => element.type !== 'image')
      .flatMap(({ element }) => asControls(block, element)),
  )

const asControls = (block: Block, element: JsonObject): Control[] => {
  const actionId = textAt(element, 'action_id') ?? ''
  const target = { blockId: block.block_id, actionId }
  const labels = [textAt(objectAt(block, 'label'), 'text'), elementLabel(element)]
  const names = [...labels.filter((label) => label !== undefined), block.block_id, actionId]
  if (element.type !== 'overflow') return [{ target, element, names }]
  const values = optionsOf(element).map((option) => textAt(option, 'value'))
  return [
    { target, element, names },
    ...optionLabels(element).map((label, index) => {
      const optionValue = values[index]
      return { target, element, names: [label], ...(optionValue !== undefined && { optionValue }) }
    }),
  ]
}

const isPressed = ({ element, optionValue }: Control) =>
  element.type === 'button' || optionValue !== undefined

/** The button or overflow entry with that label. Throws a sentence listing what there is. */
export const findButton = (standing: Standing, label: string, nth: number | undefined) =>
  pick(controlsOf(standing).filter(isPressed), standing, 'button', label, nth)

/** The input or menu with that label, placeholder, block_id or action_id. Throws a sentence listing what there is. */
export const findField = (standing: Standing, label: string, nth: number | undefined) =>
  pick(
    controlsOf(standing).filter((control) => !isPressed(control)),
    standing,
    'input',
    label,
    nth,
  )

const pick = (
  controls: Control[],
  { called }: Standing,
  kind: string,
  label: string,
  nth?: number,
): Control => {
  const found = controls.filter(({ names }) => names.includes(label))
  const names = controls.map((control) => control.names[0]).join(', ') || 'none'
  if (found.length === 0) throw new Error(`no ${kind} "${label}" in ${called}; there are: ${names}`)
  if (found.length > 1 && nth === undefined) {
    throw new Error(
      `${found.length} times "${label}" in ${called}: say which with nth (0 to ${found.length - 1})`,
    )
  }
  const control = found[nth ?? 0]
  if (!control)
    throw new Error(`no ${kind} "${label}" with nth ${nth} in ${called}; there are ${found.length}`)
  return control
}

/** An option's value by its visible text (or its value). Throws a sentence listing what there is. */
export const optionValue = (element: JsonObject, wanted: string): string => {
  const labels = optionLabels(element)
  const values = optionsOf(element).map((option) => textAt(option, 'value') ?? '')
  const value = values[labels.indexOf(wanted)] ?? values.find((one) => one === wanted)
  if (value === undefined) throw new Error(`no option "${wanted}"; there are: ${labels.join(', ') || 'none'}`)
  return value
}
