import { setTimeout as sleep } from 'node:timers/promises'
import { ASKED_AT_BOOKING } from '../../domain/calendars/reading.ts'
import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { SECOND } from '../../domain/time/time.ts'
import { type Concerned, sourcesConcerned } from '../../store/calendar-readings.ts'
import { lockWorkspace } from '../../store/workspaces.ts'
import { changeIn, type Parts } from '../act.ts'
import { type Asked, ask, keep, type Together, together } from './reading.ts'

/** Somebody waits for the answer, and Slack for three seconds. */
const WITHIN = 2 * SECOND

/** So many at once in this process: no rush of bookings needs more, and each may take megabytes. */
const MOST_AT_ONCE = 32
let beingAsked = 0

/** @returns undefined if it is not asked, or that failed */
const askAmongOthers = async (...asking: Parameters<typeof ask>): Promise<Asked | undefined> => {
  if (beingAsked >= MOST_AT_ONCE) return undefined
  beingAsked += 1
  try {
    return await ask(...asking)
  } catch {
    return undefined
  } finally {
    beingAsked -= 1
  }
}

/**
 * Asks the calendars of both sides that can be asked at any moment, all at once, before a session gets its time; outside
 * any transaction, since nobody may wait behind their locks. What they say is kept, so that the act decides by it. One that
 * does not answer in time leaves what was known, and its owner is among those who were not checked.
 * @returns whose calendars did not answer
 */
export const askNow =
  ({ receipt: _, ...parts }: Parts) =>
  async (workspace: WorkspaceId, concerned: Concerned): Promise<ReadonlySet<MemberId>> => {
    const { calendars } = parts
    const silent = new Set<MemberId>()
    if (!calendars) return silent
    const sources = await parts.inWorkspace(workspace, (tx) =>
      sourcesConcerned(tx, concerned, ASKED_AT_BOOKING),
    )
    const answer = async (group: Together) => {
      const asked = askAmongOthers(parts, calendars, workspace, group)
      const answered = await Promise.race([asked, sleep(WITHIN, undefined, { ref: false })])
      if (answered && answered.reading.state !== 'not_known')
        return changeIn(parts, workspace)(lockWorkspace, (tx) =>
          keep(tx, group, answered.reading, answered.at),
        )
      for (const { member } of group) silent.add(member)
    }
    await Promise.all(together(sources).map(answer))
    return silent
  }

export type AskNow = ReturnType<typeof askNow>
