import { useRef, useState } from 'preact/hooks'

/** The new state follows the answer to an act by a moment. */
const FOLLOWS_WITHIN = 200

/**
 * A pick shows at once, and the next pick builds on it. The server's value shows again once every pick under way
 * has been answered.
 */
export const useAhead = <T>(held: T) => {
  const [ahead, setAhead] = useState<{ value: T }>()
  const underWay = useRef(0)
  const show = async (value: T, act: () => Promise<unknown>) => {
    underWay.current += 1
    setAhead({ value })
    await act()
    setTimeout(() => {
      underWay.current -= 1
      if (underWay.current === 0) setAhead(undefined)
    }, FOLLOWS_WITHIN)
  }
  return [ahead ? ahead.value : held, show] as const
}
