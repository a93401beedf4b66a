import { type Clock, type Instant, SECOND } from '../domain/time/time.ts'

/** What another process changed is noticed within this time; what this one changed, at once. */
const KEPT_FOR = 5 * SECOND
/** Clients are small, but there may be many workspaces. */
const MOST_KEPT = 500

/** Keeps what was looked up for a while; a failed look is not kept. */
export const recently = <Found>(clock: Clock) => {
  const kept = new Map<string, { until: Instant; found: Promise<Found> }>()
  let dropping: NodeJS.Timeout | undefined
  /** One timer for all: a process to which nothing more happens keeps no token and no client. */
  const dropLater = () => {
    if (dropping) return
    dropping = setTimeout(() => {
      dropping = undefined
      const now = clock.now()
      for (const [key, { until }] of kept) if (until <= now) kept.delete(key)
      if (kept.size > 0) dropLater()
    }, KEPT_FOR).unref()
  }
  return {
    up: (key: string, find: () => Promise<Found>): Promise<Found> => {
      const now = clock.now()
      const before = kept.get(key)
      // One that ends further ahead than it could was kept before the clock was set back.
      if (before && before.until > now && before.until <= now + KEPT_FOR) return before.found
      const found = find()
      kept.delete(key)
      kept.set(key, { until: now + KEPT_FOR, found })
      dropLater()
      // The oldest goes first.
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break
        kept.delete(oldest)
      }
      found.catch(() => kept.delete(key))
      return found
    },
    forget: () => kept.clear(),
  }
}
