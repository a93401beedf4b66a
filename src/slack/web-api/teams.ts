import type { WebClient } from '@slack/web-api'

/** The workspaces into which an organisation lets the app: docs.slack.dev/reference/methods/auth.teams.list. */
export const teamsOf = async (client: WebClient): Promise<readonly { id: string; name: string }[]> => {
  const teams: { id: string; name: string }[] = []
  let cursor: string | undefined
  do {
    const answer = await client.auth.teams.list(cursor ? { cursor } : {})
    for (const { id, name } of answer.teams ?? []) if (id) teams.push({ id, name: name ?? id })
    cursor = answer.response_metadata?.next_cursor
  } while (cursor)
  return teams
}
