import { outsideCalendar, stateOf } from '../../domain/calendars/outside-time.ts'
import type { MemberId } from '../../domain/ids.ts'
import type { Instant, Interval } from '../../domain/time/time.ts'
import { outsideTimes } from '../../store/outside-times.ts'
import type { Tx } from '../../store/sql/tx.ts'

/**
 * The mentor's own calendar says that they are busy at some of the times, of which it was not told yet. They are asked once,
 * as when they book a session: they know better.
 */
export type OwnCalendarBusy = { outcome: 'confirm'; busyAt: readonly Instant[] }

/** What the mentor's calendars say of a span, to be asked about the times of sessions in it. */
export const ownCalendar = async (
  tx: Tx,
  mentor: MemberId,
  span: Interval,
  now: Instant,
): Promise<(times: readonly Interval[]) => readonly Instant[]> => {
  const outside = (await outsideTimes(tx, [mentor], span, now)).get(mentor)
  if (!outside) return () => []
  const calendar = outsideCalendar(outside, span.start, span.end)
  return (times) =>
    times.filter(({ start, end }) => stateOf(calendar, start, end) === 'busy').map(({ start }) => start)
}

/** Unless the mentor was told of all of them. */
export const askAbout = (
  busyAt: readonly Instant[],
  told: readonly Instant[] = [],
): OwnCalendarBusy | undefined =>
  busyAt.every((at) => told.includes(at)) ? undefined : { outcome: 'confirm', busyAt }
