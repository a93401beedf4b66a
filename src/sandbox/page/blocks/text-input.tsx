import { useEffect, useRef, useState } from 'preact/hooks'
import { objectAt, textAt } from '../../slack/json.ts'
import { useScene } from '../scene.tsx'
import { naming } from './ids.ts'
import { plainText } from './plain-text.ts'
import { targetOf, useHeld, useSurface } from './surface.tsx'
import type { ElementProps } from './use-element.ts'

/** How long a pause in typing lasts before the text is sent. */
const PAUSE = 150

const MODES = { email_text_input: 'email', url_text_input: 'url', number_input: 'decimal' } as const
const modeOf = (type: string) => Object.entries(MODES).find(([name]) => name === type)?.[1] ?? 'text'

/** A text input of any kind. It holds the typed text itself; the local Slack follows a moment later. */
export const TextInput = ({ element, block }: ElementProps) => {
  const { acting } = useScene()
  const { surface, errors } = useSurface()
  const kept = textAt(useHeld(block, element), 'value') ?? ''
  const [text, setText] = useState(kept)
  const typing = useRef<{ timer: ReturnType<typeof setTimeout>; text: string } | undefined>(undefined)
  const underWay = useRef(0)
  const known = useRef(kept)

  // The app may have set another text, but what is being typed or sent is newer.
  if (kept !== known.current) {
    known.current = kept
    if (!typing.current && underWay.current === 0 && kept !== text) setText(kept)
  }

  const tell = async (input: string, enter = false) => {
    underWay.current += 1
    await acting.type({
      do: 'interact',
      surface,
      target: targetOf(block, element),
      input,
      ...(enter && { enter }),
    })
    underWay.current -= 1
  }
  const flush = () => {
    if (!typing.current) return
    clearTimeout(typing.current.timer)
    void tell(typing.current.text)
    typing.current = undefined
  }
  const change = (typed: string) => {
    setText(typed)
    clearTimeout(typing.current?.timer)
    typing.current = { text: typed, timer: setTimeout(flush, PAUSE) }
  }
  useEffect(() => acting.beforeActing(flush))

  const isMultiline = element.multiline === true
  const shared = {
    class: 'field',
    value: text,
    placeholder: plainText(objectAt(element, 'placeholder')),
    ...naming(block, element, errors[block.block_id] !== undefined),
    'data-focus-on-load': element.focus_on_load === true || undefined,
    onBlur: flush,
  }
  const left = Number(element.max_length ?? 3000) - text.length
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.isComposing || block.dispatch_action !== true) return
    event.preventDefault()
    flush()
    void tell(text, true)
  }
  return (
    <span class="text-input">
      {isMultiline ? (
        <textarea {...shared} rows={4} onInput={(event) => change(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={modeOf(String(element.type))}
          autocomplete="off"
          onKeyDown={enter}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
      {left < 100 && <span class={left < 0 ? 'left over' : 'left'}>{left}</span>}
    </span>
  )
}
