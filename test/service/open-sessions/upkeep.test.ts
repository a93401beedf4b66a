import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { lockMembers } from '../../../src/store/members.ts'
import { setLooks } from '../../../src/store/open-session-looks.ts'
import { anna, ben, cleo, dora } from '../scene.ts'
import { hosted, NEXT_TUESDAY } from './hosted.ts'

describe('after a time in which nothing ran', () => {
  it('held seats that lapsed go on if there is still time, and else end without a message', async () => {
    const { made, join, leave, clock, upkeep, told, standing } = await hosted()
    const session = await made({ seats: 1 })
    for (const member of [ben, cleo, dora]) await join(member, session)
    clock.set(NEXT_TUESDAY - 2 * HOUR)
    await leave(ben, session)
    await told()
    clock.set(NEXT_TUESDAY - 10 * MINUTE)
    await upkeep()
    expect(await told()).toEqual(['session UANNA', 'session UCLEO anew', 'session UDORA anew'])
    expect(await standing(dora, session)).toEqual({ is: 'held', until: NEXT_TUESDAY - 5 * MINUTE })
    clock.set(NEXT_TUESDAY + DAY)
    await upkeep()
    expect(await told()).toEqual(['session UANNA', 'session UDORA'])
    expect(await standing(dora, session)).toEqual({ is: 'gone', because: 'lapsed' })
    await upkeep()
    expect(await told()).toEqual([])
  })

  it('too few are still too few until it begins, and nothing is cancelled afterwards', async () => {
    const { made, clock, upkeep, rows, nextLook } = await hosted()
    const late = await made({ fewest: 2 })
    const begun = await made({ fewest: 2, startsAt: NEXT_TUESDAY - 2 * HOUR })
    clock.set(NEXT_TUESDAY - HOUR)
    await upkeep()
    const ended = await rows('select session_id, ended_because from open_sessions')
    expect(Object.fromEntries(ended.map((row) => [row.session_id, row.ended_because]))).toEqual({
      [late]: 'too_few',
      [begun]: null,
    })
    expect([await nextLook(late), await nextLook(begun)]).toEqual([null, null])
  })
})

it('what is set up when its time to be freed has passed is never freed', async () => {
  const { made, clock, upkeep, rows } = await hosted()
  clock.set(NEXT_TUESDAY - HOUR)
  await made({ releaseHours: 2 })
  clock.set(NEXT_TUESDAY - MINUTE)
  await upkeep()
  expect(await rows('select status from sessions')).toEqual([{ status: 'scheduled' }])
})

it('who was passed over gets the seat once nothing hinders them, and is told once of each', async () => {
  const { made, join, leave, booked, services, workspace, upkeep, clock, told, seated } = await hosted([
    'UEVE',
  ])
  const session = await made({ seats: 1 })
  await join(ben, session)
  await join(cleo, session)
  const other = await booked({ actor: cleo, mentor: dora, mentee: cleo, startsAt: NEXT_TUESDAY })
  await leave(ben, session)
  await told()
  clock.advance(15 * MINUTE)
  await upkeep()
  expect(await told()).toEqual([])
  await services.cancel({ workspace, actor: cleo, session: other.id, reason: null })
  await told()
  clock.advance(15 * MINUTE)
  await upkeep()
  expect(await told()).toEqual(['calendar UCLEO', 'session UANNA', 'session UCLEO anew'])
  expect(await seated(session)).toEqual([cleo])
})

it('keeps the message and calendar file of who had a seat and is passed over for the next', async () => {
  const { made, join, leave, booked, rows, waiting } = await hosted()
  const session = await made({ seats: 1 })
  await join(cleo, session)
  await rows(`update session_members set channel_id = 'D1', message_ts = '1.0', calendar_file_id = 'F1',
    calendar_sequence = 0 where member_id = 'UCLEO'`)
  await leave(cleo, session)
  await join(ben, session)
  await join(cleo, session)
  await booked({ actor: cleo, mentor: dora, mentee: cleo, startsAt: NEXT_TUESDAY })
  await leave(ben, session)
  expect(await waiting(session)).toEqual([cleo])
  expect(
    await rows(`select message_ts, calendar_file_id from session_members
      where member_id = 'UCLEO' and left_at is not null`),
  ).toEqual([{ message_ts: '1.0', calendar_file_id: 'F1' }])
})

describe('people who leave the workspace', () => {
  it('give up what they have, whose mentors and followers are told, and read it when they come back', async () => {
    const { made, join, learn, told, openHome, rows, standing, upkeep } = await hosted()
    await openHome(anna, cleo)
    const session = await made({ seats: 1 })
    for (const member of [ben, cleo, dora]) await join(member, session)
    await rows(`update session_members set channel_id = 'D1', message_ts = '1.0' where role = 'mentee'`)
    await rows(`update open_session_members set channel_id = 'D2', message_ts = '1.0'`)
    await told()
    await learn(cleo, { isDeactivated: true })
    expect(await told()).toEqual(['home UANNA', 'session UANNA', 'session UDORA'])
    await learn(cleo, {})
    expect(await told()).toContain('session UCLEO')
    expect(await standing(cleo, session)).toEqual({ is: 'none' })
    await learn(ben, { isDeactivated: true })
    await upkeep()
    await told()
    await learn(ben, {})
    expect(await told()).toEqual(['calendar UBEN', 'session UBEN'])
    expect(await standing(ben, session)).toEqual({ is: 'gone', because: 'departed' })
    expect(await standing(dora, session)).toEqual({ is: 'seated', by: 'promoted' })
  })

  it('cancel what they set up, and find it cancelled', async () => {
    const { made, join, learn, told, rows, nextLook } = await hosted()
    const session = await made({ releaseHours: 2 })
    await join(ben, session)
    await rows(`update session_members set channel_id = 'D1', message_ts = '1.0'`)
    await told()
    await learn(anna, { isDeactivated: true })
    expect(await told()).toEqual(['calendar UBEN', 'session UBEN anew'])
    expect(await nextLook(session)).toBe(null)
    await learn(anna, {})
    expect(await told()).toEqual(['calendar UANNA', 'session UANNA'])
  })
})

describe('a look', () => {
  it('is not lost if it is asked for while an act reads', async () => {
    const { made, join, leave, learn, parts, workspace, nextLook, services, clock, upkeep, seated } =
      await hosted()
    const session = await made({ seats: 2 })
    for (const member of [ben, cleo, dora]) await join(member, session)
    // Ben's account goes right after the act of the mentor has read who has a seat.
    await learn(ben, { isDeactivated: true })
    expect(await nextLook(session)).toBe(clock.now())
    await parts.inWorkspace(workspace, (tx) => {
      const change = tx.behind((own) => lockMembers(own, [anna]))
      setLooks(change, session, { countAt: null, releaseAt: null, lookAt: null, before: null })
      return change.held
    })
    expect(await nextLook(session)).toBe(clock.now())
    await upkeep()
    expect(await seated(session)).toEqual([cleo, dora])
    expect(await nextLook(session)).toBe(null)
    await leave(cleo, session)
    await services.openSessions.plan(workspace)
  })
})

describe('what they would like to talk about', () => {
  it('is collected an hour before, for the mentor alone, once for each time that it was given', async () => {
    const { made, join, leave, move, services, workspace, clock, told } = await hosted()
    const session = await made({ seats: 1 })
    await made({ startsAt: NEXT_TUESDAY + 2 * HOUR, asks: false })
    await join(ben, session, 'Why?')
    await join(cleo, session, 'How?')
    const check = (startsAt = NEXT_TUESDAY) =>
      services.questions.check(workspace, { to: anna, session, startsAt })
    const plan = () => services.questions.plan(workspace, clock.now() + MINUTE)
    clock.set(NEXT_TUESDAY - HOUR - 2 * MINUTE)
    await told()
    await plan()
    expect(await told()).toEqual([])
    clock.advance(MINUTE)
    await plan()
    await plan()
    expect(await told()).toEqual(['questions UANNA'])
    // Cleo waits, and is not there.
    expect(await check()).toMatchObject({ questions: [{ id: ben, note: 'Why?' }] })
    await leave(ben, session)
    expect(await check()).toEqual({ reason: 'nobody wrote anything' })
    await move(anna, session, NEXT_TUESDAY + HOUR)
    expect(await check()).toEqual({ reason: 'the session has another time' })
    await services.cancelOpen({ workspace, actor: anna, session, which: 'one', reason: null })
    expect(await check(NEXT_TUESDAY + HOUR)).toEqual({ reason: 'the session was cancelled' })
    expect(await services.screens.questions({ workspace, actor: ben }, session)).toEqual([])
  })
})

describe('a series that is shown in a channel', () => {
  const series = async () => {
    const here = await hosted()
    const answer = await here.host({ announcedIn: 'C1', repeats: { every: 'week', times: 3 } })
    const ids = answer.outcome === 'hosted' ? answer.made.map(({ id }) => id) : []
    const [first, second, third] = ids
    if (!first || !second || !third) throw new Error('not made')
    const posted = (session: typeof first) =>
      here.rows(`update open_sessions set message_ts = '1.0' where session_id = '${session}'`)
    const announced = async () =>
      (await here.rows(`delete from deliveries where workspace_id = :workspace returning notice`)).flatMap(
        ({ notice }) => {
          const { kind, session, announce } = notice as { kind: string; session: string; announce: boolean }
          return kind === 'announcement' && announce ? [ids.indexOf(session as typeof first)] : []
        },
      )
    return { ...here, first, second, third, posted, announced }
  }

  it('is shown one after the other, each once the one before has ended', async () => {
    const { first, second, posted, announced, clock, upkeep } = await series()
    expect(await announced()).toEqual([0])
    await posted(first)
    clock.set(NEXT_TUESDAY)
    await upkeep()
    expect(await announced()).toEqual([])
    clock.advance(HOUR)
    await upkeep()
    await upkeep()
    expect(await announced()).toEqual([1])
    await posted(second)
    clock.set(NEXT_TUESDAY + 8 * DAY)
    await upkeep()
    expect(await announced()).toEqual([2])
  })

  it('goes on when one is cancelled, and not when all are', async () => {
    const one = await series()
    await one.posted(one.first)
    await one.announced()
    await one.cancel(anna, one.first)
    expect(await one.announced()).toEqual([1])
    const all = await series()
    await all.posted(all.first)
    await all.announced()
    await all.cancel(anna, all.first, 'all')
    expect(await all.announced()).toEqual([])
  })

  it('is not shown at all if only those invited may join', async () => {
    const { made, rows, told } = await hosted()
    await made({ audience: 'invited', invited: [ben], announcedIn: 'C1' })
    expect(await rows('select announced_in from open_sessions')).toEqual([{ announced_in: null }])
    expect(await told()).not.toContain('announcement UANNA anew')
  })
})
