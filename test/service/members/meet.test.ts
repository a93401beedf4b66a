import { describe, expect, it } from 'vitest'
import type { MemberId } from '../../../src/domain/ids.ts'
import { HOUR } from '../../../src/domain/time/time.ts'
import type { FetchAccount } from '../../../src/service/members/meet.ts'
import { findMembers } from '../../../src/store/members.ts'
import { meetingWith } from '../../support/meeting-with.ts'
import { account } from '../../support/world.ts'
import { anna, ben, scene } from '../scene.ts'

/** A Slack that answers each question in turn; the app asks it about members whom it does not know well enough. */
const asking = async (answer: Awaited<ReturnType<FetchAccount>>) => {
  const { parts, workspace, clock } = await scene()
  const asked: MemberId[] = []
  const fetch: FetchAccount = async (_workspace, member) => {
    asked.push(member)
    return answer
  }
  const nameOf = async (member: MemberId) =>
    parts.inWorkspace(workspace, async (tx) => (await findMembers(tx, [member])).get(member)?.name)
  return { meet: meetingWith(parts, fetch), workspace, clock, asked, nameOf }
}

const stranger = account('UNEW')

describe('about a member whom it meets, the app', () => {
  it('asks Slack nothing for an hour', async () => {
    const { meet, workspace, clock, asked } = await asking('unavailable')
    clock.advance(HOUR - 1)
    expect(await meet(workspace, [anna, ben])).toBeUndefined()
    expect(asked).toEqual([])
  })

  it('asks Slack once after that, and keeps the answer', async () => {
    const { meet, workspace, clock, asked, nameOf } = await asking({ ...account(anna), name: 'Anna Anew' })
    clock.advance(HOUR)
    expect(await meet(workspace, [anna, anna])).toBeUndefined()
    expect(asked).toEqual([anna])
    expect(await nameOf(anna)).toBe('Anna Anew')
    expect(await meet(workspace, [anna])).toBeUndefined()
    expect(asked).toEqual([anna])
  })

  it('asks Slack the first time', async () => {
    const { meet, workspace, asked, nameOf } = await asking(stranger)
    expect(await meet(workspace, [anna, stranger.id])).toBeUndefined()
    expect(asked).toEqual([stranger.id])
    expect(await nameOf(stranger.id)).toBe(stranger.name)
  })

  it.each([
    ['unknown', 'unknown_member'],
    ['unavailable', 'slack_unavailable'],
  ] as const)(
    'does without an answer if Slack says "%s" and it has met them before',
    async (answer, reason) => {
      const { meet, workspace, clock } = await asking(answer)
      clock.advance(HOUR)
      expect(await meet(workspace, [anna, ben])).toBeUndefined()
      expect(await meet(workspace, [anna, stranger.id])).toEqual({
        ...{ outcome: 'refused', reason },
        member: stranger.id,
      })
    },
  )
})
