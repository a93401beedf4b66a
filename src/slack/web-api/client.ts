import {
  ErrorCode,
  type Logger,
  LogLevel,
  SlackError,
  type WebAPICallResult,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api'
import { LONGEST_WAIT } from '../../domain/notices.ts'
import { SECOND } from '../../domain/time/time.ts'
import { type Meaning, meaningOf } from './refusals.ts'

const mute: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}

/**
 * The client's own retries and queueing are off: after a lost reply they would post a message twice, and a rate limit
 * met by a notice would hold up the modal that somebody waits for. The outbox does the retrying.
 */
const options = (apiUrl: string, timeout: number): WebClientOptions => ({
  slackApiUrl: apiUrl,
  timeout,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  // What failed is thrown as well; the client would write it past our log, with what the answer said.
  logger: mute,
})

/** Slack's errors are names. What a proxy says in Slack's place is not, and may quote what was sent to it. */
const isErrorName = (error: unknown): error is string => typeof error === 'string' && /^[a-z_]+$/.test(error)

/** A 200 with something else than an answer of Slack's, such as a proxy's page: nothing is kept of it. */
export class UnreadableAnswer extends SlackError {
  readonly code = ErrorCode.HTTPError
  constructor() {
    super('the answer is none of Slack’s')
  }
}

/** Throws where the client would take an answer that it cannot read for Slack's refusal, all of it as the error's name. */
class ReadingClient extends WebClient {
  override async apiCall(method: string, args?: Record<string, unknown>): Promise<WebAPICallResult> {
    try {
      return await super.apiCall(method, args)
    } catch (error) {
      if (error instanceof WebAPIPlatformError && !isErrorName(error.data.error)) throw new UnreadableAnswer()
      throw error
    }
  }
}

/** For calls that a waiting person's 3 seconds depend on. */
export const promptClient = (token: string, apiUrl: string): WebClient =>
  new ReadingClient(token, options(apiUrl, 2 * SECOND))

/** As in Slack's Web API: `chat.postMessage`; and the file's own way, to the address that Slack gave for it. */
export type Method = `${string}.${string}` | 'upload'

/** Runs one call, or does not. */
export type AroundCall = <T>(method: Method, call: () => Promise<T>) => Promise<T>

/**
 * For the outbox, which can wait: no call leaves without passing `around`, so that none is begun where Slack asked to
 * wait. A subclass, because every method of the client ends in `apiCall`, and nothing else does.
 */
class AttendedClient extends ReadingClient {
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

/** Slack's error by its name, where Slack answered at all. */
export const slackError = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError && isErrorName(error.data.error) ? error.data.error : undefined

/** Milliseconds that Slack wants us to wait, where it limited the call. */
export const retryAfter = (error: unknown): number | undefined =>
  error instanceof WebAPIRateLimitedError ? Math.min(error.retryAfter * SECOND, LONGEST_WAIT) : undefined

/** How a failed call is to be taken. `reason` is a name of Slack's or of ours, never what an answer said. */
export type Verdict = { means: Meaning; reason: string }

export const verdict = (error: unknown): Verdict => {
  const name = slackError(error)
  if (name) return { means: meaningOf(name), reason: name }
  if (error instanceof WebAPIHTTPError) return { means: 'unsure', reason: `http ${error.statusCode}` }
  return { means: 'unsure', reason: error instanceof Error ? error.name : 'unknown' }
}
