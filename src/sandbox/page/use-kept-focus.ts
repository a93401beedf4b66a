import { useLayoutEffect, useRef } from 'preact/hooks'
import { foothold } from './foothold.ts'

/** For the root of the page: a redraw never sends the focus back to the top. */
export const useKeptFocus = () => {
  const giveBack = useRef<() => boolean>(undefined)
  const isLost = useRef(false)
  // Before anything below is drawn. If nothing has the focus, it was either just lost or given up by choice.
  const now = foothold()
  if (now || !isLost.current) giveBack.current = now
  useLayoutEffect(() => {
    isLost.current = document.activeElement === document.body && giveBack.current?.() === false
  })
}
