import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { account } from '../../support/world.ts'
import { anna, ben, cleo, dora } from '../scene.ts'
import { hosted, NEXT_TUESDAY } from './hosted.ts'

const refused = (reason: string) => expect.objectContaining({ outcome: 'refused', reason })

describe('an open session whose texts are edited', () => {
  it('changes on everybody’s message, bothers nobody, and does so once', async () => {
    const { made, join, leave, edit, told, invite } = await hosted(['UEVE'])
    const session = await made({ seats: 1, announcedIn: 'C1' })
    await invite(anna, session, account('UEVE').id)
    for (const member of [ben, cleo, dora]) await join(member, session)
    await leave(dora, session)
    await told()
    expect(await edit(anna, session, { title: ' Better plans ' })).toEqual({ outcome: 'edited' })
    expect(await told()).toEqual([
      'announcement UANNA',
      'calendar UANNA',
      'calendar UBEN',
      ...['UANNA', 'UBEN', 'UCLEO', 'UDORA', 'UEVE'].map((member) => `session ${member}`),
    ])
    expect(await edit(anna, session, { title: 'Better plans' })).toEqual({ outcome: 'unchanged' })
    expect(await edit(ben, session)).toEqual(refused('not_found'))
    expect(await told()).toEqual([])
  })

  it('is announced again if its channel did not take it, though nothing else changed', async () => {
    const { made, edit, services, workspace, told } = await hosted()
    const session = await made({ announcedIn: 'C1' })
    await services.announcing.failed(workspace, session, 'not_in_channel')
    await told()
    expect(await edit(anna, session)).toEqual({ outcome: 'edited' })
    expect(await told()).toEqual(['announcement UANNA anew'])
  })

  it('is held to its limits, and to the time before it begins', async () => {
    const { made, edit, clock } = await hosted()
    const session = await made()
    expect(await edit(anna, session, { title: ' ' })).toMatchObject({ fault: 'empty', field: 'title' })
    expect(await edit(anna, session, { description: 'x'.repeat(1001) })).toMatchObject({
      field: 'description',
    })
    expect(await edit(anna, session, { location: 'x'.repeat(1001) })).toEqual(refused('location_too_long'))
    clock.set(NEXT_TUESDAY)
    expect(await edit(anna, session)).toEqual(refused('begun'))
  })
})

describe('an open session that is moved', () => {
  it('tells all who are in it, takes the seat of who has another session then, and gives it on', async () => {
    const { made, join, move, booked, told, seated, waiting, standing } = await hosted(['UEVE'])
    const session = await made({ seats: 2, announcedIn: 'C1' })
    for (const member of [ben, cleo, dora]) await join(member, session)
    const other = { actor: ben, mentor: account('UEVE').id, mentee: ben }
    await booked({ ...other, startsAt: NEXT_TUESDAY + 2 * HOUR })
    await told()
    expect(await move(anna, session, NEXT_TUESDAY + HOUR, 90)).toMatchObject({
      outcome: 'moved',
      session: { startsAt: NEXT_TUESDAY + HOUR, endsAt: NEXT_TUESDAY + 150 * MINUTE, mentees: [cleo, dora] },
      lost: [ben],
    })
    expect([await seated(session), await waiting(session)]).toEqual([[cleo, dora], []])
    expect(await standing(ben, session)).toEqual({ is: 'gone', because: 'collided' })
    expect(await told()).toEqual([
      'announcement UANNA',
      'calendar UANNA',
      'calendar UBEN',
      'calendar UCLEO',
      'calendar UDORA',
      'session UANNA',
      'session UBEN anew',
      'session UCLEO anew',
      'session UDORA anew',
    ])
    expect(await move(anna, session, NEXT_TUESDAY + HOUR, 90)).toMatchObject({ outcome: 'unchanged' })
    expect(await move(ben, session, NEXT_TUESDAY)).toEqual(refused('not_found'))
    expect(await told()).toEqual([])
  })

  it('is refused where the mentor has another session, in the past, and too far ahead', async () => {
    const { made, move, clock } = await hosted()
    const session = await made()
    const other = await made({ startsAt: NEXT_TUESDAY + DAY })
    expect(await move(anna, session, NEXT_TUESDAY + DAY + HOUR / 2)).toMatchObject({
      outcome: 'collides',
      with: { session: other },
    })
    expect(await move(anna, session, clock.now())).toEqual({ outcome: 'past' })
    expect(await move(anna, session, NEXT_TUESDAY + 5_000 * DAY)).toEqual({ outcome: 'too_far' })
    clock.set(NEXT_TUESDAY)
    expect(await move(anna, session, NEXT_TUESDAY + HOUR)).toEqual(refused('begun'))
  })

  it('asks again who was passed over, and counts again', async () => {
    const { made, join, leave, booked, move, waiting, seated, told, upkeep, clock, rows } = await hosted([
      'UEVE',
    ])
    const session = await made({ seats: 1, fewest: 1 })
    for (const member of [ben, cleo]) await join(member, session)
    await booked({ actor: cleo, mentor: account('UEVE').id, mentee: cleo, startsAt: NEXT_TUESDAY })
    await leave(ben, session)
    expect([await seated(session), await waiting(session)]).toEqual([[], [cleo]])
    clock.set(NEXT_TUESDAY - DAY - HOUR)
    await told()
    await move(anna, session, NEXT_TUESDAY + HOUR)
    expect(await seated(session)).toEqual([cleo])
    await leave(cleo, session)
    await move(anna, session, NEXT_TUESDAY + 2 * HOUR)
    clock.set(NEXT_TUESDAY + 2 * HOUR - DAY)
    await upkeep()
    expect(await rows('select ended_because from open_sessions')).toEqual([{ ended_because: 'too_few' }])
  })

  it('to less than a day ahead is not counted any more, and holds seats no longer than half of what is left', async () => {
    const { made, join, leave, move, clock, upkeep, standing, rows } = await hosted()
    const session = await made({ seats: 1, fewest: 1, releaseHours: 3 })
    for (const member of [ben, cleo]) await join(member, session)
    clock.set(NEXT_TUESDAY - 20 * HOUR)
    await leave(ben, session)
    expect(await standing(cleo, session)).toEqual({ is: 'held', until: NEXT_TUESDAY - 16 * HOUR })
    await move(anna, session, NEXT_TUESDAY - 18 * HOUR)
    expect(await standing(cleo, session)).toEqual({ is: 'held', until: NEXT_TUESDAY - 19 * HOUR })
    clock.set(NEXT_TUESDAY - 19 * HOUR)
    await upkeep()
    // Whoever sets it up or moves it within that time does not want it freed at once.
    expect(await standing(cleo, session)).toEqual({ is: 'gone', because: 'lapsed' })
    expect(await rows('select ended_because from open_sessions')).toEqual([{ ended_because: null }])
  })
})

describe('the number of seats', () => {
  it('can be raised, which tells who comes up, and lowered to those taken, and to the same twice', async () => {
    const { made, join, seats, told, rows } = await hosted()
    const session = await made({ seats: 3, fewest: 3 })
    for (const member of [ben, cleo]) await join(member, session)
    await told()
    expect(await seats(anna, session, 2)).toEqual({ outcome: 'changed', seats: 2, taken: 2 })
    expect(await rows('select fewest from open_sessions')).toEqual([{ fewest: 2 }])
    expect(await told()).toEqual(['session UANNA'])
    expect(await seats(anna, session, 2)).toEqual({ outcome: 'unchanged', seats: 2, taken: 2 })
    expect(await seats(anna, session, 1)).toEqual({ outcome: 'taken', taken: 2 })
    expect(await told()).toEqual([])
    await join(dora, session)
    await told()
    expect(await seats(anna, session, 5)).toEqual({ outcome: 'changed', seats: 5, taken: 3 })
    expect(await told()).toEqual(['calendar UDORA', 'session UANNA', 'session UDORA anew'])
  })

  it('sets no fewest where there was none: the session takes place, however few come', async () => {
    const { made, seats, move, clock, upkeep, rows } = await hosted()
    const session = await made({ seats: 2 })
    await seats(anna, session, 3)
    await move(anna, session, NEXT_TUESDAY + HOUR)
    clock.set(NEXT_TUESDAY + HOUR - DAY)
    await upkeep()
    expect(await rows('select fewest, ended_because from open_sessions')).toEqual([
      { fewest: null, ended_because: null },
    ])
  })
})

describe('cancelling', () => {
  it('tells everybody once, with the reason, and frees their time', async () => {
    const { made, join, leave, invite, services, workspace, told, booked, rows } = await hosted([
      'UEVE',
      'UFAY',
    ])
    const session = await made({ seats: 1, announcedIn: 'C1' })
    const [eve, fay] = [account('UEVE').id, account('UFAY').id]
    await invite(anna, session, eve)
    for (const member of [ben, cleo, dora]) await join(member, session)
    await leave(dora, session)
    await told()
    const cancelling = { workspace, actor: anna, session, which: 'one' as const, reason: 'I am ill' }
    expect(await services.cancelOpen(cancelling)).toMatchObject({ outcome: 'cancelled' })
    expect(await told()).toEqual([
      'announcement UANNA',
      'calendar UANNA',
      'calendar UBEN',
      'session UANNA',
      'session UBEN anew',
      'session UCLEO anew',
      'session UDORA',
      'session UEVE',
    ])
    expect(await services.cancelOpen(cancelling)).toMatchObject({ outcome: 'unchanged' })
    expect(await told()).toEqual([])
    expect(await rows('select cancel_reason from sessions')).toEqual([{ cancel_reason: 'I am ill' }])
    await booked({ actor: ben, mentor: fay, mentee: ben, startsAt: NEXT_TUESDAY })
  })

  it('redraws the cards that show it, of what it accepted and of what is still open', async () => {
    const { made, join, cancel, offer, ask, told } = await hosted()
    const session = await made()
    await ask(ben, anna)
    await offer(anna, cleo)
    await join(ben, session)
    await join(cleo, session)
    await told()
    await cancel(anna, session)
    expect((await told()).filter((notice) => notice.startsWith('card'))).toEqual(['card UANNA', 'card UCLEO'])
  })
})
