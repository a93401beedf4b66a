import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon, type IconName } from './icons.tsx'
import { Popup } from './popup.tsx'

type MenuItem = { name: string; note?: string | undefined; pick(): void }
type MenuProps = {
  label: string
  icon: IconName
  class?: string
  items: MenuItem[]
  heading?: string
  prefer?: 'below' | 'above'
}

/** A button that opens a list of actions, with arrow keys, Enter and Escape. */
export const Menu = ({
  label,
  icon,
  class: name = 'icon-button',
  items,
  heading,
  prefer = 'below',
}: MenuProps) => {
  const opener = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const close = () => {
    setOpen(false)
    opener.current?.focus()
  }
  useEffect(() => {
    if (!isOpen) return
    list.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    const outside = ({ target }: Event) => {
      if (!(target instanceof Node)) return
      if (!list.current?.contains(target) && !opener.current?.contains(target)) setOpen(false)
    }
    addEventListener('pointerdown', outside)
    return () => removeEventListener('pointerdown', outside)
  }, [isOpen])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return setOpen(false)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape') close()
    else if (step) {
      const all = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
      const at = all.findIndex((one) => one.matches(':focus'))
      all[(at + step + all.length) % all.length]?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <button
        ref={opener}
        type="button"
        class={name}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={icon} />
      </button>
      {isOpen && (
        <Popup anchor={opener} prefer={prefer}>
          <div ref={list} role="menu" aria-label={label} onKeyDown={onKeyDown} class="menu">
            {heading && <p class="menu-heading">{heading}</p>}
            {items.map((item) => (
              <button
                key={item.name}
                type="button"
                role="menuitem"
                tabIndex={-1}
                onClick={() => {
                  close()
                  item.pick()
                }}
              >
                {item.name}
                {item.note && <span class="description">{item.note}</span>}
              </button>
            ))}
          </div>
        </Popup>
      )}
    </>
  )
}
