import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { foothold, sameControl, takes } from './foothold.ts'

type DialogProps = {
  labelledBy: string
  class?: string
  /** What it shows now. If this changes and takes the focus with it, the same control gets it back, else the first. */
  shows?: string
  onCancel(): void
  children: ComponentChildren
}

/** Where the focus goes: to what asks for it, else to the first input, else to the button that goes on. */
const FIRST = [
  '[data-focus-on-load]',
  '.blocks input, .blocks textarea, .blocks select',
  '[data-first]',
  'button',
]

/** The browser's own modal dialogue: it keeps the focus inside, closes with Escape and gives the focus back. */
export const Dialog = ({ labelledBy, class: name = '', shows, onCancel, children }: DialogProps) => {
  const self = useRef<HTMLDialogElement>(null)
  const again = useRef<ReturnType<typeof sameControl>>(undefined)
  // Before the blocks are redrawn, which may take the focus away.
  const held = document.activeElement
  if (held && self.current?.contains(held)) again.current = sameControl(held, self.current)
  useLayoutEffect(() => {
    const dialog = self.current
    const giveBack = foothold()
    dialog?.showModal()
    return () => {
      dialog?.close()
      giveBack?.()
    }
  }, [])
  useLayoutEffect(() => {
    const dialog = self.current
    if (!dialog) return
    const isInside = dialog.contains(document.activeElement) && document.activeElement !== dialog
    if (isInside && dialog.dataset.shown) return
    dialog.dataset.shown = 'yes'
    if (takes(again.current?.())) return
    for (const selector of FIRST) {
      const found = dialog.querySelector<HTMLElement>(selector)
      if (found) return found.focus()
    }
  }, [shows])
  return (
    <dialog
      ref={self}
      class={name}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault()
        onCancel()
      }}
    >
      {children}
    </dialog>
  )
}
