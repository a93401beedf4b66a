import { type WorkspaceId, workspaceId } from '../domain/ids.ts'
import type { Clock, Instant } from '../domain/time/time.ts'
import type { LookOver } from '../store/look-over.ts'
import { isLetInto } from './installed.ts'
import { recently } from './recently.ts'
import { asConcerned, type Served, type Serving } from './serving.ts'
import { promptClient } from './web-api/client.ts'

type Parts = {
  lookOver: LookOver
  /** As for `servingInstalled`. */
  installationNamed(workspace: WorkspaceId): Promise<string | null>
  /** As for `servingInstalled`. */
  admit(workspace: WorkspaceId, organisation: string, at: Instant | null): Promise<void>
  retire(workspace: WorkspaceId, organisation: string, at: Instant | null): Promise<void>
  clock: Clock
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
export const servingOrganisation = (served: Served, parts: Parts): Serving => {
  const { lookOver, admit, retire, clock } = parts
  const { installation, botToken } = served
  const looked = recently<Served | undefined>(clock)
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
      return looked.up(`from ${team}`, async () => {
        const one = asServed(workspaceId(team))
        return (await isOfOrganisation({ lookOver, admit }, one)) ? one : undefined
      })
    },
    allOf: async ({ team }) => {
      const all = await lookOver.servedBy(installation)
      return all.filter((one) => team === null || one === team).map((one) => asConcerned(asServed(one)))
    },
    teamsChanged: async (_organisation, teams, are, at) => {
      for (const team of teams)
        await (are === 'granted' ? admit : retire)(workspaceId(team), installation, at)
      looked.forget()
    },
    // The operator's to take out of the environment.
    removed: async () => {},
    // Also one that the organisation no longer lets the app into: before its data goes, Slack is asked whether that is so.
    to: (workspace) =>
      looked.up(`to ${workspace}`, async () =>
        (await parts.installationNamed(workspace)) === installation ? asServed(workspace) : undefined,
      ),
  }
}
