import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { findSession } from '../../../src/store/sessions.ts'
import { account } from '../../support/world.ts'
import { anna, ben, cleo, dora, nobodysSession } from '../scene.ts'
import { hosted, NEXT_TUESDAY } from './hosted.ts'

const refused = (reason: string) => expect.objectContaining({ outcome: 'refused', reason })

describe('joining an open session', () => {
  it('takes a seat while one is free, then the last place on the waitlist', async () => {
    const { made, join, seated, waiting, told } = await hosted()
    const session = await made({ seats: 1 })
    await told()
    expect(await join(ben, session)).toMatchObject({ outcome: 'seated', session: { mentees: [ben] } })
    expect(await told()).toEqual(['calendar UBEN', 'session UANNA', 'session UBEN anew'])
    expect(await join(cleo, session)).toMatchObject({ outcome: 'waiting', place: 1 })
    expect(await join(dora, session)).toMatchObject({ outcome: 'waiting', place: 2 })
    expect(await join(ben, session)).toMatchObject({ outcome: 'unchanged' })
    expect(await join(cleo, session)).toMatchObject({ outcome: 'waiting', place: 1 })
    expect([await seated(session), await waiting(session)]).toEqual([[ben], [cleo, dora]])
  })

  it('accepts the mentor’s offers to the member, all related, and none of the member’s requests', async () => {
    const { made, join, offer, ask, dismiss, statuses } = await hosted()
    const own = await ask(ben, anna)
    const first = await offer(anna, ben)
    await dismiss(ben, first.id)
    const [second, others] = [await offer(anna, ben), await offer(anna, cleo)]
    const session = await made()
    expect(await join(ben, session)).toMatchObject({ accepted: { kind: 'offer', count: 2 } })
    expect(await statuses(first, second, own, others)).toEqual(['accepted', 'accepted', 'pending', 'pending'])
  })

  it('is refused to its mentor, to those not invited as if it did not exist, over another session, and once it is over', async () => {
    const { made, join, booked, clock, cancel } = await hosted()
    const session = await made({ audience: 'invited', invited: [ben] })
    expect(await join(anna, session)).toEqual({ outcome: 'own' })
    expect(await join(cleo, session)).toEqual(refused('not_found'))
    expect(await join(cleo, nobodysSession)).toEqual(refused('not_found'))
    const other = await booked({
      actor: ben,
      mentor: dora,
      mentee: ben,
      startsAt: NEXT_TUESDAY + 30 * MINUTE,
    })
    expect(await join(ben, session)).toEqual({
      outcome: 'collides',
      with: { session: other.id, startsAt: other.startsAt },
    })
    const open = await made({ startsAt: NEXT_TUESDAY + DAY, seats: 1 })
    clock.set(NEXT_TUESDAY + DAY + 30 * MINUTE)
    expect(await join(cleo, open)).toMatchObject({ outcome: 'seated' })
    expect(await join(dora, open)).toEqual(refused('begun'))
    clock.set(NEXT_TUESDAY + DAY + HOUR)
    expect(await join(ben, open)).toEqual(refused('begun'))
    const later = await made({ startsAt: NEXT_TUESDAY + 3 * DAY })
    await cancel(anna, later)
    expect(await join(ben, later)).toEqual(refused('cancelled'))
  })

  it('takes the member’s time: nothing else can be booked then', async () => {
    const { made, join, book } = await hosted()
    await join(ben, await made())
    const booking = { actor: ben, mentor: dora, mentee: ben, startsAt: NEXT_TUESDAY }
    expect(await book(booking)).toEqual({ outcome: 'unavailable', reason: 'mentee_busy' })
  })
})

describe('a seat that comes free', () => {
  it('goes to the first whom nothing hinders; who is passed over keeps their place and is told once', async () => {
    const { made, join, leave, booked, seated, waiting, told, add } = await hosted(['UEVE'])
    const session = await made({ seats: 1 })
    await join(ben, session)
    await join(cleo, session)
    await join(dora, session)
    await booked({ actor: cleo, mentor: ben, mentee: cleo, startsAt: NEXT_TUESDAY + DAY })
    await told()
    await leave(ben, session)
    expect(await seated(session)).toEqual([cleo])
    await leave(cleo, session)
    await join(cleo, session)
    expect([await seated(session), await waiting(session)]).toEqual([[dora], [cleo]])
    const eve = account('UEVE').id
    await booked({ actor: cleo, mentor: eve, mentee: cleo, startsAt: NEXT_TUESDAY })
    await told()
    await leave(dora, session)
    expect(await told()).toEqual(['calendar UDORA', 'session UANNA', 'session UCLEO anew', 'session UDORA'])
    expect([await seated(session), await waiting(session)]).toEqual([[], [cleo]])
    expect(await add(anna, session, cleo)).toMatchObject({ outcome: 'collides' })
    expect(await told()).toEqual([])
    expect(await join(ben, session)).toMatchObject({ outcome: 'seated' })
  })

  it('keeps the message and calendar file of whoever comes back, at the end of the list', async () => {
    const { made, join, leave, rows, waiting } = await hosted()
    const session = await made({ seats: 1 })
    await join(ben, session)
    await rows(`update session_members set channel_id = 'D1', message_ts = '1.0' where member_id = 'UBEN'`)
    await join(cleo, session)
    await leave(ben, session)
    await join(dora, session)
    await join(ben, session)
    expect(await waiting(session)).toEqual([dora, ben])
    await leave(cleo, session)
    await leave(dora, session)
    expect(
      await rows(
        `select active, left_at, channel_id, message_ts from session_members where member_id = 'UBEN'`,
      ),
    ).toEqual([{ active: true, left_at: null, channel_id: 'D1', message_ts: '1.0' }])
  })

  it('that is held is offered on at a no, and accepts the mentor’s offers only at a yes', async () => {
    const { made, join, leave, clock, offer, statuses, answer, seated } = await hosted()
    const session = await made({ seats: 1 })
    const offers = [await offer(anna, cleo), await offer(anna, dora)]
    for (const member of [ben, cleo, dora]) await join(member, session)
    clock.set(NEXT_TUESDAY - 2 * HOUR)
    await leave(ben, session)
    expect(await answer(cleo, session, 'no')).toMatchObject({ outcome: 'left' })
    expect(await seated(session)).toEqual([dora])
    expect(await statuses(...offers)).toEqual(['pending', 'pending'])
    expect(await answer(dora, session, 'yes')).toMatchObject({ accepted: { kind: 'offer', count: 1 } })
    expect(await statuses(...offers)).toEqual(['pending', 'accepted'])
  })
})

describe('the mentor of an open session', () => {
  it('gives seats, which accepts the member’s session requests, and raises their number, which promotes', async () => {
    const { made, join, add, ask, offer, statuses, seats, seated, waiting } = await hosted(['UEVE'])
    const session = await made({ seats: 1 })
    const requests = [await ask(ben, anna), await offer(anna, ben), await ask(cleo, anna)]
    expect(await add(anna, session, ben)).toMatchObject({
      outcome: 'added',
      accepted: { kind: 'session_request', count: 1 },
    })
    expect(await statuses(...requests)).toEqual(['accepted', 'pending', 'pending'])
    expect(await add(anna, session, cleo)).toEqual({ outcome: 'full' })
    expect(await add(ben, session, cleo)).toEqual(refused('not_found'))
    await join(cleo, session)
    await join(dora, session)
    expect(await seats(anna, session, 3)).toEqual({ outcome: 'changed', seats: 3, taken: 3 })
    expect([await seated(session), await waiting(session)]).toEqual([[ben, cleo, dora], []])
    expect(await seats(anna, session, 2)).toEqual({ outcome: 'taken', taken: 3 })
    expect(await seats(ben, session, 4)).toEqual(refused('not_found'))
    expect(await seats(anna, session, 101)).toMatchObject({ outcome: 'faulty', field: 'seats' })
  })

  it('cannot lose it to a booking’s acts: a seat is no side of a booked session', async () => {
    const { made, join, services, workspace } = await hosted()
    const session = await made()
    await join(ben, session)
    expect(await services.cancel({ workspace, actor: ben, session, reason: null })).toEqual(
      refused('not_found'),
    )
    expect(await services.edit({ workspace, actor: ben, session, topic: 'Mine', location: null })).toEqual(
      refused('not_found'),
    )
  })

  it('leaves: it is cancelled; a member who leaves loses seats and places, which the next one gets', async () => {
    const { made, join, services, workspace, clock, seated, waiting, upkeep, told, rows } = await hosted()
    const session = await made({ seats: 1 })
    for (const member of [ben, cleo, dora]) await join(member, session)
    const gone = (id: string) =>
      services.learn({
        workspace,
        account: account(id, { isDeactivated: true }),
        seenAt: clock.now(),
      })
    await gone('UCLEO')
    expect(await waiting(session)).toEqual([dora])
    await gone('UBEN')
    expect(await seated(session)).toEqual([])
    await upkeep()
    expect(await seated(session)).toEqual([dora])
    await told()
    await gone('UANNA')
    expect(await told()).toEqual(['calendar UDORA', 'session UBEN', 'session UCLEO', 'session UDORA anew'])
    expect(await rows('select status, cancelled_on_departure from sessions')).toEqual([
      { status: 'cancelled', cancelled_on_departure: true },
    ])
  })
})

it('whoever left, or has not said yes to a held seat, is neither reminded nor counted on', async () => {
  const { made, join, leave, clock, services, workspace, rows, parts, seated, told } = await hosted()
  const session = await made({ seats: 2 })
  for (const member of [ben, cleo, dora]) await join(member, session)
  clock.set(NEXT_TUESDAY - 20 * MINUTE)
  await leave(ben, session)
  expect(await seated(session)).toEqual([cleo, dora])
  const found = await parts.inWorkspace(workspace, (tx) => findSession(tx, session))
  expect(found?.mentees).toEqual([cleo])
  await told()
  await services.reminders.plan(workspace, NEXT_TUESDAY - 10 * MINUTE)
  const reminded = await rows(
    `select distinct notice ->> 'to' as member from deliveries where notice ->> 'kind' = 'reminder' order by 1`,
  )
  expect(reminded.map(({ member }) => member)).toEqual([anna, cleo])
})
