import type { LoggedRequest } from '../../src/sandbox/slack/request-log.ts'
import type { Journey } from './app.ts'

/** The newest request of that name which Slack sent to the app. */
export const lastSent = ({ slack }: Journey, name: string): LoggedRequest => {
  const found = slack.requests.findLast((one) => one.direction === 'slack-to-app' && one.name === name)
  if (!found) throw new Error(`nothing named ${name} was sent`)
  return found
}

/** The member presses Submit once more: the same modal and contents, and a trigger of its own as each press has. */
export const submittedAgain = (j: Journey) => {
  const body = new URLSearchParams(lastSent(j, 'view_submission').sent?.body)
  const payload = JSON.parse(body.get('payload') ?? '{}')
  return j.slack.forge({ payload: { ...payload, trigger_id: `${payload.trigger_id}.again` } })
}
