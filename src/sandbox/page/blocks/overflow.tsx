import { objectAt, objectsAt, textAt } from '../../slack/json.ts'
import { Menu } from '../menu.tsx'
import { plainText } from './plain-text.ts'
import { type ElementProps, useElement } from './use-element.ts'

export const Overflow = (props: ElementProps) => {
  const { use } = useElement(props)
  return (
    <Menu
      label="More actions"
      class="button icon-only"
      icon="dots"
      items={objectsAt(props.element, 'options').map((option) => ({
        name: plainText(objectAt(option, 'text')),
        note: objectAt(option, 'description') && plainText(objectAt(option, 'description')),
        pick: () => {
          const url = textAt(option, 'url')
          if (url) window.open(url, '_blank', 'noopener,noreferrer')
          void use(option.value ?? null)
        },
      }))}
    />
  )
}
