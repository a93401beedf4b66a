import { objectAt, objectsAt, textAt } from '../../slack/json.ts'
import { idsOf } from './ids.ts'
import { useHeld } from './surface.tsx'
import { Text } from './text.tsx'
import { useAhead } from './use-ahead.ts'
import { type ElementProps, useElement } from './use-element.ts'

/** Radio buttons and checkboxes. */
export const Choices = (props: ElementProps) => {
  const { element, block } = props
  const held = useHeld(block, element)
  const { use } = useElement(props)
  const isRadio = element.type === 'radio_buttons'
  const name = `${block.block_id}-${textAt(element, 'action_id') ?? ''}`
  const [chosen, show] = useAhead(
    isRadio
      ? [textAt(objectAt(held, 'selected_option'), 'value') ?? '']
      : objectsAt(held, 'selected_options').map((option) => textAt(option, 'value') ?? ''),
  )
  const pick = (value: string, isOn: boolean) => {
    if (isRadio) return show([value], () => use(value))
    const values = isOn ? [...chosen, value] : chosen.filter((one) => one !== value)
    return show(values, () => use(values))
  }
  return (
    <fieldset
      class="choices"
      {...(block.type === 'input' ? { 'aria-labelledby': idsOf(block).label } : { 'aria-label': 'Choices' })}
    >
      {objectsAt(element, 'options').map((option) => {
        const value = textAt(option, 'value') ?? ''
        return (
          <label key={value} class="choice">
            <input
              type={isRadio ? 'radio' : 'checkbox'}
              name={name}
              checked={chosen.includes(value)}
              onChange={(event) => void pick(value, event.currentTarget.checked)}
            />
            <span>
              <Text of={objectAt(option, 'text')} />
              {objectAt(option, 'description') && (
                <span class="description">
                  <Text of={objectAt(option, 'description')} />
                </span>
              )}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
