import {
  type Availability,
  type AvailabilityFault,
  checkAvailability,
} from '../../domain/availability/availability.ts'
import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { type FoundZones, findZones } from '../../domain/time/find-zones.ts'
import { dateIn } from '../../domain/time/local-time.ts'
import type { Clock, Instant, Interval, PlainDate } from '../../domain/time/time.ts'
import { isZone } from '../../domain/time/zone.ts'
import { availabilityOf, saveAvailability } from '../../store/availabilities.ts'
import { readInZoneSoon } from '../../store/calendar-sources.ts'
import { nextFreeSlot } from '../../store/reads/next-slot.ts'
import type { Act, Read } from '../act.ts'
import type { Calendars } from '../calendars/calendars.ts'
import { type OwnCalendars, ownCalendars } from '../calendars/own-calendars.ts'
import { homeNotices } from '../notices.ts'
import type { Refusal } from '../outcome.ts'
import { suggestionCards } from '../suggestions/cards.ts'

/** A member's availability, or the default; `now` is the time at which it was read. */
export type OwnAvailability = {
  outcome: 'availability'
  availability: Availability
  isSet: boolean
  calendars: OwnCalendars
  now: Instant
}

export type Saved = { outcome: 'saved'; availability: Availability; nextSlot: Interval | null; now: Instant }
/** Nothing was saved: every fault, each with its field. */
export type Faulty = { outcome: 'faulty'; faults: readonly AvailabilityFault[] }

/** What the form can work out from a clock alone. */
export const zonesAndDates = (clock: Clock) => ({
  /** The zones that match what was typed; `now` is the time at which to show their offsets from UTC. */
  zones: (typed: string, limit: number): FoundZones & { now: Instant } => {
    const now = clock.now()
    return { ...findZones(typed, limit, now), now }
  },

  /** Today's date there, or in UTC if there is no such zone. */
  today: (zone: string): PlainDate => dateIn(clock.now(), isZone(zone) ? zone : 'UTC'),
})

type Own = { workspace: WorkspaceId; actor: MemberId }

/** What the form begins with, in the zone of the member's Slack profile until they set one. */
export const ownAvailability =
  (calendars: Calendars | undefined) =>
  async (read: Read, { actor }: Own): Promise<OwnAvailability | Refusal> => {
    const unmet = await read.meet([actor])
    if (unmet) return unmet
    return read(async (tx) => {
      const [availability, own] = await Promise.all([
        availabilityOf(tx, actor),
        ownCalendars(tx, actor, calendars),
      ])
      return { outcome: 'availability', ...availability, calendars: own, now: read.now() }
    })
  }

/**
 * Replaces the whole availability. It locks the member's row, as every booking with them does: a booking under way ends
 * before the change, and a later one follows the new hours. Booked sessions stay.
 */
export const setAvailability = async (
  act: Act,
  { actor, draft }: Own & { draft: Availability },
): Promise<Saved | Faulty | Refusal> => {
  const faults = checkAvailability(draft)
  if (faults.length > 0) return { outcome: 'faulty', faults }
  return act({ members: [actor] }, async (tx): Promise<Saved> => {
    const [suggested] = await Promise.all([suggestionCards(tx, actor), tx.held])
    const now = tx.now()
    saveAvailability(tx, actor, draft, now)
    readInZoneSoon(tx, actor, draft.zone, now)
    tx.tell([...homeNotices(actor), ...suggested])
    const nextSlot = await nextFreeSlot(tx, actor, draft, now)
    return { outcome: 'saved', availability: draft, nextSlot, now }
  })
}
