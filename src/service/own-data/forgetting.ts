import type { WorkspaceId } from '../../domain/ids.ts'
import { DAY, MINUTE } from '../../domain/time/time.ts'
import { endForgetting, type Forgetting, forgettings, leftBefore } from '../../store/own-data/forgetting.ts'
import { sweep } from '../../store/own-data/traces.ts'
import { ownRows } from '../../store/sql/tx.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Parts } from '../act.ts'
import { forget } from './forget.ts'

/** Longer than any handler or delivery that began before goes on: then nothing new about them is written any more. */
const TRACES_AFTER = 2 * MINUTE

/** As many as are forgotten in one pass because they left; the next one follows within a minute. */
const MOST_AT_ONCE = 20

/** What happens to those who are forgotten without anybody's press. */
export const forgetting = (parts: Parts) => {
  const finish = async (workspace: WorkspaceId, { member, former, forgottenAt }: Forgetting) => {
    if (forgottenAt === null || forgottenAt + TRACES_AFTER > parts.clock.now()) return false
    await sweep(parts.inWorkspace, workspace, { member, former }, forgottenAt + TRACES_AFTER / 2)
    await parts.inWorkspace(workspace, async (tx) => endForgetting(tx.behind(ownRows), { member, former }))
    return true
  }
  return {
    /**
     * Goes on with what was begun, takes away the last traces of those who are forgotten, and forgets those whose accounts
     * have been gone for as long as the workspace keeps them. One that fails holds up no other, and is tried again.
     * @returns whether the last trace of somebody is gone now
     */
    plan: async (workspace: WorkspaceId, formerName: string): Promise<boolean> => {
      const [under, gone] = await parts.inWorkspace(workspace, async (tx) => {
        const { forgetAfterDays } = await workspaceSettings(tx)
        const before = parts.clock.now() - forgetAfterDays * DAY
        return Promise.all([forgettings(tx), leftBefore(tx, before, MOST_AT_ONCE)])
      })
      const unfinished = under.filter(({ forgottenAt }) => forgottenAt === null).map(({ member }) => member)
      const failures: unknown[] = []
      const attempt = <T>(work: () => Promise<T>) =>
        work().catch((error: unknown) => void failures.push(error))
      for (const actor of new Set([...unfinished, ...gone]))
        await attempt(async () => {
          while ((await forget(parts, { workspace, actor, formerName })).outcome === 'begun');
        })
      let isTraceless = false
      for (const one of under) isTraceless = (await attempt(() => finish(workspace, one))) || isTraceless
      if (failures.length > 0) throw failures[0]
      return isTraceless
    },
  }
}
