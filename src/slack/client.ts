import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api'

const SECOND = 1_000

/**
 * The client's own retries and queueing are off: after a lost reply they would post a message twice, and a rate limit
 * met by a notice would hold up the modal that somebody waits for. The outbox does the retrying.
 */
const options = (apiUrl: string, timeout: number): WebClientOptions => ({
  slackApiUrl: apiUrl,
  timeout,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
})

/** For calls that a waiting person's 3 seconds depend on. */
export const promptClient = (token: string, apiUrl: string) =>
  new WebClient(token, options(apiUrl, 2 * SECOND))

/** For the outbox, which can wait. */
export const patientClient = (token: string, apiUrl: string) =>
  new WebClient(token, options(apiUrl, 10 * SECOND))

/** Slack's error by its documented name, where Slack answered at all. */
export const slackError = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined

/** How Slack's refusal is to be taken: never again, later by so many milliseconds, or later. */
export type Verdict = { kind: 'final'; reason: string } | { kind: 'later'; reason: string; after?: number }

/** Errors after which the same call can never succeed (spec 4-delivery, Fatal answers). */
const FINAL = new Set([
  'account_inactive',
  'cannot_dm_bot',
  'channel_not_found',
  'invalid_auth',
  'invalid_blocks',
  'is_archived',
  'messages_tab_disabled',
  'missing_scope',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'not_authed',
  'not_enabled',
  'token_expired',
  'token_revoked',
  'user_disabled',
  'user_not_found',
])

export const verdict = (error: unknown): Verdict => {
  const name = slackError(error)
  if (name) return FINAL.has(name) ? { kind: 'final', reason: name } : { kind: 'later', reason: name }
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'later', reason: 'ratelimited', after: error.retryAfter * SECOND }
  }
  if (error instanceof WebAPIHTTPError) return { kind: 'later', reason: `http ${error.statusCode}` }
  return { kind: 'later', reason: error instanceof Error ? error.name : 'unknown' }
}
