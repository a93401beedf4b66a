import { type Clock, SECOND } from '../../domain/time/time.ts'
import type { FreshToken, InstallationStore } from '../../store/installations.ts'
import { afterOthers } from '../renewal.ts'

/** How long nobody else renews what one process has taken: much longer than Slack is waited for. */
const LEASE = 30 * SECOND

/**
 * Gets a new token for an installation whose token ends within that time, one process at a time. While the old one lasts,
 * nobody waits for who is getting a new one. A token that Slack gave but that could not be kept is lost, and so is its
 * refresh token; it shows when the next process asks, once the lease of the first is over.
 * @param exchange asks Slack, which accepts a refresh token once
 * @returns `fresh` if there was nothing to do, or the installation was made again or removed meanwhile
 */
export const renewToken = async (
  { installations, clock }: { installations: InstallationStore; clock: Clock },
  id: string,
  within: number,
  exchange: (refreshToken: string) => Promise<FreshToken | { broken: string }>,
): Promise<'fresh' | 'refreshed' | 'broken'> => {
  const outcome = await afterOthers(async () => {
    const now = clock.now()
    const until = now + LEASE
    const taken = await installations.takeRenewal(id, { now, endsBy: now + within, until })
    if (typeof taken === 'string') return taken
    let got: FreshToken | { broken: string } | null = null
    let isKept = false
    try {
      got = await exchange(taken.refreshToken)
    } finally {
      isKept = await installations.endRenewal(id, until, got)
    }
    if (!isKept) return 'fresh'
    return 'broken' in got ? 'broken' : 'refreshed'
  })
  if (!outcome) throw new Error('another process is still getting a new token')
  return outcome
}
