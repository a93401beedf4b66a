import { setTimeout as wait } from 'node:timers/promises'
import { WebAPIHTTPError, WebAPIRequestError } from '@slack/web-api'
import type { Log } from '../../app/log.ts'
import { retryAfter, slackError, UnreadableAnswer } from './client.ts'
import { meanings } from './refusals.ts'

/** Milliseconds between attempts: about a minute in all, after which somebody should look. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000]

/** Why a question to Slack failed; never quotes an answer's body. */
export type Trouble =
  /** Slack's own refusal, by its documented name. Asking again will not change it. */
  | { kind: 'refused'; name: string }
  /** The answer did not come from Slack's Web API, or not at this address. */
  | { kind: 'elsewhere'; said: string }
  /** May be temporary: a rate limit, a fault at Slack, no answer, or a page instead of one. */
  | { kind: 'away'; said: string }

export type Patience = {
  log: Log
  /** Waits that many milliseconds. Default: real time. */
  sleep?: (ms: number) => Promise<unknown>
}

/** Asks again while the trouble may be temporary, after growing pauses or the one Slack asks for. */
export const askPatiently = async <T>(
  ask: () => Promise<T>,
  { log, sleep = wait }: Patience,
): Promise<{ answer: T } | { trouble: Trouble }> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return { answer: await ask() }
    } catch (error) {
      const trouble = troubleOf(error)
      const pause = PAUSES[tries - 1]
      if (pause === undefined || trouble.kind !== 'away') return { trouble }
      const ms = retryAfter(error) ?? pause
      log.warn({ reason: trouble.said, seconds: ms / 1_000 }, 'no answer from Slack yet; asking again')
      await sleep(ms)
    }
  }
}

const troubleOf = (error: unknown): Trouble => {
  if (error instanceof UnreadableAnswer) return { kind: 'away', said: 'a page in place of an answer' }
  const name = slackError(error)
  if (name !== undefined) return isPassing(name) ? { kind: 'away', said: name } : { kind: 'refused', name }
  if (retryAfter(error) !== undefined) return { kind: 'away', said: 'http 429' }
  if (error instanceof WebAPIHTTPError) {
    const { statusCode } = error
    return {
      kind: statusCode >= 500 || statusCode === 408 ? 'away' : 'elsewhere',
      said: `http ${statusCode}`,
    }
  }
  return {
    kind: 'away',
    said: error instanceof WebAPIRequestError ? 'no answer' : 'a page in place of an answer',
  }
}

/** Errors about Slack's own state. Any unlisted name counts as a refusal here: somebody should look at it. */
const isPassing = (name: string): boolean => ['later', 'unsure'].includes(meanings.get(name) ?? 'final')
