import {
  intent,
  type MemberId,
  type SessionId,
  sessionId,
  topicId,
  workspaceId,
} from '../../../src/domain/ids.ts'
import { DAY, HOUR } from '../../../src/domain/time/time.ts'
import type { Parts } from '../../../src/service/act.ts'
import type { Services } from '../../../src/service/services.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import { account, MONDAY_10_UTC } from '../../support/world.ts'

const workspace = workspaceId('T7')

/** A series set up, joined, left, added to, given more seats, changed, moved, shown in a channel, and cancelled. */
export const walkThroughOpenSessions = async (
  parts: Parts,
  use: Services,
  [mentor, first, second, third]: readonly [MemberId, MemberId, MemberId, MemberId],
): Promise<void> => {
  const by = (actor: MemberId) => ({ workspace, actor })
  const startsAt = MONDAY_10_UTC + 30 * DAY
  const topics = [topicId('topic3000')]
  const hosting = {
    ...{ ...by(mentor), title: 'Plans', description: '', topics, minutes: 30, seats: 1, startsAt },
    ...{ location: null, asks: true, fewest: 1, releaseHours: 2 },
    ...{ audience: 'everyone' as const, invited: [first, second], announcedIn: 'C1' },
  }
  const repeats = { every: 'week' as const, times: 2 }
  const hosted = await use.host({ ...hosting, intent: intent('a series'), repeats })
  const [made] = hosted.outcome === 'hosted' ? hosted.made : []
  if (!made) throw new Error('not set up')
  const session = made.id
  await use.host({ ...hosting, intent: intent('a series'), repeats })

  for (const actor of [first, second, third]) await use.join({ ...by(actor), session, note: 'Why?' })
  await use.joinAll({ ...by(third), session, note: '' })
  await use.putInvitationAside({ ...by(second), session, aside: true })
  await use.putInvitationAside({ ...by(second), session, aside: false })
  await seeOpenSessions(use, [mentor, first, second, third], session)
  await use.leave({ ...by(first), session })
  await use.answerSeat({ ...by(second), session, answer: 'yes' })
  await use.changeSeats({ ...by(mentor), session, seats: 3 })
  await use.add({ ...by(mentor), session, member: first })
  await use.invite({ ...by(mentor), session, members: [first, second, third] })

  const texts = { title: 'Better plans', description: 'Indexes', topics: [topicId('topic6')], location: '' }
  await use.editOpen({ ...by(mentor), session, ...texts })
  await use.moveOpen({ ...by(mentor), session, startsAt: startsAt + HOUR, minutes: 45 })
  await walkThroughItsChannel(parts, use, session)
  await walkThroughItsQuestions(use, mentor, session, startsAt + HOUR)

  await use.openSessions.plan(workspace)
  // Somebody who waits leaves the workspace, and comes back.
  await use.changeSeats({ ...by(mentor), session, seats: 3 })
  for (const isDeactivated of [true, false])
    await use.learn({ workspace, account: account(third, { isDeactivated }), seenAt: null })
  await use.cancelOpen({ ...by(mentor), session, which: 'all', reason: null })
}

/** Everything that shows one, or lists them. */
const seeOpenSessions = async (use: Services, members: readonly MemberId[], session: SessionId) => {
  const all = { topic: null, mentor: null }
  for (const actor of members) {
    const looking = { workspace, actor }
    await use.screens.aboutSession(workspace, session, actor)
    await use.screens.openSession(workspace, session, actor)
    await use.screens.openSessionsWithRoom(looking)
    await use.screens.lastHosted(looking)
    await use.screens.questions(looking, session)
    for (const filter of [
      all,
      { ...all, topic: topicId('topic3000') },
      { ...all, mentor: members[0] ?? actor },
    ])
      for (const from of [null, { after: sessionId('id000099999') }, { before: session }])
        await use.screens.openSessions(looking, filter, from)
  }
}

const walkThroughItsChannel = async ({ inWorkspace }: Parts, use: Services, session: SessionId) => {
  await use.announcing.state(workspace, session)
  await use.announcing.called(workspace, session)
  await use.announcing.failed(workspace, session, 'not_in_channel')
  const taken = use.announcing.taken(session, { ts: '1.1' })
  await inWorkspace(workspace, (tx) => taken(tx.behind(ownRows)))
}

const walkThroughItsQuestions = async (use: Services, to: MemberId, session: SessionId, startsAt: number) => {
  await use.questions.plan(workspace, MONDAY_10_UTC + 40 * DAY)
  const found = await use.questions.check(workspace, { to, session, startsAt })
  if ('reason' in found) throw new Error(found.reason)
}
