import type { WorkspaceId } from '../../src/domain/ids.ts'
import type { Served, Serving } from '../../src/slack/serving.ts'
import { promptClient } from '../../src/slack/web-api/client.ts'
import type { LookOver } from '../../src/store/look-over.ts'

export type Destination = { botToken: string; apiUrl: string }

/** What an outbox that delivers for these workspaces, and no others, is wired with. */
export const delivering = (
  destinations: ReadonlyMap<WorkspaceId, Destination>,
): { serving: Serving; lookOver: LookOver } => {
  const workspaces = async () => [...destinations.keys()]
  const to = async (workspace: WorkspaceId): Promise<Served | undefined> => {
    const found = destinations.get(workspace)
    return (
      found && {
        workspace,
        installation: workspace,
        organisation: { team: workspace, enterprise: null },
        ...{ botToken: found.botToken, botId: 'B0MENTOR01', lacking: [], botUserId: 'U0MENTORBT' },
        client: promptClient(found.botToken, found.apiUrl),
      }
    )
  }
  return {
    serving: {
      to,
      from: async () => undefined,
      allOf: async () => [],
      removed: async () => {},
      teamsChanged: async () => {},
    },
    lookOver: {
      due: workspaces,
      toPlan: workspaces,
      toForget: async () => [],
      toPrune: workspaces,
      telling: workspaces,
      toReport: workspaces,
      toRead: workspaces,
      installed: workspaces,
      servedBy: workspaces,
      removed: workspaces,
      installations: async () => [],
      expiring: async () => [],
    },
  }
}
