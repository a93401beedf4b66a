import { useEffect, useRef, useState } from 'preact/hooks'
import { objectAt } from '../../slack/json.ts'
import { Icon } from '../icons.tsx'
import { Popup } from '../popup.tsx'
import { useScene } from '../scene.tsx'
import { naming } from './ids.ts'
import { OptionList } from './option-list.tsx'
import { plainText } from './plain-text.ts'
import {
  chosen,
  externalOptions,
  isMulti,
  kindOf,
  minQuery,
  mostSelected,
  type Option,
  offered,
} from './select-options.ts'
import { targetOf, useHeld, useSurface } from './surface.tsx'
import { useAhead } from './use-ahead.ts'
import { type ElementProps, useElement } from './use-element.ts'

const ASK_AFTER = 200

/** A menu of any kind: type to narrow it; arrow keys, Enter and Escape work as usual. */
export const Select = (props: ElementProps) => {
  const { element, block } = props
  const { state, acting } = useScene()
  const { surface, errors } = useSurface()
  const { use, isBusy } = useElement(props)
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string>()
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const [asked, setAsked] = useState<Option[]>([])

  const isExternal = kindOf(element) === 'external'
  const all = isExternal ? asked : offered(element, state)
  const [picked, show] = useAhead(chosen(useHeld(block, element), all, state))
  const several = isMulti(element)
  const query = (typed ?? '').trim().toLowerCase()
  const found = isExternal || query === '' ? all : all.filter((option) => matches(option, query))
  const isFull = picked.length >= mostSelected(element)
  const left = found.filter((option) => !several || !picked.some(({ key }) => key === option.key))
  const shown = isFull ? [] : left
  const isTooShort = isExternal && query.length < minQuery(element)

  useEffect(() => {
    if (!isOpen || !isExternal) return
    if (isTooShort) return setAsked([])
    const target = targetOf(block, element)
    let isStale = false
    const timer = setTimeout(async () => {
      const { menu = {} } = await acting.act({ do: 'suggest', surface, target, typed: typed ?? '' })
      if (isStale) return
      setAsked(externalOptions(menu))
      setAt(0)
    }, ASK_AFTER)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [isOpen, typed, isExternal, isTooShort])

  const open = () => {
    if (isOpen) return
    setOpen(true)
    setAt(
      Math.max(
        0,
        shown.findIndex(({ key }) => key === picked[0]?.key),
      ),
    )
  }
  const close = () => {
    setOpen(false)
    setTyped(undefined)
  }
  const keep = (options: Option[]) => void show(options, () => use(options.map(({ input }) => input)))
  const pick = (option: Option) => {
    if (!several) close()
    setTyped(undefined)
    if (several) keep([...picked, option])
    else void show([option], () => use(option.input))
  }
  const drop = (option: Option) => keep(picked.filter(({ key }) => key !== option.key))

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      if (isOpen) setAt((at + step + shown.length) % Math.max(1, shown.length))
      else open()
    } else if (event.key === 'Escape' && isOpen) close()
    else if (event.key === 'Enter' && isOpen) {
      const option = shown[at]
      if (option) pick(option)
    } else if (event.key === 'Enter') open()
    else if (event.key === 'Backspace' && several && !typed) {
      const last = picked.at(-1)
      if (last) drop(last)
      return
    } else {
      if (event.key === 'Tab') close()
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  const listId = `list-${block.block_id}-${targetOf(block, element).actionId}`
  const label = several ? '' : (picked[0]?.label ?? '')
  // What is typed takes the place of what was chosen.
  const selectAll = () => typed === undefined && field.current?.select()
  useEffect(() => {
    if (document.activeElement === field.current) selectAll()
  }, [isOpen, typed, label])
  const canClear = !several && picked.length > 0 && block.type === 'input' && block.optional === true
  return (
    <div class="select" ref={box} aria-busy={isBusy}>
      {several &&
        picked.map((option) => (
          <button key={option.key} type="button" class="chip" onClick={() => drop(option)}>
            {option.label}
            <span class="sr-only">, remove</span>
            <Icon name="close" />
          </button>
        ))}
      <input
        ref={field}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && shown[at] ? `${listId}-${at}` : undefined}
        autocomplete="off"
        spellcheck={false}
        data-focus-on-load={element.focus_on_load === true || undefined}
        placeholder={label || plainText(objectAt(element, 'placeholder')) || 'Choose an option'}
        value={typed ?? label}
        {...naming(block, element, errors[block.block_id] !== undefined)}
        onClick={() => {
          selectAll()
          open()
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setOpen(true)
          setAt(0)
        }}
      />
      {canClear && (
        <button
          type="button"
          class="icon-button"
          aria-label="Clear"
          onClick={() => void show([], () => use(null))}
        >
          <Icon name="close" />
        </button>
      )}
      <Icon name="down" />
      {isOpen && (
        <Popup anchor={box} isWide>
          <OptionList
            id={listId}
            label={plainText(objectAt(block, 'label')) || label || 'Options'}
            options={shown}
            at={at}
            picked={picked}
            onPick={pick}
          >
            {isFull ? `No more than ${picked.length}` : isTooShort ? 'Type to search' : 'Nothing found'}
          </OptionList>
        </Popup>
      )}
    </div>
  )
}

const matches = ({ label, note = '' }: Option, query: string) =>
  `${label} ${note}`.toLowerCase().includes(query)
