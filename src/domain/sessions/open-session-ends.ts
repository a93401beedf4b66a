import { DAY, HOUR, type Instant, MINUTE } from '../time/time.ts'
import type { OpenSession, Seat, Wait } from './open-session.ts'

/** How long before the start it is looked whether enough have a seat. */
const COUNTED_BEFORE = DAY

/** How often a free seat is offered again to those who had another session at that time. */
const LOOK_AGAIN = 15 * MINUTE

type Terms = Pick<OpenSession, 'fewest' | 'releaseHours'>

/**
 * When the app looks whether to cancel a session that starts then: once whether enough have a seat, and from that time on
 * whether anybody has. Null for a look that was not asked for, or whose time had passed when the session got its time.
 */
export const endsAsOf = (startsAt: Instant, { fewest, releaseHours }: Terms, now: Instant) => {
  const ahead = (at: Instant) => (at > now ? at : null)
  return {
    countAt: fewest === null ? null : ahead(startsAt - COUNTED_BEFORE),
    releaseAt: releaseHours === null ? null : ahead(startsAt - releaseHours * HOUR),
  }
}

type Ending = Pick<OpenSession, 'countAt' | 'releaseAt' | 'announcedIn'> & {
  session: Pick<OpenSession['session'], 'startsAt' | 'endsAt' | 'seats'>
}

/** Whether the app cancels it now: nobody has a seat by the time the mentor named, or too few have a day before. */
export const endsBecause = (
  { session, fewest, countAt, releaseAt }: Pick<OpenSession, 'session' | 'fewest' | 'countAt' | 'releaseAt'>,
  taken: number,
  now: Instant,
): 'released' | 'too_few' | null => {
  if (session.startsAt <= now) return null
  if (releaseAt !== null && releaseAt <= now && taken === 0) return 'released'
  return countAt !== null && countAt <= now && taken < (fewest ?? 0) ? 'too_few' : null
}

/**
 * When the app has to look at it next, although nobody acts on it; null if never. A message in a channel also changes when
 * the session begins and when it ends.
 */
export const nextLook = (
  { session, countAt, releaseAt, announcedIn }: Ending,
  { seats, waits }: { seats: readonly Seat[]; waits: readonly Wait[] },
  now: Instant,
): Instant | null => {
  const { startsAt, endsAt } = session
  const isFree = seats.length < session.seats.total
  const before = [
    countAt,
    seats.length === 0 ? releaseAt : null,
    ...seats.map(({ heldUntil }) => heldUntil),
    isFree && waits.length > 0 ? now + LOOK_AGAIN : null,
  ]
  const looks = [
    ...before.flatMap((at) => (at !== null && now < startsAt && at < startsAt ? [at] : [])),
    ...(announcedIn === null ? [] : [startsAt, endsAt].filter((at) => at > now)),
  ]
  return looks.length === 0 ? null : Math.min(...looks)
}
