import { uidOf } from '../../domain/sessions/session.ts'
import { type Delivers, skipped } from './delivering.ts'

/**
 * Takes sessions ahead out of a calendar that its owner disconnected; each call can be repeated (`WriteEvent`). Then what
 * it took is forgotten: once that is done, or the calendar refuses, or the time for it is over. Events that may have been
 * left behind are told of, once.
 */
export const disconnection: Delivers<'disconnection'> = async (
  { heldLane, writing, clock, step },
  delivery,
  { to, source, until },
) => {
  const { workspace } = delivery
  const calendar = await step('read', () => writing.disconnected(workspace, source))
  if (!calendar) return skipped('nothing is kept of that calendar')
  const { kind, isHere } = calendar
  const givenUp = {
    outcome: 'sent',
    recording: writing.forgetting(calendar, to, isHere ? [{ kind: 'leftovers', to, provider: kind }] : []),
  } as const
  const isLate = clock.now() >= until
  if (isLate && delivery.tries > 0) return givenUp
  for (const session of calendar.sessions) {
    // Not by the name of the provider: where it limits us, that may last for longer than there is time.
    await heldLane.beforeCall('disconnection')
    const remove = uidOf({ id: session })
    const done = await step('write event', () => writing.write(workspace, { source: calendar }, { remove }))
    if (!('fault' in done)) {
      await step('keep event', () => writing.takenOut({ workspace, session, member: to }, source))
      continue
    }
    const { fault, after } = done
    if (isLate || fault === 'revoked' || fault === 'forbidden') return givenUp
    const reason = `the calendar: ${fault}`
    return {
      ...{ outcome: 'retry', reason },
      ...(after !== undefined && { until: Math.min(clock.now() + after, until) }),
    }
  }
  return { outcome: 'sent', recording: writing.forgetting({ id: source, sessions: [] }, to) }
}
