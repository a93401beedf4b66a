import type { Log } from '../app/log.ts'
import type { WorkspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { forgetInSteps } from '../store/forget-workspace.ts'
import type { InWorkspace, statements } from '../store/sql/transaction.ts'
import { findUninstalled, graceBegins, markInstalled } from '../store/workspaces.ts'
import { oneByOne } from './one-by-one.ts'

/** Whether Slack still accepts the workspace's token; undefined if it gave no clear answer. */
export type IsInstalled = (workspace: WorkspaceId) => Promise<boolean | undefined>

type PurgeParts = {
  /** Runs statements across those workspaces. */
  across(workspaces: readonly WorkspaceId[]): ReturnType<typeof statements>
  inWorkspace: InWorkspace
  /** Which removed the app, and still have data. */
  removed(): Promise<readonly WorkspaceId[]>
  isInstalled: IsInstalled
  log: Log
}

/**
 * Deletes the data of workspaces that removed the app and whose grace period is over. It asks Slack first: otherwise
 * data of a workspace marked by mistake, or installed again, would be lost for good.
 */
export const purge =
  ({ across, inWorkspace, removed, isInstalled, log }: PurgeParts) =>
  async (now: Instant): Promise<void> => {
    const candidates = await removed()
    if (candidates.length === 0) return
    const rows = across(candidates)
    const failing = { log, failed: 'a workspace that removed the app could not be deleted' }
    await oneByOne(failing, await findUninstalled(rows, now), async (workspace) => {
      switch (await isInstalled(workspace)) {
        case true:
          await markInstalled(rows, workspace, now)
          log.warn(
            { workspace },
            'marked as uninstalled, but Slack still accepts its token: it is served again',
          )
          break
        case false:
          await forgetInSteps(inWorkspace, workspace, await graceBegins(rows, workspace, now))
          log.info(
            { workspace },
            'the workspace removed the app and its grace period is over: its data is deleted',
          )
          break
        default:
          log.warn({ workspace }, 'not deleted yet: Slack did not say whether the app is still installed')
      }
    })
  }
