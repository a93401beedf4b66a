import { RespondError } from '@slack/bolt'
import { SlackError, WebAPIRequestError } from '@slack/web-api'
import { UnreadableAnswer } from './web-api/client.ts'

type Ways = {
  /** Apologises where they pressed or typed, through Slack's response_url; undefined if Slack gave none. */
  inPlace: (() => Promise<unknown>) | undefined
  /** Apologises by a message that waits in the outbox like any other. */
  later(): Promise<void>
}

/**
 * Tells a member once that Slack did not accept our answer to what they did: in the same place if Slack still responds
 * at all, otherwise later. If Slack may have shown the apology without confirming it, it is not repeated.
 *
 * @param error how Slack, or its silence, rejected the answer
 */
export const apologise = async (error: unknown, { inPlace, later }: Ways): Promise<void> => {
  if (!inPlace || !wasAnswered(error)) return later()
  try {
    await inPlace()
  } catch (refusal) {
    if (!wasAnswered(refusal)) throw refusal
    await later()
  }
}

/** Slack answered, if only to refuse: neither a time-out nor a broken connection. */
const wasAnswered = (error: unknown): boolean =>
  error instanceof RespondError ||
  (error instanceof SlackError &&
    !(error instanceof WebAPIRequestError) &&
    !(error instanceof UnreadableAnswer))
