import type { LoggedRequest } from '../../src/sandbox/slack/request-log.ts'
import type { Journey } from './app.ts'

/** The newest request of that name from Slack to the app. */
export const lastSent = ({ slack }: Journey, name: string): LoggedRequest => {
  const found = slack.requests.findLast((one) => one.direction === 'slack-to-app' && one.name === name)
  if (!found) throw new Error(`nothing named ${name} was sent`)
  return found
}

/** The member presses Submit again: the same modal and contents, but a new trigger, as with every press. */
export const submittedAgain = (j: Journey) => {
  const body = new URLSearchParams(lastSent(j, 'view_submission').sent?.body)
  const payload = JSON.parse(body.get('payload') ?? '{}')
  return j.slack.forge({ payload: { ...payload, trigger_id: `${payload.trigger_id}.again` } })
}
