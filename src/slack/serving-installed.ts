import type { Log } from '../app/log.ts'
import { type WorkspaceId, workspaceId } from '../domain/ids.ts'
import { type Clock, type Instant, SECOND } from '../domain/time/time.ts'
import type { Installation, InstallationStore } from '../store/installations.ts'
import type { LookOver } from '../store/look-over.ts'
import { lackingAmong } from './oauth/scopes.ts'
import { type Served, type Serving, teamServed } from './serving.ts'
import { isOfOrganisation } from './serving-organisation.ts'
import { promptClient } from './web-api/client.ts'

/** What another process changed is noticed within this time; what this one changed, at once. */
const KEPT_FOR = 5 * SECOND
/** Clients are small, but there may be many workspaces. */
const MOST_KEPT = 500

type Parts = {
  installations: InstallationStore
  lookOver: LookOver
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

  const asServed = (workspace: WorkspaceId, { team, enterprise, ...found }: Installation): Served => ({
    workspace,
    installation: found.id,
    organisation: { team: team ?? workspace, enterprise },
    botToken: found.botToken,
    botId: found.botId,
    botUserId: found.botUserId,
    lacking: lackingAmong(found.scopes),
    client: promptClient(found.botToken, parts.apiUrl, teamServed({ workspace, installation: found.id })),
  })

  /** With a token that lasts for a while. */
  const lasting = async (find: () => Promise<Installation | undefined>) => {
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

  const to = (workspace: WorkspaceId) =>
    looked.up(`to ${workspace}`, async () => {
      const found = await lasting(() => installations.of(workspace))
      return found && asServed(workspace, found)
    })

  return {
    to,
    from: (source) =>
      looked.up(`from ${source.team} ${source.enterprise}`, async () => {
        const found = await lasting(() => installations.serving(source))
        // What happens in a whole organisation names no team.
        const workspace = source.team ?? source.enterprise
        if (!found || workspace === null) return undefined
        const served = asServed(workspaceId(workspace), found)
        return (await isOfOrganisation(parts, served)) ? served : undefined
      }),
    allOf: async ({ team, enterprise }) => {
      const id = team ?? enterprise
      if (id === null) return []
      const served = await Promise.all((await lookOver.servedBy(id)).map(to))
      return served.filter((one) => one !== undefined)
    },
    teamsChanged: async (organisation, teams, are, at) => {
      for (const team of teams.map(workspaceId))
        await (are === 'granted' ? parts.admit : parts.retire)(team, organisation, at)
      looked.forget()
    },
    removed: async ({ installation }, at) => {
      await installations.forget(installation, at ?? clock.now())
      looked.forget()
    },
    forget: looked.forget,
  }
}

/** Keeps what was looked up for a while; a failed look is not kept. */
const recently = <Found>(clock: Clock) => {
  const kept = new Map<string, { until: Instant; found: Promise<Found> }>()
  let dropping: NodeJS.Timeout | undefined
  /** One timer for all: a process to which nothing more happens keeps no token and no client. */
  const dropLater = () => {
    if (dropping) return
    dropping = setTimeout(() => {
      dropping = undefined
      const now = clock.now()
      for (const [key, { until }] of kept) if (until <= now) kept.delete(key)
      if (kept.size > 0) dropLater()
    }, KEPT_FOR).unref()
  }
  return {
    up: (key: string, find: () => Promise<Found>): Promise<Found> => {
      const now = clock.now()
      const before = kept.get(key)
      // One that ends further ahead than it could was kept before the clock was set back.
      if (before && before.until > now && before.until <= now + KEPT_FOR) return before.found
      const found = find()
      kept.delete(key)
      kept.set(key, { until: now + KEPT_FOR, found })
      dropLater()
      // The oldest goes first.
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break
        kept.delete(oldest)
      }
      found.catch(() => kept.delete(key))
      return found
    },
    forget: () => kept.clear(),
  }
}
