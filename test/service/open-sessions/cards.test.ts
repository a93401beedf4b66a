import { expect, it } from 'vitest'
import { startOfRequests } from '../../../src/domain/requests/lists.ts'
import { DAY, HOUR } from '../../../src/domain/time/time.ts'
import { menteeCounts } from '../../../src/store/mentees.ts'
import { hasBookedSince } from '../../../src/store/sessions-between.ts'
import { anna, ben, cleo, dora } from '../scene.ts'
import { hosted, NEXT_TUESDAY } from './hosted.ts'

it('who left does not read on their card or list when it takes place later', async () => {
  const { made, offer, join, leave, move, services, workspace } = await hosted()
  const session = await made()
  const { card } = await offer(anna, ben)
  await join(ben, session)
  expect(await services.screens.card(workspace, card)).toMatchObject({
    accepted: 1,
    session: { id: session, startsAt: NEXT_TUESDAY },
    isSeatGone: false,
  })
  await leave(ben, session)
  await move(anna, session, NEXT_TUESDAY + HOUR)
  expect(await services.screens.card(workspace, card)).toMatchObject({ session: null, isSeatGone: true })
  for (const [actor, side] of [
    [ben, 'received'],
    [anna, 'sent'],
  ] as const) {
    const lists = await services.screens.requestsInModal({ workspace, actor }, startOfRequests, 'all')
    expect(JSON.stringify(lists[side])).not.toContain(String(NEXT_TUESDAY + HOUR))
  }
})

it('a held seat says nothing on cards yet, and makes nobody a mentee', async () => {
  const { made, ask, join, leave, answer, clock, services, workspace, parts } = await hosted()
  const session = await made({ seats: 1 })
  const { card } = await ask(cleo, anna)
  await join(ben, session)
  await join(cleo, session)
  clock.set(NEXT_TUESDAY - 2 * HOUR)
  await leave(ben, session)
  const shown = async () => (await services.screens.card(workspace, card))?.session?.id ?? null
  const mentees = async () =>
    (await parts.inWorkspace(workspace, (tx) => menteeCounts(tx, [anna], clock.now()))).get(anna) ?? 0
  expect([await shown(), await mentees()]).toEqual([null, 0])
  await answer(cleo, session, 'yes')
  expect([await shown(), await mentees()]).toEqual([session, 1])
})

it('two who meet in an open session of another have not booked each other again', async () => {
  const { made, booked, join, services, workspace, parts, clock } = await hosted()
  const booking = await booked({ actor: ben, mentor: cleo, mentee: ben })
  await services.cancel({ workspace, actor: ben, session: booking.id, reason: null })
  clock.advance(1000)
  const session = await made()
  for (const member of [ben, cleo]) await join(member, session)
  const again = () => parts.inWorkspace(workspace, (tx) => hasBookedSince(tx, booking.id, [ben, cleo]))
  expect(await again()).toBe(false)
  await booked({ actor: ben, mentor: cleo, mentee: ben, startsAt: booking.startsAt + HOUR })
  expect(await again()).toBe(true)
})

it('a booked session’s acts do not know an open one, with or without anybody in it', async () => {
  const { made, join, services: use, workspace } = await hosted()
  const notFound = { outcome: 'refused', reason: 'not_found' }
  const session = await made()
  for (const actor of [anna, ben, dora]) {
    const by = { workspace, actor, session }
    const move = { ...by, sequence: 0, startsAt: NEXT_TUESDAY + DAY, minutes: null, confirmed: true }
    expect(await use.reschedule(move)).toEqual(notFound)
    expect(await use.bookingOptions({ workspace, actor, source: { session } })).toEqual(notFound)
    expect(await use.cancel({ ...by, reason: null })).toEqual(notFound)
    expect(await use.edit({ ...by, topic: 'Mine', location: null })).toEqual(notFound)
    if (actor === anna) await join(ben, session)
  }
})
