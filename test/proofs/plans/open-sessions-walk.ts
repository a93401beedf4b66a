import { intent, type MemberId, topicId, workspaceId } from '../../../src/domain/ids.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import type { Services } from '../../../src/service/services.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'

const workspace = workspaceId('T7')

/** A series set up, joined, left, added to, given more seats, and cancelled. */
export const walkThroughOpenSessions = async (
  use: Services,
  [mentor, first, second, third]: readonly [MemberId, MemberId, MemberId, MemberId],
): Promise<void> => {
  const by = (actor: MemberId) => ({ workspace, actor })
  const hosting = {
    ...{
      ...by(mentor),
      title: 'Plans',
      description: '',
      topics: [topicId('topic3000')],
      minutes: 30,
      seats: 1,
    },
    ...{
      startsAt: MONDAY_10_UTC + 30 * DAY,
      location: null,
      invited: [first, second, third],
      announcedIn: null,
      asks: true,
    },
    ...{ fewest: 1, releaseHours: 2, intent: intent('a series') },
    repeats: { every: 'week' as const, times: 2 },
  }
  const hosted = await use.host({ ...hosting, audience: 'invited' })
  const [made] = hosted.outcome === 'hosted' ? hosted.made : []
  if (!made) throw new Error('not set up')
  const session = made.id
  for (const actor of [first, second, third]) await use.join({ ...by(actor), session, note: '' })
  await use.leave({ ...by(first), session })
  await use.answerSeat({ ...by(second), session, answer: 'yes' })
  await use.changeSeats({ ...by(mentor), session, seats: 3 })
  await use.add({ ...by(mentor), session, member: first })
  await use.openSessions.plan(workspace)
  await use.cancelOpen({ ...by(mentor), session, which: 'all', reason: null })
}
