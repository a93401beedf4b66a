import {
  type Availability,
  type AvailabilityFault,
  checkAvailability,
} from '../../domain/availability/availability.ts'
import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import type { Clock, Instant, Interval, PlainDate } from '../../domain/time/time.ts'
import { dateIn } from '../../domain/time/wall-time.ts'
import { isZone, type Zone } from '../../domain/time/zone.ts'
import { findZones } from '../../domain/time/zone-names.ts'
import { availabilityOf, saveAvailability } from '../../store/availabilities.ts'
import { nextFreeSlot } from '../../store/reads/next-slot.ts'
import type { Act, Read } from '../act.ts'
import type { Refusal } from '../outcome.ts'
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

/** What the form asks of the clock alone. */
export const zonesAndDates = (clock: Clock) => ({
  /** Zones for what somebody typed into a search; `now` says how far from UTC they are. */
  zones: (typed: string, limit: number): { zones: readonly Zone[]; now: Instant } => ({
    zones: findZones(typed, limit),
    now: clock.now(),
  }),

  /** The date there; in UTC where there is no such zone. */
  today: (zone: string): PlainDate => dateIn(clock.now(), isZone(zone) ? zone : 'UTC'),
})

type Own = { workspace: WorkspaceId; actor: MemberId }

/** What the form begins with: in the zone of the member's Slack profile until they set it. */
export const ownAvailability = async (read: Read, { actor }: Own): Promise<OwnAvailability | Refusal> => {
  const unmet = await read.meet([actor])
  if (unmet) return unmet
  return read(async (tx) => ({
    outcome: 'availability',
    ...(await availabilityOf(tx, actor)),
    now: read.now(),
  }))
}

/**
 * Sets the whole of it. The member's row is locked as it is for every booking with them: a booking that is under way
 * ends before the change, one that comes after it is held to the new hours. Sessions that are booked stay.
 */
export const setAvailability = async (
  act: Act,
  { actor, draft }: Own & { draft: Availability },
): Promise<Saved | Faulty | Refusal> => {
  const faults = checkAvailability(draft)
  if (faults.length > 0) return { outcome: 'faulty', faults }
  return act({ members: [actor] }, async (tx): Promise<Saved> => {
    await tx.held
    const now = tx.now()
    saveAvailability(tx, actor, draft, now)
    tx.tell(homeNotices(actor))
    const nextSlot = await nextFreeSlot(tx, actor, draft, now)
    return { outcome: 'saved', availability: draft, nextSlot, now }
  })
}
