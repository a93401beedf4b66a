import type { Log } from '../app/log.ts'
import type { WorkspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { forgetInSteps } from '../store/forget-workspace.ts'
import { forgetInstallationOf } from '../store/installation-records.ts'
import type { InWorkspace } from '../store/sql/transaction.ts'
import { ownRows } from '../store/sql/tx.ts'
import { graceBegins, isGraceOver, markInstalled } from '../store/workspaces.ts'
import { oneByOne } from './one-by-one.ts'

/** Whether Slack still accepts the workspace's token; undefined if it gave no clear answer. */
export type IsInstalled = (workspace: WorkspaceId) => Promise<boolean | undefined>

type PurgeParts = {
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
  ({ inWorkspace, removed, isInstalled, log }: PurgeParts) =>
  async (now: Instant): Promise<void> => {
    const failing = { log, failed: 'a workspace that removed the app could not be deleted' }
    await oneByOne(failing, await removed(), async (workspace) => {
      if (!(await inWorkspace(workspace, (tx) => isGraceOver(tx, now)))) return
      switch (await isInstalled(workspace)) {
        case true:
          await inWorkspace(workspace, async (tx) => markInstalled(tx.behind(ownRows), now))
          log.warn(
            { workspace },
            'marked as uninstalled, but Slack still accepts its token: it is served again',
          )
          break
        case false: {
          const by = await inWorkspace(workspace, (tx) => graceBegins(tx, now))
          await forgetInSteps(inWorkspace, workspace, by)
          // It went when the app was removed, unless the process died in between.
          await inWorkspace(workspace, async (tx) => forgetInstallationOf(tx.behind(ownRows), by))
          log.info(
            { workspace },
            'the workspace removed the app and its grace period is over: its data is deleted',
          )
          break
        }
        default:
          log.warn({ workspace }, 'not deleted yet: Slack did not say whether the app is still installed')
      }
    })
  }
