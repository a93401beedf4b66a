import { setTimeout as wait } from 'node:timers/promises'
import { WebAPIHTTPError, WebAPIRequestError } from '@slack/web-api'
import type { Log } from '../../app/log.ts'
import { retryAfter, slackError, UnreadableAnswer } from './client.ts'
import { meanings } from './refusals.ts'

/** Milliseconds between two tries: about a minute in all, after which somebody should look. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000]

/** Why a question to Slack came to nothing; none of it is anything that an answer's body said. */
export type Trouble =
  /** Slack's own refusal, by its documented name. It stays one however often the question is asked. */
  | { kind: 'refused'; name: string }
  /** What answered is not Slack's Web API, or not at this address. */
  | { kind: 'elsewhere'; said: string }
  /** What may pass by itself: a limit, a fault of Slack's, no answer, or a page in place of one. */
  | { kind: 'away'; said: string }

export type Patience = {
  log: Log
  /** Passes so many milliseconds; real ones, unless told. */
  sleep?: (ms: number) => Promise<unknown>
}

/** Asks again while the trouble may pass by itself, after growing pauses or the one that Slack asks for. */
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
      log.warn({ reason: trouble.said, seconds: ms / 1_000 }, 'Slack does not answer yet; it is asked again')
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

/** About Slack's own state. A name that Slack does not list is taken at its word here: somebody should look at it. */
const isPassing = (name: string): boolean => ['later', 'unsure'].includes(meanings.get(name) ?? 'final')
