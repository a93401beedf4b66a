import { describe, expect, it } from 'vitest'
import { memberId } from '../../src/domain/ids.ts'
import { HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { type Account, findMembers } from '../../src/store/members.ts'
import { meetingWith } from '../support/meeting-with.ts'
import { account } from '../support/world.ts'
import { anna, ben, type Scene, scene } from './scene.ts'

const known = async ({ parts, workspace }: Scene, member = anna) =>
  (await parts.inWorkspace(workspace, (tx) => findMembers(tx, [member]))).get(member)

/** Anna with a session ahead, and what is heard of her. */
const scheduled = async () => {
  const here = await scene()
  await here.booked({ actor: ben, mentor: anna, mentee: ben })
  const start = here.clock.now()
  const of = (changes: Partial<Account>): Account => account(anna, changes)
  const sessions = async () =>
    (await here.rows('select status from sessions where workspace_id = :workspace')).map(
      ({ status }) => status,
    )
  here.clock.advance(10 * MINUTE)
  return { here, start, of, sessions }
}

describe('of two pieces of news about a member', () => {
  it('the one that Slack dates later stays, in whatever order they come', async () => {
    const { here, start, of, sessions } = await scheduled()
    const { services, workspace } = here
    await services.learn({
      workspace,
      account: of({ name: 'back', updatedAt: start + 2 * MINUTE }),
      seenAt: start + 2 * MINUTE,
    })
    const left = of({ isDeactivated: true, updatedAt: start + MINUTE })
    // A late delivery, and one that claims to be heard just now.
    await services.learn({ workspace, account: left, seenAt: start + MINUTE })
    await services.learn({ workspace, account: left, seenAt: here.clock.now() })
    expect(await known(here)).toMatchObject({ name: 'back', isDeactivated: false })
    expect(await sessions()).toEqual(['scheduled'])
  })

  it('an older one does not undo a deactivation', async () => {
    const { here, start, of } = await scheduled()
    const { services, workspace } = here
    await services.learn({
      workspace,
      account: of({ isDeactivated: true, updatedAt: start + 2 * MINUTE }),
      seenAt: start + 2 * MINUTE,
    })
    await services.learn({
      workspace,
      account: of({ updatedAt: start + MINUTE }),
      seenAt: start + 5 * MINUTE,
    })
    expect(await known(here)).toMatchObject({ isDeactivated: true })
  })

  it('the one about a later moment stays if Slack dates neither, or both alike', async () => {
    for (const date of [null, 1]) {
      const { here, start, of } = await scheduled()
      const { services, workspace } = here
      await services.learn({
        workspace,
        account: of({ name: 'second', updatedAt: date }),
        seenAt: start + 2 * MINUTE,
      })
      await services.learn({
        workspace,
        account: of({ name: 'first', updatedAt: date }),
        seenAt: start + MINUTE,
      })
      expect(await known(here)).toMatchObject({ name: 'second' })
      await services.learn({
        workspace,
        account: of({ name: 'third', updatedAt: date }),
        seenAt: start + 3 * MINUTE,
      })
      expect(await known(here)).toMatchObject({ name: 'third' })
    }
  })

  it.each([
    ['which Slack dates', 1, 2],
    ['which Slack does not date', null, null],
  ])(
    'an event that came after a question stays, since Slack’s answer counts as old as the question, %s',
    async (_says, before, after) => {
      const { here, start, of } = await scheduled()
      const { services, workspace, parts, clock } = here
      clock.advance(2 * HOUR)
      const meet = meetingWith(parts, async () => {
        clock.advance(MINUTE)
        await services.learn({
          workspace,
          account: of({ isDeactivated: true, updatedAt: after && start + after }),
          seenAt: clock.now(),
        })
        return of({ updatedAt: before && start + before })
      })
      expect(await meet(workspace, [anna])).toBeUndefined()
      expect(await known(here)).toMatchObject({ isDeactivated: true })
    },
  )

  it('an old answer saves another question just as a new one does', async () => {
    const { here, start, of } = await scheduled()
    const { services, workspace, parts, clock } = here
    await services.learn({
      workspace,
      account: of({ name: 'new', updatedAt: start + MINUTE }),
      seenAt: start + MINUTE,
    })
    clock.advance(2 * HOUR)
    let asked = 0
    const meet = meetingWith(parts, async () => {
      asked += 1
      return of({ name: 'old', updatedAt: start })
    })
    await meet(workspace, [anna])
    await meet(workspace, [anna])
    expect(asked).toBe(1)
    expect(await known(here)).toMatchObject({ name: 'new' })
  })
})

describe('somebody whom the app never met', () => {
  it('is not stored because of an event about them', async () => {
    const here = await scene()
    const before = await here.rowCounts()
    const unmet = memberId('UUNMET')
    await here.services.learn({ workspace: here.workspace, account: account(unmet), seenAt: null })
    await here.services.learn({
      workspace: here.workspace,
      account: account(unmet, { isDeactivated: true }),
      seenAt: here.clock.now(),
    })
    expect(await here.rowCounts()).toEqual(before)
  })
})
