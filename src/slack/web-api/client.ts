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
import { withoutPictures } from './without-pictures.ts'

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
 * The client's own retries and queueing are off: after a lost reply they would post a message twice, and a notice that
 * hit a rate limit would hold up a modal that somebody is waiting for. The outbox retries instead.
 */
const options = (apiUrl: string, timeout: number, team?: string): WebClientOptions => ({
  slackApiUrl: apiUrl,
  timeout,
  ...(team && { teamId: team }),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  // Failures are thrown as well; the client would log them past our log, quoting the answer.
  logger: mute,
})

/** Slack's errors are names. A proxy's answer in Slack's place is not, and may quote what we sent. */
const isErrorName = (error: unknown): error is string => typeof error === 'string' && /^[a-z_]+$/.test(error)

/** A 200 with something other than Slack's answer, such as a proxy's page; none of it is kept. */
export class UnreadableAnswer extends SlackError {
  readonly code = ErrorCode.HTTPError
  constructor() {
    super('the answer is none of Slack’s')
  }
}

/** Slack's names for blocks that it does not draw, in messages and in views. */
const MALFORMED: ReadonlySet<string> = new Set(['invalid_blocks', 'invalid_arguments'])

/** Throws on an unreadable answer, which the client would take for a refusal with the whole answer as the error's name. */
class ReadingClient extends WebClient {
  override async apiCall(method: string, args?: Record<string, unknown>): Promise<WebAPICallResult> {
    try {
      return await super.apiCall(method, args)
    } catch (error) {
      if (!(error instanceof WebAPIPlatformError)) throw error
      if (!isErrorName(error.data.error)) throw new UnreadableAnswer()
      const plainer = MALFORMED.has(error.data.error) && args && withoutPictures(args)
      if (!plainer) throw error
      return await super.apiCall(method, plainer)
    }
  }
}

/**
 * For calls within a waiting person's 3 seconds.
 * @param team where the token is an organisation's: the one of its workspaces for which every call is. A member may be in
 *   several under one id, and some methods refuse to guess (docs.slack.dev/enterprise, "team_id with org-wide apps")
 */
export const promptClient = (token: string, apiUrl: string, team?: string): WebClient =>
  new ReadingClient(token, options(apiUrl, 2 * SECOND, team))

/** For a call whose answer must not be lost, and for which nobody waits. */
export const patientClient = (token: string, apiUrl: string): WebClient =>
  new ReadingClient(token, options(apiUrl, 8 * SECOND))

/** A Web API method, such as `chat.postMessage`, or the upload of a file to the address Slack gave for it. */
export type Method = `${string}.${string}` | 'upload'

/** Decides whether a call runs, and runs it. */
export type AroundCall = <T>(method: Method, call: () => Promise<T>) => Promise<T>

/**
 * For the outbox, which can wait: every call passes through `around`, so that none begins while Slack wants us to wait. A
 * subclass, because every method of the client ends in `apiCall`, and nothing else does.
 */
class AttendedClient extends ReadingClient {
  readonly #around: AroundCall
  readonly #timeout: number
  constructor(token: string, { apiUrl, timeout, team }: Omit<SlackAccess, 'botToken'>, around: AroundCall) {
    super(token, options(apiUrl, timeout, team))
    this.#around = around
    this.#timeout = timeout
  }
  override apiCall(method: string, args?: Record<string, unknown>): Promise<WebAPICallResult> {
    return this.#around(method as Method, () => super.apiCall(method, args))
  }

  /**
   * Uploads a file's content to the address from `files.getUploadURLExternal`: not a Web API method, but rate limited
   * like one. @returns whether Slack accepted it
   */
  upload(url: string, content: Buffer, contentType: string): Promise<boolean> {
    return this.#around('upload', async () => {
      // By its type a Buffer may lie in memory that is shared, which a browser's `fetch` refuses.
      const body = new Uint8Array(content)
      const signal = AbortSignal.timeout(this.#timeout)
      const headers = { 'content-type': contentType }
      const answer = await fetch(url, { method: 'POST', body, headers, signal }).catch(() => undefined)
      const wait = answer?.status === 429 ? Number(answer.headers.get('retry-after')) : 0
      if (wait > 0) throw new WebAPIRateLimitedError(wait)
      return answer?.ok ?? false
    })
  }
}

/** What deliveries need: Slack's methods and the file upload. */
export type DeliveringClient = WebClient & Pick<AttendedClient, 'upload'>

/** `team`: as for `promptClient`. */
export type SlackAccess = { botToken: string; apiUrl: string; timeout: number; team?: string | undefined }

export const attendedClient = ({ botToken, ...access }: SlackAccess, around: AroundCall): DeliveringClient =>
  new AttendedClient(botToken, access, around)

/** The name of Slack's error, if Slack answered at all. */
export const slackError = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError && isErrorName(error.data.error) ? error.data.error : undefined

/** How long Slack asks us to wait, in milliseconds, if it rate limited the call. */
export const retryAfter = (error: unknown): number | undefined =>
  error instanceof WebAPIRateLimitedError ? Math.min(error.retryAfter * SECOND, LONGEST_WAIT) : undefined

/** What a failed call means. `reason` is one of Slack's names or ours, never a quotation from an answer. */
export type Verdict = { means: Meaning; reason: string }

export const verdict = (error: unknown): Verdict => {
  const name = slackError(error)
  if (name) return { means: meaningOf(name), reason: name }
  if (error instanceof WebAPIHTTPError) return { means: 'unsure', reason: `http ${error.statusCode}` }
  return { means: 'unsure', reason: error instanceof Error ? error.name : 'unknown' }
}
