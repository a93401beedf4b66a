import { type Served, teamServed } from './serving.ts'
import { promptClient, slackError } from './web-api/client.ts'
import { teamsOf } from './web-api/teams.ts'

/** The errors `auth.test` gives for a dead token: docs.slack.dev/reference/methods/auth.test, Errors. */
const DEAD = new Set(['account_inactive', 'invalid_auth', 'token_revoked'])

/** Does Slack still accept the token, and for that workspace? Undefined if it gave no clear answer. */
export const isInstalled = async (served: Served): Promise<boolean | undefined> => {
  const team = teamServed(served)
  try {
    if (team !== undefined) return await isLetInto(served, team)
    await served.client.auth.test()
    return true
  } catch (error) {
    return DEAD.has(slackError(error) ?? '') ? false : undefined
  }
}

/** Whether an organisation lets the app into that team, which is one of its own then. */
export const isLetInto = async (
  { botToken, client }: Pick<Served, 'botToken' | 'client'>,
  team: string,
): Promise<boolean> => {
  // It is asked as the organisation, and for none of its teams.
  const teams = await teamsOf(promptClient(botToken, client.slackApiUrl))
  return teams.some(({ id }) => id === team)
}
