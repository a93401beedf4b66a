/** Milliseconds for which a step of a delivery waits at most, so that under a load without end deliveries go on. */
export const GIVES_WAY_FOR = 200

/**
 * Lets Slack's requests, which somebody waits for, go before deliveries, which nobody does: both share one thread and,
 * where the database is embedded, one session. What comes over a socket (Socket Mode) is not counted.
 */
export type RightOfWay = {
  /** A request has come. @returns to be called when it is answered, or given up */
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
