import { type WorkspaceId, workspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import type { LookOver } from '../store/look-over.ts'
import type { Served, Serving } from './serving.ts'
import { promptClient } from './web-api/client.ts'

type Parts = {
  lookOver: LookOver
  /** As for `servingInstalled`. */
  admit(workspace: WorkspaceId, organisation: string, at: Instant | null): Promise<void>
  retire(workspace: WorkspaceId, organisation: string, at: Instant | null): Promise<void>
}

/**
 * For a process whose one token in the environment is an Enterprise Grid organisation's. Each workspace of it is one here
 * as well, from the first that Slack sends from it, and all are served with that token.
 */
export const servingOrganisation = (served: Served, { lookOver, admit, retire }: Parts): Serving => {
  const { installation, botToken } = served
  const admitted = new Set<string>()
  const asServed = (workspace: WorkspaceId): Served => ({
    ...served,
    workspace,
    organisation: { ...served.organisation, team: workspace },
    client: promptClient(botToken, served.client.slackApiUrl, workspace),
  })
  return {
    from: async ({ team }) => {
      // What happens in the whole organisation names no team.
      if (team === null) return served
      const workspace = workspaceId(team)
      if (!admitted.has(team)) await admit(workspace, installation, null)
      admitted.add(team)
      return asServed(workspace)
    },
    allOf: async ({ team }) => {
      const all = await lookOver.servedBy(installation)
      return all.filter((one) => team === null || one === team).map(asServed)
    },
    teamsChanged: async (_organisation, teams, are, at) => {
      for (const team of teams) {
        await (are === 'granted' ? admit : retire)(workspaceId(team), installation, at)
        admitted.delete(team)
      }
    },
    // The operator's to take out of the environment.
    removed: async () => {},
    to: async (workspace) => {
      if (!admitted.has(workspace)) {
        if (!(await lookOver.servedBy(installation)).includes(workspace)) return undefined
        admitted.add(workspace)
      }
      return asServed(workspace)
    },
  }
}
