import type { Log } from '../app/log.ts'
import { type WorkspaceId, workspaceId } from '../domain/ids.ts'
import type { Clock, Instant } from '../domain/time/time.ts'
import type { InstallationStore, KeptInstallation } from '../store/installations.ts'
import type { LookOver } from '../store/look-over.ts'
import { lackingAmong } from './oauth/scopes.ts'
import { recently } from './recently.ts'
import { asConcerned, type Served, type Serving, teamServed } from './serving.ts'
import { isOfOrganisation } from './serving-organisation.ts'
import { promptClient } from './web-api/client.ts'

type Parts = {
  installations: InstallationStore
  lookOver: LookOver
  /** The one that a workspace's row names, whether it is still there or not. */
  installationNamed(workspace: WorkspaceId): Promise<string | null>
  /** Gets a new token for an installation whose token is about to end. */
  refresh(installation: string): Promise<void>
  /** A token that ends by then can wait for a new one no longer. */
  endsAtLast(): Instant
  /** Serves a workspace of that organisation from then on (null: now), unless it has an installation of its own. */
  admit(workspace: WorkspaceId, organisation: string, at: Instant | null): Promise<void>
  /** No longer serves a workspace, if that organisation's installation did. */
  retire(workspace: WorkspaceId, organisation: string, at: Instant | null): Promise<void>
  apiUrl: string
  clock: Clock
  log: Log
}

/**
 * For a process that serves all that installed the app. The workspace is always the team, also where its organisation's
 * installation serves it. What was looked up is kept for seconds, so that a click costs one indexed read at most, and a second
 * where an organisation's installation serves.
 */
export const servingInstalled = (parts: Parts): Serving & { forget(): void } => {
  const { installations, lookOver, refresh, endsAtLast, clock, log } = parts
  const looked = recently<Served | undefined>(clock)

  const asServed = (workspace: WorkspaceId, { team, enterprise, ...found }: KeptInstallation): Served => ({
    workspace,
    installation: found.id,
    installedAt: found.installedAt,
    organisation: { team: team ?? workspace, enterprise },
    botToken: found.botToken,
    botId: found.botId,
    botUserId: found.botUserId,
    lacking: lackingAmong(found.scopes),
    client: promptClient(found.botToken, parts.apiUrl, teamServed({ workspace, installation: found.id })),
  })

  /** With a token that lasts for a while. */
  const lasting = async (find: () => Promise<KeptInstallation | undefined>) => {
    const found = await find()
    if (!found || found.expiresAt === null || found.expiresAt > endsAtLast()) return found
    try {
      await refresh(found.id)
    } catch (error) {
      // Until its very end the old one does.
      if (found.expiresAt <= clock.now()) throw error
      log.error({ err: error }, 'a token that is about to end could not be replaced')
      return found
    }
    return find()
  }

  const toNow = async (workspace: WorkspaceId) => {
    const found = await lasting(() => installations.of(workspace))
    return found && asServed(workspace, found)
  }
  const to = (workspace: WorkspaceId) => looked.up(`to ${workspace}`, () => toNow(workspace))

  const ownOf = async (team: WorkspaceId) => ((await parts.installationNamed(team)) === team ? [team] : [])

  const from: Serving['from'] = (source) =>
    looked.up(`from ${source.team} ${source.enterprise}`, async () => {
      const found = await lasting(() => installations.serving(source))
      // What happens in a whole organisation names no team.
      const workspace = source.team ?? source.enterprise
      if (!found || workspace === null) return undefined
      const served = asServed(workspaceId(workspace), found)
      return (await isOfOrganisation(parts, served)) ? served : undefined
    })

  return {
    to,
    from,
    allOf: async ({ team, enterprise }) => {
      const id = team ?? enterprise
      if (id === null) return []
      // One that removed the app is among them: if this dies half way, or the workspace is on its way to another database,
      // Slack's repeat is heard.
      const workspaces = team === null ? await lookOver.servedBy(id) : await ownOf(workspaceId(team))
      return Promise.all(
        workspaces.map(async (workspace) => {
          const served = await (team === null ? to : toNow)(workspace)
          if (served) return asConcerned(served)
          return { workspace, installation: id, organisation: { team: workspace, enterprise }, served }
        }),
      )
    },
    teamsChanged: async (organisation, teams, are, at) => {
      for (const team of teams.map(workspaceId))
        await (are === 'granted' ? parts.admit : parts.retire)(team, organisation, at)
      looked.forget()
    },
    removed: async ({ workspace, installation, organisation: { enterprise } }, at) => {
      await installations.forget(installation, at ?? clock.now())
      looked.forget()
      // Where its organisation lets the app in as well, that serves it from now on.
      if (workspace === installation && enterprise !== null) await from({ team: workspace, enterprise })
    },
    forget: looked.forget,
  }
}
