import { expect, it } from 'vitest'
import { type MemberId, type SessionId, sessionId } from '../../src/domain/ids.ts'
import { busyIntervals } from '../../src/domain/sessions/session.ts'
import { DAY, HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { meetMember } from '../../src/store/members.ts'
import { findSession, insertSession, moveSession } from '../../src/store/sessions.ts'
import { isOverlap } from '../../src/store/sql/transaction.ts'
import { ownRows } from '../../src/store/sql/tx.ts'
import { anna, ben, cleo, dora } from '../service/scene.ts'
import { account, MONDAY_10_UTC, world } from '../support/world.ts'

const given = async () => {
  const { parts, workspace, intent } = await world([])
  const buffers = { beforeMinutes: 10, afterMinutes: 10 }
  await parts.inWorkspace(workspace, async (tx) => {
    for (const id of [anna, ben, cleo, dora]) await meetMember(tx, account(id), MONDAY_10_UTC)
  })
  const timeAt = (startsAt: number) => ({
    startsAt,
    endsAt: startsAt + 30 * MINUTE,
    busy: busyIntervals({ startsAt, endsAt: startsAt + 30 * MINUTE }, buffers),
  })
  const insert = async (mentor: MemberId, mentees: readonly MemberId[], startsAt: number) => {
    const id = sessionId(parts.nextId())
    await parts.inWorkspace(workspace, async (tx) =>
      insertSession(tx.behind(ownRows), {
        ...{ id, mentor, mentees, topic: '', location: '', bookedBy: mentor, suggestedBy: null },
        ...timeAt(startsAt),
        intent: intent(),
        bookedAt: MONDAY_10_UTC,
      }),
    )
    return id
  }
  const move = (id: SessionId, startsAt: number) =>
    parts.inWorkspace(workspace, async (tx) =>
      moveSession(tx.behind(ownRows), id, {
        ...timeAt(startsAt),
        ...{ location: '', movedBy: anna, movedAt: MONDAY_10_UTC },
      }),
    )
  const find = (id: SessionId) => parts.inWorkspace(workspace, (tx) => findSession(tx, id))
  return { insert, move, find }
}

const TUESDAY = MONDAY_10_UTC + DAY

it.each([[[]], [[ben]], [[ben, cleo, dora]]])(
  'a session is kept and moved with these mentees: %j',
  async (mentees) => {
    const { insert, move, find } = await given()
    const id = await insert(anna, mentees, TUESDAY)
    expect(await find(id)).toMatchObject({ mentor: anna, mentees, startsAt: TUESDAY })
    await move(id, TUESDAY + HOUR)
    expect(await find(id)).toMatchObject({ mentor: anna, mentees, startsAt: TUESDAY + HOUR, sequence: 1 })
  },
)

it('nobody who has a seat can be in another session then, but right before and after it', async () => {
  const { insert, move } = await given()
  const id = await insert(anna, [ben, cleo], TUESDAY)
  await expect(insert(dora, [cleo], TUESDAY + 29 * MINUTE)).rejects.toSatisfy(isOverlap)
  await insert(dora, [cleo], TUESDAY + 40 * MINUTE)
  await expect(move(id, TUESDAY + 20 * MINUTE)).rejects.toSatisfy(isOverlap)
})
