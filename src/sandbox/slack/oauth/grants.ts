import type { Clock } from '../state/clock.ts'
import type { Mint } from './minting.ts'

/** In seconds: docs.slack.dev/authentication/using-token-rotation. */
export const TOKEN_LASTS = 43_200

/** What somebody allowed the app, and the token that carries it. */
export type Grant = {
  /** The workspace (`T…`) or organisation (`E…`). */
  place: string
  scopes: readonly string[]
  /** Who allowed it. */
  by: string
  token: string
  /** With token rotation: good for one renewal, at any time. */
  refreshToken?: string
  /** With token rotation, in epoch milliseconds. */
  endsAt?: number
  /** Why it has ended, in Slack's word for it. */
  ended?: 'account_inactive' | 'token_revoked'
}

export type Grants = ReturnType<typeof createGrants>

/**
 * All tokens of the app, found by a map. A second installation brings a second token, and leaves the first as it is: each
 * has what was granted with it. A renewed token works until it expires.
 */
export const createGrants = (parts: { clock: Clock; mint: Mint; rotates(): boolean }) => {
  const { clock, mint, rotates } = parts
  const byToken = new Map<string, Grant>()
  const byRefreshToken = new Map<string, Grant>()
  const byPlace = new Map<string, Grant[]>()

  const issue = ({ place, scopes, by }: Pick<Grant, 'place' | 'scopes' | 'by'>): Grant => {
    const rotation = rotates() && {
      refreshToken: mint('xoxe-1-'),
      endsAt: clock.now() + TOKEN_LASTS * 1000,
    }
    const grant: Grant = {
      ...{ place, scopes, by },
      token: mint(rotation ? 'xoxe.xoxb-1-' : 'xoxb-'),
      ...rotation,
    }
    byToken.set(grant.token, grant)
    if (grant.refreshToken) byRefreshToken.set(grant.refreshToken, grant)
    byPlace.set(place, [...living(place), grant])
    return grant
  }
  const living = (place: string) => (byPlace.get(place) ?? []).filter(({ ended }) => !ended)

  return {
    issue,
    find: (token: string) => byToken.get(token),
    /** Those that were neither revoked nor uninstalled, oldest first; an expired one can still be renewed. */
    living,
    /** Why Slack refuses the token, if it does. */
    refusalOf: ({ ended, endsAt }: Grant) =>
      ended ?? (endsAt !== undefined && endsAt <= clock.now() ? 'token_expired' : undefined),
    /** Uses up a refresh token. @returns undefined if it is not one, was used, or its grant has ended */
    renew: (refreshToken: string): Grant | undefined => {
      const before = byRefreshToken.get(refreshToken)
      if (!before || before.ended) return undefined
      byRefreshToken.delete(refreshToken)
      return issue(before)
    },
    end: (grant: Grant, why: NonNullable<Grant['ended']>) => {
      grant.ended = why
    },
  }
}
