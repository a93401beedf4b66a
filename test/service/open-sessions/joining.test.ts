import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { anna, ben, cleo, dora, nobodysSession } from '../scene.ts'
import { hosted, NEXT_TUESDAY } from './hosted.ts'

const WEEK = 7 * DAY
const refused = (reason: string) => expect.objectContaining({ outcome: 'refused', reason })

describe('joining', () => {
  it('tells the mentor and whoever joins, and nobody a second time', async () => {
    const { made, join, told, openHome } = await hosted()
    await openHome(anna, ben, cleo)
    const session = await made({ seats: 1, announcedIn: 'C1' })
    await told()
    await join(ben, session)
    expect(await told()).toEqual([
      'announcement UANNA',
      'calendar UBEN',
      'home UANNA',
      'home UBEN',
      'session UANNA',
      'session UBEN anew',
    ])
    await join(ben, session)
    expect(await told()).toEqual([])
    await join(cleo, session)
    expect(await told()).toEqual([
      'announcement UANNA',
      'home UANNA',
      'home UCLEO',
      'session UANNA',
      'session UCLEO anew',
    ])
    await join(cleo, session)
    expect(await told()).toEqual([])
  })

  it('confirms a seat that is held for the member', async () => {
    const { made, join, leave, clock, offer, statuses, standing } = await hosted()
    const session = await made({ seats: 1 })
    const offered = await offer(anna, cleo)
    for (const member of [ben, cleo]) await join(member, session)
    clock.set(NEXT_TUESDAY - 2 * HOUR)
    await leave(ben, session)
    expect(await standing(cleo, session)).toEqual({ is: 'held', until: NEXT_TUESDAY - HOUR })
    expect(await statuses(offered)).toEqual(['pending'])
    expect(await join(cleo, session)).toMatchObject({
      outcome: 'seated',
      accepted: { kind: 'offer', count: 1 },
    })
    expect(await standing(cleo, session)).toEqual({ is: 'seated', by: 'promoted' })
    expect(await statuses(offered)).toEqual(['accepted'])
  })

  it('after the seat was held too long is to begin again at the end of the line', async () => {
    const { made, join, leave, clock, seated, waiting, told, answer } = await hosted()
    const session = await made({ seats: 1 })
    for (const member of [ben, cleo, dora]) await join(member, session)
    clock.set(NEXT_TUESDAY - 2 * HOUR)
    await leave(ben, session)
    clock.advance(HOUR)
    await told()
    // The planner has not looked yet.
    expect(await join(cleo, session)).toMatchObject({ outcome: 'waiting', place: 1 })
    expect([await seated(session), await waiting(session)]).toEqual([[dora], [cleo]])
    expect(await told()).toEqual(['session UANNA', 'session UCLEO anew', 'session UDORA anew'])
    expect(await answer(cleo, session, 'yes')).toEqual(refused('not_found'))
  })

  it('is refused to a guest, to whom the workspace does not allow it, and with a mentor who became one', async () => {
    const { made, join, learn, seated, leave } = await hosted()
    const session = await made({ seats: 1 })
    await learn(ben, { isGuest: true })
    expect(await join(ben, session)).toEqual(refused('own_guest'))
    await join(cleo, session)
    await join(dora, session)
    await learn(anna, { isGuest: true })
    expect(await join(ben, session)).toEqual(refused('own_guest'))
    await leave(cleo, session)
    expect(await seated(session)).toEqual([])
    expect(await join(cleo, session)).toEqual(refused('guest'))
    await learn(anna, {})
    // Who waited comes first.
    expect(await join(cleo, session)).toMatchObject({ outcome: 'waiting', place: 1 })
    expect(await seated(session)).toEqual([dora])
  })

  it('while it is running takes a seat that is free, also for who waited in vain', async () => {
    const { made, join, leave, clock, seated, waiting, upkeep } = await hosted()
    const session = await made({ seats: 1 })
    for (const member of [ben, cleo]) await join(member, session)
    clock.set(NEXT_TUESDAY - 10 * MINUTE)
    await leave(ben, session)
    clock.set(NEXT_TUESDAY + MINUTE)
    await upkeep()
    expect([await seated(session), await waiting(session)]).toEqual([[], []])
    expect(await join(cleo, session)).toMatchObject({ outcome: 'seated' })
    expect(await join(dora, session)).toEqual(refused('begun'))
  })

  it('uses what somebody suggested to the member', async () => {
    const { made, join, services, workspace, intent, rows } = await hosted()
    const suggested = { mentor: anna, mentee: ben, to: 'mentee' as const, why: '', namesSuggester: true }
    await services.suggest({ workspace, actor: dora, ...suggested, intent: intent() })
    await join(ben, await made())
    expect(await rows('select used_by from suggestions')).toEqual([{ used_by: 'session' }])
  })
})

describe('joining all of a series', () => {
  it('takes what is free, and says which is not', async () => {
    const { host, joinAll, join, booked, clock } = await hosted()
    clock.set(NEXT_TUESDAY - 2 * DAY)
    const answer = await host({ seats: 1, repeats: { every: 'week', times: 4 } })
    const [first, second, third] = answer.outcome === 'hosted' ? answer.made.map(({ id }) => id) : []
    if (!first || !second || !third) throw new Error('not made')
    await join(cleo, second)
    const other = await booked({
      ...{ actor: dora, mentor: dora, mentee: ben, startsAt: NEXT_TUESDAY + 2 * WEEK, confirmed: true },
    })
    const all = {
      outcome: 'joined_all',
      each: [
        { startsAt: NEXT_TUESDAY, joined: { outcome: 'seated' } },
        { startsAt: NEXT_TUESDAY + WEEK, joined: { outcome: 'waiting', place: 1 } },
        { startsAt: NEXT_TUESDAY + 2 * WEEK, joined: { outcome: 'collides', with: { session: other.id } } },
        { startsAt: NEXT_TUESDAY + 3 * WEEK, joined: { outcome: 'seated' } },
      ],
    }
    expect(await joinAll(ben, third)).toMatchObject(all)
    expect(await joinAll(anna, third)).toMatchObject({
      each: all.each.map(() => ({ joined: { outcome: 'own' } })),
    })
    clock.set(NEXT_TUESDAY)
    expect(await joinAll(ben, first)).toMatchObject({ each: [{}, {}, { joined: { outcome: 'unchanged' } }] })
    clock.set(NEXT_TUESDAY + 3 * WEEK)
    expect(await joinAll(ben, first)).toEqual(refused('begun'))
  })

  it('names no session to which the member is not invited, and none at all to a stranger to it', async () => {
    const { host, joinAll, invite, clock } = await hosted()
    const answer = await host({ audience: 'invited', invited: [cleo], repeats: { every: 'week', times: 3 } })
    const [first, second] = answer.outcome === 'hosted' ? answer.made.map(({ id }) => id) : []
    if (!first || !second) throw new Error('not made')
    await invite(anna, second, ben)
    expect(await joinAll(ben, first)).toEqual(refused('not_found'))
    expect(await joinAll(ben, nobodysSession)).toEqual(refused('not_found'))
    expect(await joinAll(ben, second)).toMatchObject({ each: [{ startsAt: NEXT_TUESDAY + WEEK }] })
    expect(await joinAll(cleo, first)).toMatchObject({ each: [{}, {}, {}] })
    clock.set(NEXT_TUESDAY + 2 * WEEK)
    expect(await joinAll(dora, first)).toEqual(refused('not_found'))
    expect(await joinAll(ben, second)).toEqual(refused('begun'))
  })
})

describe('leaving', () => {
  it('twice is no error, and who never was in it learns nothing of it', async () => {
    const { made, join, leave, told, cancel } = await hosted()
    const session = await made({ audience: 'invited', invited: [ben, cleo], seats: 1 })
    await join(ben, session)
    await join(cleo, session)
    await told()
    expect(await leave(cleo, session)).toMatchObject({ outcome: 'left' })
    expect(await told()).toEqual(['session UANNA', 'session UCLEO'])
    expect(await leave(ben, session)).toMatchObject({ outcome: 'left' })
    expect(await told()).toEqual(['calendar UBEN', 'session UANNA', 'session UBEN'])
    expect(await leave(ben, session)).toMatchObject({ outcome: 'unchanged' })
    expect(await leave(cleo, session)).toMatchObject({ outcome: 'unchanged' })
    expect(await leave(dora, session)).toEqual(refused('not_found'))
    expect(await leave(anna, session)).toEqual(refused('not_found'))
    expect(await told()).toEqual([])
    await join(ben, session)
    await cancel(anna, session)
    expect(await leave(ben, session)).toEqual(refused('cancelled'))
    expect(await leave(dora, session)).toEqual(refused('not_found'))
  })

  it('moves up those who wait, whose messages say so', async () => {
    const { made, join, leave, told, standing } = await hosted(['UEVE', 'UFAY', 'UGUS'])
    const session = await made({ seats: 1 })
    const [eve, fay, gus] = (['UEVE', 'UFAY', 'UGUS'] as const).map((id) => id as typeof anna)
    if (!eve || !fay || !gus) throw new Error('nobody')
    for (const member of [ben, cleo, dora, eve, fay, gus]) await join(member, session)
    await told()
    await leave(dora, session)
    // Only the first three places are named.
    expect(await told()).toEqual(['session UANNA', 'session UDORA', 'session UEVE', 'session UFAY'])
    expect(await standing(fay, session)).toEqual({ is: 'waiting', place: 3, passedOver: false })
  })
})

describe('a held seat', () => {
  const held = async () => {
    const here = await hosted()
    const session = await here.made({ seats: 1 })
    for (const member of [ben, cleo, dora]) await here.join(member, session)
    here.clock.set(NEXT_TUESDAY - 2 * HOUR)
    await here.told()
    await here.leave(ben, session)
    return { ...here, session }
  }

  it('is asked about once, and nobody’s calendar has it yet', async () => {
    const { told } = await held()
    expect(await told()).toEqual([
      'calendar UBEN',
      'session UANNA',
      'session UBEN',
      'session UCLEO anew',
      'session UDORA',
    ])
  })

  it('is answered in time, too late, and twice', async () => {
    const { answer, session, clock, told, seated } = await held()
    await told()
    clock.advance(HOUR - 1)
    expect(await answer(cleo, session, 'yes')).toMatchObject({
      outcome: 'seated',
      session: { mentees: [cleo] },
    })
    expect(await told()).toEqual(['calendar UCLEO', 'session UANNA', 'session UCLEO'])
    expect(await answer(cleo, session, 'yes')).toMatchObject({ outcome: 'unchanged' })
    expect(await told()).toEqual([])
    expect(await answer(cleo, session, 'no')).toMatchObject({ outcome: 'left' })
    expect(await seated(session)).toEqual([dora])
    expect(await answer(cleo, session, 'no')).toMatchObject({ outcome: 'unchanged' })
    expect(await answer(cleo, session, 'yes')).toEqual({ outcome: 'lapsed' })
    clock.advance(HOUR)
    expect(await answer(dora, session, 'yes')).toEqual({ outcome: 'lapsed' })
    expect(await answer(anna, session, 'yes')).toEqual(refused('not_found'))
  })

  it('cannot be confirmed by somebody who became a guest, nor once it is cancelled', async () => {
    const { answer, session, learn, cancel } = await held()
    await learn(cleo, { isGuest: true })
    expect(await answer(cleo, session, 'yes')).toEqual(refused('own_guest'))
    await learn(cleo, {})
    await cancel(anna, session)
    expect(await answer(cleo, session, 'yes')).toEqual(refused('cancelled'))
  })

  it('takes the member’s time while it is held, and no longer', async () => {
    const { book, session, answer, booked } = await held()
    const booking = { actor: dora, mentor: dora, mentee: cleo, startsAt: NEXT_TUESDAY, confirmed: true }
    expect(await book(booking)).toMatchObject({ outcome: 'unavailable' })
    await answer(cleo, session, 'no')
    await answer(dora, session, 'no')
    await booked(booking)
  })
})
