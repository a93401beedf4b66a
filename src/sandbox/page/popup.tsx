import type { ComponentChildren, RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

type PopupProps = {
  anchor: RefObject<HTMLElement | null>
  children: ComponentChildren
  class?: string
  /** As wide as its anchor, rather than as its content. */
  isWide?: boolean
  prefer?: 'below' | 'above'
}

const GAP = 4
const MARGIN = 8
/** The space above and below its content, borders included. */
const PADDING = 14

/** Appears beside its anchor, above everything else, even a modal, and stays on the screen. */
export const Popup = ({
  anchor,
  children,
  class: name = '',
  isWide = false,
  prefer = 'below',
}: PopupProps) => {
  const self = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const popup = self.current
    if (!popup) return
    popup.showPopover()
    const place = () => {
      const box = anchor.current?.getBoundingClientRect()
      if (!box) return
      if (isWide) popup.style.width = `${box.width}px`
      const roomBelow = innerHeight - box.bottom - GAP - MARGIN
      const roomAbove = box.top - GAP - MARGIN
      const wanted = Math.min((popup.firstElementChild?.scrollHeight ?? 0) + PADDING, 360)
      const isAbove =
        prefer === 'above'
          ? roomAbove >= Math.min(wanted, roomBelow)
          : roomBelow < wanted && roomAbove > roomBelow
      popup.style.maxHeight = `${Math.min(360, isAbove ? roomAbove : roomBelow)}px`
      popup.style.left = `${Math.max(MARGIN, Math.min(box.left, innerWidth - popup.offsetWidth - MARGIN))}px`
      popup.style.top = isAbove ? `${box.top - GAP - popup.offsetHeight}px` : `${box.bottom + GAP}px`
    }
    place()
    const watch = new ResizeObserver(place)
    watch.observe(popup)
    addEventListener('resize', place)
    addEventListener('scroll', place, true)
    return () => {
      watch.disconnect()
      removeEventListener('resize', place)
      removeEventListener('scroll', place, true)
    }
  }, [anchor, isWide, prefer])
  return (
    <div ref={self} popover="manual" class={`popup ${name}`}>
      {children}
    </div>
  )
}
