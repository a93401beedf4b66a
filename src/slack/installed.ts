import type { WebClient } from '@slack/web-api'
import { slackError } from './web-api/client.ts'

/** The errors `auth.test` gives for a dead token: docs.slack.dev/reference/methods/auth.test, Errors. */
const DEAD = new Set(['account_inactive', 'invalid_auth', 'token_revoked'])

/** Does Slack still accept the client's token? Undefined if it gave no clear answer. */
export const isInstalled = async (client: WebClient): Promise<boolean | undefined> => {
  try {
    await client.auth.test()
    return true
  } catch (error) {
    return DEAD.has(slackError(error) ?? '') ? false : undefined
  }
}
