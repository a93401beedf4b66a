import { Button } from './button.tsx'
import { Choices } from './choices.tsx'
import { Dates } from './dates.tsx'
import { Overflow } from './overflow.tsx'
import { Select } from './select.tsx'
import { TextInput } from './text-input.tsx'
import { Undrawable } from './undrawable.tsx'
import type { ElementProps } from './use-element.ts'

/** Any interactive element. The app's ids identify it again after a redraw. */
export const ElementView = (props: ElementProps) => {
  const { action_id, value } = props.element
  return (
    <div class="element" data-control={`${String(action_id)} ${String(value ?? '')}`}>
      <Drawn {...props} />
    </div>
  )
}

const Drawn = (props: ElementProps) => {
  const type = String(props.element.type)
  switch (type) {
    case 'button':
      return <Button {...props} />
    case 'overflow':
      return <Overflow {...props} />
    case 'radio_buttons':
    case 'checkboxes':
      return <Choices {...props} />
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <Dates {...props} />
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextInput {...props} />
    case 'static_select':
    case 'external_select':
    case 'users_select':
    case 'conversations_select':
    case 'channels_select':
    case 'multi_static_select':
    case 'multi_external_select':
    case 'multi_users_select':
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return <Select {...props} />
    default:
      return <Undrawable what={`element “${type}”`} />
  }
}
