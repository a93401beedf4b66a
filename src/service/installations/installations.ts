import { deliveryId, type WorkspaceId, workspaceId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time/time.ts'
import { enqueueOnce } from '../../store/deliveries.ts'
import { forgetAllDisconnected } from '../../store/disconnected-calendars.ts'
import type { Installation, InstallationStore } from '../../store/installations.ts'
import { nameOrganiser, standingOf } from '../../store/organisers.ts'
import { recordChange } from '../../store/programme-changes.ts'
import { ownRows } from '../../store/sql/tx.ts'
import {
  admitWorkspace,
  lockWorkspace,
  retireWorkspace,
  saveWorkspace,
  serveBy,
} from '../../store/workspaces.ts'
import type { Parts } from '../act.ts'

/** What an organisation tells of its workspaces. */
export const access = ({ inWorkspace, clock }: Pick<Parts, 'inWorkspace' | 'clock'>) => ({
  /** Serves a workspace of that organisation from then on (null: now), unless it has an installation of its own. */
  admit: (workspace: WorkspaceId, organisation: string, at: Instant | null): Promise<void> =>
    inWorkspace(workspace, (tx) => admitWorkspace(tx, organisation, at ?? clock.now())),

  /** No longer serves a workspace, if that organisation's installation did. */
  retire: (workspace: WorkspaceId, organisation: string, at: Instant | null): Promise<void> =>
    inWorkspace(workspace, async (tx) => {
      const isRetired = await retireWorkspace(tx, organisation, at ?? clock.now())
      if (isRetired) forgetAllDisconnected(tx.behind(ownRows))
    }),
})

/** What happens when teams and organisations install the app, or let it into workspaces (spec 10-workspaces). */
export const installations = (
  { inWorkspace, clock, nextId }: Pick<Parts, 'inWorkspace' | 'clock' | 'nextId'>,
  store: InstallationStore,
) => ({
  /**
   * Keeps an installation and, if a team made it, the workspace that it serves; an organisation's serves those that Slack
   * names later. The same again changes nothing but the tokens.
   */
  keep: async (made: Installation, teamName: string | null): Promise<void> => {
    const now = clock.now()
    await store.save(made, now)
    if (made.team === null) return
    const workspace = workspaceId(made.team)
    await inWorkspace(workspace, async (tx) => {
      await saveWorkspace(tx, teamName ?? workspace, now)
      serveBy(tx.behind(ownRows), made.id, now)
    })
  },

  /**
   * Greets the member who installed it, once, and makes them the first organiser. Where there is one, nobody becomes another
   * by installing it again, which many workspaces allow every member. Not part of keeping it, which Slack's library also
   * does whenever a token is refreshed: somebody who was removed since stays removed.
   */
  welcome: async ({ team, installedBy }: Installation): Promise<void> => {
    if (team === null) return
    const now = clock.now()
    const greeting = {
      id: deliveryId(nextId()),
      notice: { kind: 'welcome' as const, to: installedBy },
      onceKey: `welcome:${installedBy}`,
      runAt: now,
    }
    await inWorkspace(workspaceId(team), async (tx) => {
      const locked = tx.behind(lockWorkspace)
      const { organisers } = await standingOf(tx, installedBy)
      if (organisers.length === 0) {
        nameOrganiser(locked, installedBy, now)
        recordChange(locked, nextId(), { kind: 'named', member: installedBy }, null, now)
      }
      await enqueueOnce(locked, [greeting], now)
    })
  },

  ...access({ inWorkspace, clock }),
})

export type Installations = ReturnType<typeof installations>
