import { useEffect, useRef, useState } from 'preact/hooks'
import { OptionList } from './blocks/option-list.tsx'
import { complete, completions } from './completion.ts'
import { Icon } from './icons.tsx'
import { Menu } from './menu.tsx'
import { Popup } from './popup.tsx'
import { useScene } from './scene.tsx'

/** Puts a text into the composer, and the cursor after it. */
export const COMPOSE = 'sandbox-compose'

/** Where messages are written: Enter sends, `/` lists commands, `@` lists members. */
export const Composer = ({ channel, name }: { channel: string; name: string }) => {
  const { state, acting } = useScene()
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const [dismissed, setDismissed] = useState('')
  const [isBusy, setBusy] = useState(false)

  const offer = completions(text, caret, state)
  const options = offer && dismissed !== text ? offer.options : []
  const isOpen = options.length > 0
  const command = state.commands.find((one) => text.startsWith(`${one.command} `))

  const write = (next: string, position = next.length) => {
    const { current } = field
    if (current) {
      // At once: someone who keeps typing does not wait for the next frame.
      current.value = next
      current.focus()
      current.setSelectionRange(position, position)
    }
    setText(next)
    setCaret(position)
    setAt(0)
  }
  useEffect(() => {
    const take = (event: Event) => event instanceof CustomEvent && write(String(event.detail))
    addEventListener(COMPOSE, take)
    return () => removeEventListener(COMPOSE, take)
  }, [])

  const pick = (index: number) => {
    const option = options[index]
    if (!offer || !option) return
    const done = complete(text, offer, option)
    write(done.text, done.caret)
  }
  const send = async () => {
    const whole = text.trim()
    if (whole === '' || isBusy) return
    setText('')
    setCaret(0)
    setBusy(true)
    // After a click too: the button is disabled now, so the focus it holds would be lost.
    field.current?.focus()
    await acting.act({ do: whole.startsWith('/') ? 'command' : 'post', channel, text: whole })
    setBusy(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (isOpen && step) setAt((at + step + options.length) % options.length)
    else if (isOpen && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) pick(at)
    else if (isOpen && event.key === 'Escape') setDismissed(text)
    else if (event.key === 'Enter' && !event.shiftKey) void send()
    else return
    event.preventDefault()
  }
  const follow = () => setCaret(field.current?.selectionStart ?? 0)
  const shortcuts = state.shortcuts.filter(({ type }) => type === 'global')
  return (
    <div class="composer">
      {command && !isOpen && (
        <p class="command-hint" id="command-hint">
          <code>{command.command}</code> {command.usage_hint}
        </p>
      )}
      <div class="composer-box" ref={box} aria-busy={isBusy}>
        <Menu
          label="Shortcuts"
          icon="bolt"
          heading="Shortcuts"
          prefer="above"
          items={shortcuts.map(({ name: title, description, callback_id }) => ({
            name: title,
            note: description,
            pick: () => void acting.act({ do: 'shortcut', callbackId: callback_id }),
          }))}
        />
        <textarea
          ref={field}
          rows={Math.min(6, text.split('\n').length)}
          value={text}
          aria-label={`Message ${name}`}
          aria-haspopup="listbox"
          aria-controls="completions"
          aria-autocomplete="list"
          aria-describedby={command ? 'command-hint' : undefined}
          aria-activedescendant={isOpen ? `completions-${at}` : undefined}
          placeholder={`Message ${name}, or / for commands`}
          onInput={(event) => {
            setText(event.currentTarget.value)
            setCaret(event.currentTarget.selectionStart)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          onKeyUp={follow}
          onClick={follow}
          onBlur={() => setDismissed(text)}
        />
        <button
          type="button"
          class="icon-button send"
          aria-label="Send"
          disabled={text.trim() === ''}
          onClick={() => void send()}
        >
          <Icon name="send" />
        </button>
      </div>
      <span class="sr-only" role="status">
        {isOpen && `${options.length} suggested, choose with the arrow keys`}
      </span>
      {isOpen && (
        <Popup anchor={box} prefer="above" isWide>
          <OptionList
            id="completions"
            label={offer?.title ?? ''}
            options={options}
            at={at}
            onPick={(option) => pick(options.indexOf(option))}
          />
        </Popup>
      )}
    </div>
  )
}
