import type { Log } from '../../app/log.ts'
import { type Clock, HOUR, MINUTE, SECOND } from '../../domain/time/time.ts'
import { renewToken } from '../../service/installations/renew-token.ts'
import type { FreshToken, InstallationStore } from '../../store/installations.ts'
import { patientClient, slackError } from '../web-api/client.ts'

/** A token lives for 12 hours: docs.slack.dev/authentication/using-token-rotation. */
const AHEAD = 2 * HOUR

/** Where that failed for so long, whoever needs the token replaces it. */
const AT_LAST = 5 * MINUTE

type Parts = {
  slack: { clientId: string; clientSecret: string }
  apiUrl: string
  installations: InstallationStore
  clock: Clock
  log: Log
  /** Called after a token was replaced. */
  changed(): void
  count(outcome: 'refreshed' | 'broken'): void
}

/** Slack will not accept that refresh token again. */
const BROKEN = new Set(['invalid_refresh_token', 'invalid_grant_type', 'token_revoked', 'account_inactive'])

/** Replaces tokens before they end, where the app has token rotation turned on. */
export const refreshing = ({ slack, apiUrl, installations, clock, log, changed, count }: Parts) => {
  // What is lost on the way back cannot be asked for again.
  const client = patientClient('', apiUrl)
  const exchange = async (refreshToken: string): Promise<FreshToken | { broken: string }> => {
    const askedAt = clock.now()
    try {
      const got = await client.oauth.v2.access({
        client_id: slack.clientId,
        client_secret: slack.clientSecret,
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
      })
      const { access_token, refresh_token, expires_in } = got
      if (!access_token || !refresh_token || !expires_in) throw new Error('Slack gave no new token')
      return { botToken: access_token, refreshToken: refresh_token, expiresAt: askedAt + expires_in * SECOND }
    } catch (error) {
      const name = slackError(error) ?? ''
      if (BROKEN.has(name)) return { broken: name }
      throw error
    }
  }
  return {
    /** By when a token ends that is to be replaced ahead of time. */
    endsBy: () => clock.now() + AHEAD,
    /** The same for one that is needed now: nobody waits for a new one while the old one lasts. */
    endsAtLast: () => clock.now() + AT_LAST,
    refresh: async (id: string): Promise<void> => {
      const outcome = await renewToken({ installations, clock }, id, AHEAD, exchange)
      if (outcome === 'fresh') return
      changed()
      count(outcome)
      if (outcome === 'broken')
        log.error({ installation: id }, 'Slack accepts this installation no longer: it has to be made again')
    },
  }
}
