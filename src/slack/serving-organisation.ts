import { type WorkspaceId, workspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import type { LookOver } from '../store/look-over.ts'
import { isLetInto } from './installed.ts'
import type { Served, Serving } from './serving.ts'
import { promptClient } from './web-api/client.ts'

type Parts = {
  lookOver: LookOver
  /** As for `servingInstalled`. */
  admit(workspace: WorkspaceId, organisation: string, at: Instant | null): Promise<void>
  retire(workspace: WorkspaceId, organisation: string, at: Instant | null): Promise<void>
}

/**
 * Whether a payload's workspace is one into which its organisation lets the app. One that is not known is asked for, since
 * the news of it may be lost, and kept; the team of somebody from another organisation, who pressed something in a shared
 * channel, is none.
 */
export const isOfOrganisation = async (
  { lookOver, admit }: Pick<Parts, 'lookOver' | 'admit'>,
  served: Served,
): Promise<boolean> => {
  const { workspace, installation, organisation } = served
  if (workspace === installation || workspace === organisation.enterprise) return true
  if ((await lookOver.servedBy(installation)).includes(workspace)) return true
  const isLetIn = await isLetInto(served, workspace)
  if (isLetIn) await admit(workspace, installation, null)
  return isLetIn
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
      const one = asServed(workspaceId(team))
      if (!admitted.has(team) && !(await isOfOrganisation({ lookOver, admit }, one))) return undefined
      admitted.add(team)
      return one
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
