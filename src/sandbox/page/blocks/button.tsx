import { objectAt, textAt } from '../../slack/json.ts'
import { Icon } from '../icons.tsx'
import { Text } from './text.tsx'
import { type ElementProps, useElement } from './use-element.ts'

export const Button = (props: ElementProps) => {
  const { element } = props
  const { use, isBusy, hasFailed } = useElement(props)
  const url = textAt(element, 'url')
  const press = () => {
    if (isBusy) return
    // Slack opens the address, and also tells the app.
    if (url) window.open(url, '_blank', 'noopener,noreferrer')
    void use()
  }
  return (
    <button
      type="button"
      class={`button ${textAt(element, 'style') ?? ''}`}
      aria-label={textAt(element, 'accessibility_label')}
      aria-busy={isBusy}
      onClick={press}
    >
      {hasFailed && <Icon name="warning" />}
      <Text of={objectAt(element, 'text')} />
    </button>
  )
}
