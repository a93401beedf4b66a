import { textAt } from '../../slack/json.ts'
import { useMe } from '../scene.tsx'
import { fromWall, toWall } from '../zone-time.ts'
import { naming } from './ids.ts'
import { useHeld, useSurface } from './surface.tsx'
import { useAhead } from './use-ahead.ts'
import { type ElementProps, useElement } from './use-element.ts'

const KINDS = {
  datepicker: { type: 'date', key: 'selected_date' },
  timepicker: { type: 'time', key: 'selected_time' },
  datetimepicker: { type: 'datetime-local', key: 'selected_date_time' },
} as const
const isKind = (type: string): type is keyof typeof KINDS => Object.hasOwn(KINDS, type)

/** The browser's own pickers. A date with a time follows the member's clock, whatever the browser's zone. */
export const Dates = (props: ElementProps) => {
  const { element, block } = props
  const { zone } = useMe()
  const { errors } = useSurface()
  const held = useHeld(block, element)
  const { use } = useElement(props)
  const kind = textAt(element, 'type') ?? ''
  if (!isKind(kind)) return null
  const { type, key } = KINDS[kind]
  const value = held[key]
  const [shown, show] = useAhead(
    typeof value === 'number' ? toWall(value, zone) : typeof value === 'string' ? value : '',
  )
  const change = (text: string) => {
    if (text === shown) return
    const input = text === '' ? null : kind === 'datetimepicker' ? fromWall(text, zone) : text
    void show(text, () => use(input))
  }
  return (
    <span class="date-input">
      <input
        class="field"
        type={type}
        value={shown}
        {...naming(block, element, errors[block.block_id] !== undefined)}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {kind === 'datetimepicker' && <span class="zone">{zone}</span>}
    </span>
  )
}
