import { RespondError } from '@slack/bolt'
import { SlackError, WebAPIRequestError } from '@slack/web-api'
import { UnreadableAnswer } from './web-api/client.ts'

type Ways = {
  /** In the place where they pressed or typed, by Slack's response_url; undefined where Slack gave none. */
  inPlace: (() => Promise<unknown>) | undefined
  /** By a message that waits for Slack as all of the outbox does. */
  later(): Promise<void>
}

/**
 * Tells a member, once, that Slack did not take the answer to what they did: in its place where Slack still answers at
 * all, else later. What Slack may have shown in its place without telling us is not said again.
 *
 * @param error what Slack, or its silence, said to the answer
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

/** Slack answered, if only to refuse: this was no time-out and no cut connection. */
const wasAnswered = (error: unknown): boolean =>
  error instanceof RespondError ||
  (error instanceof SlackError &&
    !(error instanceof WebAPIRequestError) &&
    !(error instanceof UnreadableAnswer))
