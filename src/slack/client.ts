import {
  LogLevel,
  type WebAPICallResult,
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
  // What failed is thrown as well; the client would write it past our log, in a form of its own.
  logLevel: LogLevel.ERROR,
})

/** For calls that a waiting person's 3 seconds depend on. */
export const promptClient = (token: string, apiUrl: string) =>
  new WebClient(token, options(apiUrl, 2 * SECOND))

/** As in Slack's Web API: `chat.postMessage`; and the file's own way, to the address that Slack gave for it. */
export type Method = `${string}.${string}` | 'upload'

/** Runs one call, or does not. */
export type AroundCall = <T>(method: Method, call: () => Promise<T>) => Promise<T>

/**
 * For the outbox, which can wait: no call leaves without passing `around`, so that none is begun where Slack asked to
 * wait. A subclass, because every method of the client ends in `apiCall`, and nothing else does.
 */
class AttendedClient extends WebClient {
  readonly #around: AroundCall
  readonly #timeout: number
  constructor(
    token: string,
    { slackApiUrl, timeout }: { slackApiUrl: string; timeout: number },
    around: AroundCall,
  ) {
    super(token, options(slackApiUrl, timeout))
    this.#around = around
    this.#timeout = timeout
  }
  override apiCall(method: string, args?: Record<string, unknown>): Promise<WebAPICallResult> {
    return this.#around(method as Method, () => super.apiCall(method, args))
  }

  /**
   * The content of a file, to the address that `files.getUploadURLExternal` gave for it: no method of the Web API, but
   * limited as one. @returns whether Slack took it
   */
  upload(url: string, body: Buffer, contentType: string): Promise<boolean> {
    return this.#around('upload', async () => {
      const signal = AbortSignal.timeout(this.#timeout)
      const headers = { 'content-type': contentType }
      const answer = await fetch(url, { method: 'POST', body, headers, signal }).catch(() => undefined)
      const wait = answer?.status === 429 ? Number(answer.headers.get('retry-after')) : 0
      if (wait > 0) throw new WebAPIRateLimitedError(wait)
      return answer?.ok ?? false
    })
  }
}

/** What delivers needs: Slack's methods, and the file's own way. */
export type DeliveringClient = WebClient & Pick<AttendedClient, 'upload'>

export type SlackAccess = { botToken: string; apiUrl: string; timeout: number }

export const attendedClient = (
  { botToken, apiUrl, timeout }: SlackAccess,
  around: AroundCall,
): DeliveringClient => new AttendedClient(botToken, { slackApiUrl: apiUrl, timeout }, around)

/** Slack's error by its documented name, where Slack answered at all. */
export const slackError = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined

/** Milliseconds that Slack wants us to wait, where it limited the call. */
export const retryAfter = (error: unknown): number | undefined =>
  error instanceof WebAPIRateLimitedError ? error.retryAfter * SECOND : undefined

/** How Slack's refusal is to be taken: never again, or later. `certain`: Slack said that it did nothing. */
export type Verdict = { kind: 'final' | 'later'; reason: string; certain: boolean }

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

/** "It's possible some aspect of the operation succeeded before the error was raised" (Slack's pages on each method). */
const UNCERTAIN = new Set(['fatal_error', 'internal_error'])

export const verdict = (error: unknown): Verdict => {
  const name = slackError(error)
  if (name) {
    return { kind: FINAL.has(name) ? 'final' : 'later', reason: name, certain: !UNCERTAIN.has(name) }
  }
  if (error instanceof WebAPIHTTPError) {
    return { kind: 'later', reason: `http ${error.statusCode}`, certain: false }
  }
  return { kind: 'later', reason: error instanceof Error ? error.name : 'unknown', certain: false }
}
