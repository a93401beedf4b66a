import { describe, expect, it } from 'vitest'
import { memberId } from '../../../src/domain/ids.ts'
import { account } from '../../support/world.ts'
import { anna, ben, cleo, dora } from '../scene.ts'
import { hosted, NEXT_TUESDAY } from './hosted.ts'

const refused = (reason: string) => expect.objectContaining({ outcome: 'refused', reason })

describe('an invitation', () => {
  it('is one card for each, however often it is given, and none for who is in it', async () => {
    const { made, join, invite, told, standing } = await hosted()
    const session = await made({ seats: 1 })
    await join(ben, session)
    await join(cleo, session)
    await told()
    expect(await invite(anna, session, ben, cleo, dora, dora)).toEqual({
      outcome: 'invited',
      invited: [dora],
    })
    expect(await told()).toEqual(['session UDORA anew'])
    expect(await standing(dora, session)).toEqual({ is: 'invited', isPutAside: false })
    expect(await invite(anna, session, dora)).toEqual({ outcome: 'unchanged', invited: [] })
    expect(await told()).toEqual([])
  })

  it('to a whole series is one card', async () => {
    const { made, told } = await hosted()
    await made({ invited: [ben, ben, cleo], repeats: { every: 'week', times: 3 } })
    expect((await told()).filter((notice) => notice.endsWith(' anew'))).toEqual([
      ...['session UANNA anew', 'session UANNA anew', 'session UANNA anew'],
      ...['session UBEN anew', 'session UCLEO anew'],
    ])
  })

  it('is refused for all if one of them may not take part, and beyond fifty', async () => {
    const many = Array.from({ length: 51 }, (_, index) => `UMANY${index}`)
    const { made, host, invite, learn, told, clock } = await hosted(many)
    const session = await made({ audience: 'invited', invited: [ben] })
    await told()
    expect(await invite(ben, session, cleo)).toEqual(refused('not_found'))
    expect(await invite(anna, session, cleo, anna)).toEqual(refused('self'))
    await learn(dora, { isDeactivated: true })
    expect(await invite(anna, session, cleo, dora)).toEqual(refused('deactivated'))
    expect(await host({ startsAt: NEXT_TUESDAY + 1e8, invited: [cleo, dora] })).toEqual(
      refused('deactivated'),
    )
    await learn(cleo, { isGuest: true })
    expect(await invite(anna, session, cleo)).toEqual(refused('guest'))
    const [fifty, all] = [many.slice(0, 50).map(memberId), many.map(memberId)]
    expect(await invite(anna, session, ...fifty)).toMatchObject({ reason: 'too_many_invited', limit: 50 })
    expect(await host({ invited: all })).toMatchObject({ outcome: 'faulty', field: 'invited' })
    expect((await told()).filter((notice) => notice.endsWith(' anew'))).toEqual([])
    await learn(anna, { isGuest: true })
    expect(await invite(anna, session, account('UMANY1').id)).toEqual(refused('own_guest'))
    await learn(anna, {})
    clock.set(NEXT_TUESDAY)
    expect(await invite(anna, session, account('UMANY1').id)).toEqual(refused('begun'))
  })

  it('is put aside silently, taken up again, and still lets the member join', async () => {
    const { made, join, putAside, told, standing, openHome } = await hosted()
    await openHome(anna, ben)
    const session = await made({ audience: 'invited', invited: [ben] })
    await told()
    expect(await putAside(ben, session)).toEqual({ outcome: 'put_aside' })
    expect(await told()).toEqual(['home UBEN', 'session UBEN'])
    expect(await standing(ben, session)).toEqual({ is: 'invited', isPutAside: true })
    expect(await putAside(ben, session)).toEqual({ outcome: 'unchanged' })
    expect(await putAside(cleo, session)).toEqual(refused('not_found'))
    expect(await putAside(anna, session)).toEqual(refused('not_found'))
    expect(await told()).toEqual([])
    expect(await putAside(ben, session, false)).toEqual({ outcome: 'taken_up' })
    await putAside(ben, session)
    expect(await join(ben, session)).toMatchObject({ outcome: 'seated' })
  })
})

describe('adding', () => {
  it('answers all that the member asked for, tells them once, and accepts none of the mentor’s offers', async () => {
    const { made, add, ask, offer, dismiss, statuses, told } = await hosted()
    const session = await made()
    const asked = [await ask(ben, anna), await ask(ben, anna)]
    await dismiss(anna, asked[0]?.id ?? (await ask(ben, anna)).id)
    const offered = await offer(anna, ben)
    await told()
    expect(await add(anna, session, ben)).toMatchObject({
      outcome: 'added',
      accepted: { kind: 'session_request', count: 2 },
    })
    expect(await statuses(...asked, offered)).toEqual(['accepted', 'accepted', 'pending'])
    expect(await told()).toEqual([
      'calendar UBEN',
      'card UANNA',
      'card UBEN',
      'session UANNA',
      'session UBEN anew',
    ])
    expect(await add(anna, session, ben)).toMatchObject({ outcome: 'unchanged', accepted: null })
    expect(await told()).toEqual([])
  })

  it('answers the request of a member who has a seat already', async () => {
    const { made, add, ask, join, statuses, told } = await hosted()
    const session = await made()
    const asked = await ask(ben, anna)
    await join(ben, session)
    expect(await statuses(asked)).toEqual(['pending'])
    await told()
    expect(await add(anna, session, ben)).toMatchObject({ outcome: 'unchanged', accepted: { count: 1 } })
    expect(await statuses(asked)).toEqual(['accepted'])
    expect(await told()).toEqual(['card UANNA', 'session UBEN'])
  })

  it('makes a seat theirs that is held, and keeps what they wrote when they began to wait', async () => {
    const { made, add, join, leave, clock, standing, rows, seats } = await hosted()
    const session = await made({ seats: 1 })
    await join(ben, session)
    await join(cleo, session, 'Why?')
    await join(dora, session, 'How?')
    clock.set(NEXT_TUESDAY - 3_600_000)
    await leave(ben, session)
    expect(await add(anna, session, cleo)).toMatchObject({ outcome: 'added' })
    expect(await standing(cleo, session)).toEqual({ is: 'seated', by: 'added' })
    expect(await add(anna, session, dora)).toEqual({ outcome: 'full' })
    await seats(anna, session, 2)
    expect(await add(anna, session, dora)).toMatchObject({ outcome: 'added' })
    expect(
      await rows(`select member_id, note, held_until from session_members where note is not null
      and active order by seat`),
    ).toEqual([
      { member_id: cleo, note: 'Why?', held_until: null },
      { member_id: dora, note: 'How?', held_until: null },
    ])
  })

  it('is refused for those who may not take part, to others than the mentor, and once it has begun', async () => {
    const { made, add, learn, clock } = await hosted()
    const session = await made()
    expect(await add(anna, session, anna)).toEqual(refused('self'))
    await learn(ben, { isDeactivated: true })
    expect(await add(anna, session, ben)).toEqual(refused('deactivated'))
    expect(await add(cleo, session, dora)).toEqual(refused('not_found'))
    clock.set(NEXT_TUESDAY)
    expect(await add(anna, session, cleo)).toEqual(refused('begun'))
  })
})
