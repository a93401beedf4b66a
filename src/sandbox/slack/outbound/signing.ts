import { createHmac } from 'node:crypto'

/**
 * The two headers by which an app knows that Slack sent a request (scheme v0, docs.slack.dev "Verifying requests").
 * @param now epoch milliseconds; apps refuse anything older than five minutes
 */
export const signedHeaders = (signingSecret: string, body: string, now: number) => {
  const timestamp = String(Math.floor(now / 1000))
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` }
}
