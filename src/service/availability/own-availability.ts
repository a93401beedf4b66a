import {
  type Availability,
  type AvailabilityFault,
  checkAvailability,
} from '../../domain/availability/availability.ts'
import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import type { Instant, Interval, PlainDate } from '../../domain/time/time.ts'
import { dateIn } from '../../domain/time/wall-time.ts'
import { isZone, type Zone } from '../../domain/time/zone.ts'
import { findZones } from '../../domain/time/zone-names.ts'
import { availabilityOf, saveAvailability } from '../../store/availabilities.ts'
import { lockMembers } from '../../store/members.ts'
import { nextFreeSlot } from '../../store/reads/next-slot.ts'
import { act, type Parts, tell } from '../act.ts'
import type { Directory } from '../members/meet.ts'
import { type Refusal, refuse, refuseGone } from '../outcome.ts'
import { homeNotices } from '../requests/accept.ts'

/** A member's availability as it is now, or the default; `now` is the moment of looking. */
export type OwnAvailability = {
  outcome: 'availability'
  availability: Availability
  isSet: boolean
  now: Instant
}

export type Saved = { outcome: 'saved'; availability: Availability; nextSlot: Interval | null; now: Instant }
/** Nothing was saved: everything that is wrong, each at its field. */
export type Faulty = { outcome: 'faulty'; faults: readonly AvailabilityFault[] }

export const availability = (parts: Parts, directory: Directory) => ({
  /** Zones for what somebody typed into a search; `now` says how far from UTC they are. */
  zones: (typed: string, limit: number): { zones: readonly Zone[]; now: Instant } => ({
    zones: findZones(typed, limit),
    now: parts.clock.now(),
  }),

  /** The date there; in UTC where there is no such zone. */
  today: (zone: string): PlainDate => dateIn(parts.clock.now(), isZone(zone) ? zone : 'UTC'),

  /** What the form begins with: in the zone of the member's Slack profile until they set it. */
  own: async (workspace: WorkspaceId, actor: MemberId): Promise<OwnAvailability | Refusal> => {
    const unmet = await directory.meet(workspace, [actor])
    if (unmet) return unmet
    return parts.inWorkspace(workspace, async (tx) => ({
      outcome: 'availability',
      ...(await availabilityOf(tx, actor)),
      now: parts.clock.now(),
    }))
  },

  /**
   * Sets the whole of it. The member's row is locked as it is for every booking with them: a booking that is under way
   * ends before the change, one that comes after it is held to the new hours. Sessions that are booked stay.
   */
  save: async (
    workspace: WorkspaceId,
    actor: MemberId,
    draft: Availability,
  ): Promise<Saved | Faulty | Refusal> => {
    const faults = checkAvailability(draft)
    if (faults.length > 0) return { outcome: 'faulty', faults }
    const unmet = await directory.meet(workspace, [actor])
    if (unmet) return unmet
    return act(parts, workspace, async (tx) => {
      const now = parts.clock.now()
      const member = (await lockMembers(tx, [actor])).get(actor)
      if (!member) return refuse({ reason: 'unknown_member', member: actor })
      const gone = refuseGone(member)
      if (gone) return gone
      saveAvailability(tx, actor, draft, now)
      tell(parts, tx, homeNotices(actor))
      const nextSlot = await nextFreeSlot(tx, actor, draft, now)
      return { outcome: 'saved', availability: draft, nextSlot, now }
    })
  },
})
