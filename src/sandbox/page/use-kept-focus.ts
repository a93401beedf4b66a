import { useLayoutEffect, useRef } from 'preact/hooks'
import { foothold } from './foothold.ts'

/** For the root of the page: whatever is drawn anew, the focus does not fall back to the page's beginning. */
export const useKeptFocus = () => {
  const giveBack = useRef<() => boolean>(undefined)
  const isLost = useRef(false)
  // Before anything below is drawn. Nothing has the focus either because it was lost a moment ago, or by choice.
  const now = foothold()
  if (now || !isLost.current) giveBack.current = now
  useLayoutEffect(() => {
    isLost.current = document.activeElement === document.body && giveBack.current?.() === false
  })
}
