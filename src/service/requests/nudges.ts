import { deliveryId, type MemberId, type WorkspaceId } from '../../domain/ids.ts'
import { MOST_COUNTED } from '../../domain/page.ts'
import { NUDGE_LAPSES_AFTER, nudgeMoment } from '../../domain/requests/nudge.ts'
import type { Request } from '../../domain/requests/request.ts'
import { dateIn } from '../../domain/time/local-time.ts'
import type { Instant } from '../../domain/time/time.ts'
import { enqueueOnce } from '../../store/deliveries.ts'
import type { Recording } from '../../store/delivery-queue.ts'
import { pendingFor, saveNudged, toBeNudged } from '../../store/nudges.ts'
import { ownRows } from '../../store/sql/tx.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Parts } from '../act.ts'

/** What waits for a member's answer; `latest` are the newest, at most `MOST_NAMED`. */
export type NudgeState = { pending: number; latest: readonly Request[] }

const MOST_NAMED = 3
/** Nudges receivers about requests that wait for their answer. The senders learn nothing of it. */
export const nudges = (parts: Parts) => ({
  /** Writes the nudges due by then, at most one per member and day in the member's zone. */
  plan: (workspace: WorkspaceId, until: Instant): Promise<void> =>
    parts.inWorkspace(workspace, async (tx) => {
      const now = parts.clock.now()
      const settings = await workspaceSettings(tx)
      if (settings.nudgeAfterDays.length === 0) return
      const members = await toBeNudged(tx, settings, { after: now - NUDGE_LAPSES_AFTER, until })
      const planned = members.flatMap(({ member, zone, working, dueAt, lastAt }) => {
        const runAt = nudgeMoment(Math.max(dueAt, now), lastAt, zone, working)
        if (runAt > until) return []
        return {
          id: deliveryId(parts.nextId()),
          notice: { kind: 'nudge' as const, to: member },
          onceKey: `nudge:${member}:${dateIn(runAt, zone)}`,
          runAt,
        }
      })
      await enqueueOnce(tx.behind(ownRows), planned, now)
    }),

  /** The last check before a nudge is sent. `later`: outside the member's day, or too soon after their last nudge. */
  check: (
    workspace: WorkspaceId,
    to: MemberId,
  ): Promise<NudgeState | { reason: string } | { later: Instant }> =>
    parts.inWorkspace(workspace, async (tx) => {
      const now = parts.clock.now()
      const span = { after: now - NUDGE_LAPSES_AFTER, until: now }
      const [due] = await toBeNudged(tx, await workspaceSettings(tx), span, to)
      if (!due) return { reason: 'nothing waits any more' }
      const moment = nudgeMoment(now, due.lastAt, due.zone, due.working)
      return moment > now ? { later: moment } : pendingFor(tx, to, MOST_NAMED, MOST_COUNTED)
    }),

  nudged:
    (to: MemberId): Recording =>
    (tx) =>
      saveNudged(tx, to, parts.clock.now()),
})

export type Nudges = ReturnType<typeof nudges>
