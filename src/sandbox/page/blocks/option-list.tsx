import { useEffect, useRef } from 'preact/hooks'
import type { Option } from './select-options.ts'

type OptionListProps = {
  id: string
  label: string
  options: Option[]
  /** The option that Enter would pick. */
  at: number
  picked?: Option[]
  onPick(option: Option): void
  /** Shown when there are no options. */
  children?: string
}

/** The list under a combobox. It never takes the focus, which stays in the text field. */
export const OptionList = ({ id, label, options, at, picked = [], onPick, children }: OptionListProps) => {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[data-at=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at, options.length])
  const numbered = options.map((option, index) => ({ option, index }))
  const groups = [...new Set(options.map(({ group }) => group))]
  return (
    <div
      ref={list}
      role="listbox"
      id={id}
      aria-label={label}
      class="options"
      onMouseDown={(event) => event.preventDefault()}
    >
      {groups.map((group) => (
        <div key={group ?? ''} {...(group && { role: 'group', 'aria-label': group })}>
          {group && (
            <div class="menu-heading" aria-hidden="true">
              {group}
            </div>
          )}
          {numbered
            .filter(({ option }) => option.group === group)
            .map(({ option, index }) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the combobox has the keys
              <div
                key={option.key}
                id={`${id}-${index}`}
                role="option"
                data-at={index === at}
                aria-selected={picked.some(({ key }) => key === option.key)}
                onClick={() => onPick(option)}
              >
                <span>{option.label}</span>
                {option.note && <span class="description">{option.note}</span>}
              </div>
            ))}
        </div>
      ))}
      {options.length === 0 && <p class="menu-heading">{children}</p>}
    </div>
  )
}
