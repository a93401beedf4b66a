/** The longest a delivery's step waits, in milliseconds, so that deliveries continue even under endless load. */
export const GIVES_WAY_FOR = 200

/**
 * Lets Slack's requests, which somebody is waiting for, go before deliveries, which can wait: both share one thread
 * and, with the embedded database, one session. Requests over a socket (Socket Mode) are not counted.
 */
export type RightOfWay = {
  /** Notes that a request arrived. @returns a function to call when it is answered or abandoned */
  arrived(): () => void
  /** Resolves when every request is answered, or after `GIVES_WAY_FOR`. */
  giveWay(): Promise<void>
}

export const rightOfWay = (): RightOfWay => {
  let unanswered = 0
  const waiting = new Set<() => void>()
  return {
    arrived: () => {
      unanswered += 1
      return () => {
        unanswered -= 1
        if (unanswered === 0) for (const go of waiting) go()
      }
    },
    giveWay: async () => {
      if (unanswered === 0) return
      await new Promise<void>((resolve) => {
        const go = () => {
          clearTimeout(timer)
          waiting.delete(go)
          resolve()
        }
        const timer = setTimeout(go, GIVES_WAY_FOR)
        waiting.add(go)
      })
    },
  }
}
