import { describe, expect, it } from 'vitest'
import { HOUR } from '../../../src/domain/time/time.ts'
import { idSource } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import { account, testClock } from '../../support/world.ts'
import { anna, ben, cleo, scene, TUESDAY_9, TUESDAY_10 } from '../scene.ts'

describe('given several open requests', () => {
  it('one booking of the receiver accepts all related ones, dismissed ones too, but none that was withdrawn', async () => {
    const { offer, dismiss, withdraw, book, statuses, request } = await scene()
    const [first, second, third, fourth] = [
      await offer(anna, ben),
      await offer(anna, ben),
      await offer(anna, ben),
      await offer(anna, ben),
    ]
    await dismiss(ben, first.id)
    await dismiss(ben, second.id)
    await withdraw(anna, third.id)

    const answer = await book({ actor: ben, mentor: anna, mentee: ben })

    expect(answer).toMatchObject({ outcome: 'booked', accepted: { kind: 'offer', count: 3 } })
    expect(await statuses(first, second, third, fourth)).toEqual([
      'accepted',
      'accepted',
      'pending, withdrawn',
      'accepted',
    ])
    const session = 'session' in answer ? answer.session.id : undefined
    for (const { id } of [first, second, fourth]) {
      expect((await request(id)).acceptedBy).toEqual({ session })
    }
  })

  it('one session request sent back accepts every open offer of its receiver, and waits for an answer itself', async () => {
    const { offer, dismiss, withdraw, send, statuses, request } = await scene()
    const [first, second, third] = [await offer(anna, ben), await offer(anna, ben), await offer(anna, ben)]
    await dismiss(ben, first.id)
    await withdraw(anna, second.id)

    const answer = await send('session_request', ben, anna, { answers: third.id })

    if (answer.outcome !== 'sent') throw new Error(answer.outcome)
    expect(answer.answered).toBe(2)
    expect(await statuses(first, second, third, answer.request)).toEqual([
      'accepted',
      'pending, withdrawn',
      'accepted',
      'pending',
    ])
    expect((await request(first.id)).acceptedBy).toEqual({ sessionRequest: answer.request.id })
  })

  it('booking accepts only the kind that the actor received in that role', async () => {
    const { offer, ask, booked, statuses } = await scene()
    const [offered, asked] = [await offer(anna, ben), await ask(anna, ben)]
    await booked({ actor: ben, mentor: anna, mentee: ben })
    expect(await statuses(offered, asked)).toEqual(['accepted', 'pending'])
    await booked({ actor: ben, mentor: ben, mentee: anna, startsAt: TUESDAY_10 })
    expect(await statuses(offered, asked)).toEqual(['accepted', 'accepted'])
  })

  it('other people’s stay as they are', async () => {
    const { offer, ask, booked, statuses } = await scene()
    const others = [
      await offer(anna, cleo),
      await offer(cleo, ben),
      await offer(ben, anna),
      await ask(cleo, ben),
    ]
    const offered = await offer(anna, ben)
    await booked({ actor: ben, mentor: anna, mentee: ben })
    expect(await statuses(offered, ...others)).toEqual([
      'accepted',
      'pending',
      'pending',
      'pending',
      'pending',
    ])
  })
})

describe('given a dismissed request', () => {
  it('it can be accepted whenever the receiver likes', async () => {
    const { offer, ask, dismiss, booked, statuses, clock } = await scene()
    const [offered, asked] = [await offer(anna, ben), await ask(cleo, ben)]
    await dismiss(ben, offered.id)
    await dismiss(ben, asked.id)
    clock.advance(200 * 24 * HOUR)
    const later = TUESDAY_9 + 203 * 24 * HOUR // a Tuesday, 29 weeks later
    await booked({ actor: ben, mentor: anna, mentee: ben, startsAt: later, origin: offered.id })
    await booked({ actor: ben, mentor: ben, mentee: cleo, startsAt: later + HOUR, origin: asked.id })
    expect(await statuses(offered, asked)).toEqual(['accepted', 'accepted'])
  })
})

describe('given crossed requests', () => {
  it('an older session request is no answer to a newer offer, and one booking accepts what its actor received', async () => {
    const { offer, ask, booked, statuses } = await scene()
    const asked = await ask(ben, anna)
    const offered = await offer(anna, ben)
    expect(await statuses(asked, offered)).toEqual(['pending', 'pending'])
    await booked({ actor: ben, mentor: anna, mentee: ben })
    expect(await statuses(asked, offered)).toEqual(['pending', 'accepted'])
  })

  it('a mentor who books accepts the session request and not their own offer', async () => {
    const { offer, ask, booked, statuses } = await scene()
    const [asked, offered] = [await ask(ben, anna), await offer(anna, ben)]
    await booked({ actor: anna, mentor: anna, mentee: ben })
    expect(await statuses(asked, offered)).toEqual(['accepted', 'pending'])
  })

  it('an offer to someone who asked for mentoring does not answer their request', async () => {
    const { offer, ask, statuses } = await scene()
    const asked = await ask(ben, anna)
    await offer(anna, ben)
    expect(await statuses(asked)).toEqual(['pending'])
  })
})

describe('given a request of one’s own', () => {
  it('a member who asked for a session and then books it leaves the request as it is', async () => {
    const { ask, booked, statuses, told, openHome } = await scene()
    await openHome(anna, ben)
    const asked = await ask(ben, anna)
    await told()
    await booked({ actor: ben, mentor: anna, mentee: ben })
    expect(await statuses(asked)).toEqual(['pending'])
    expect(await told(), 'the card of the receiver says that a session is booked').toContain('card UANNA')
  })

  it('its card mentions the session, and can still be dismissed', async () => {
    const { ask, booked, services, workspace, dismiss, statuses } = await scene()
    const asked = await ask(ben, anna)
    const session = await booked({ actor: ben, mentor: anna, mentee: ben })
    expect((await services.screens.card(workspace, asked.card))?.session?.id).toBe(session.id)
    await dismiss(anna, asked.id)
    expect(await statuses(asked)).toEqual(['dismissed'])
  })
})

describe('given an accepted request', () => {
  it('dismissing the session request that answered an offer leaves the offer accepted', async () => {
    const { offer, ask, dismiss, statuses } = await scene()
    const offered = await offer(anna, ben)
    const asked = await ask(ben, anna, { answers: offered.id })
    await dismiss(anna, asked.id)
    expect(await statuses(offered, asked)).toEqual(['accepted', 'dismissed'])
  })

  it('withdrawing it leaves the offer accepted too', async () => {
    const { offer, ask, withdraw, statuses } = await scene()
    const offered = await offer(anna, ben)
    const asked = await ask(ben, anna)
    await withdraw(ben, asked.id)
    expect(await statuses(offered, asked)).toEqual(['accepted', 'pending, withdrawn'])
  })

  it('cancelling the session leaves its requests accepted, and frees its time at once', async () => {
    const { offer, booked, services, workspace, statuses } = await scene()
    const offered = await offer(anna, ben)
    const session = await booked({ actor: ben, mentor: anna, mentee: ben })
    const cancelled = await services.cancel({ workspace, actor: anna, session: session.id, reason: 'ill' })
    expect(cancelled).toMatchObject({
      outcome: 'cancelled',
      session: { status: 'cancelled', sequence: 1, cancelledBy: anna, cancelReason: 'ill' },
    })
    expect(await statuses(offered)).toEqual(['accepted'])
    const again = await booked({ actor: cleo, mentor: anna, mentee: cleo })
    expect(again.id).not.toBe(session.id)
  })

  it('a new request between the two starts a card of its own, or joins the card of an open one', async () => {
    const { offer, booked } = await scene()
    const [first, second] = [await offer(anna, ben), await offer(anna, ben)]
    expect([second.card, second.number]).toEqual([first.card, 2])
    await booked({ actor: ben, mentor: anna, mentee: ben })
    const third = await offer(anna, ben)
    expect(third.card).not.toBe(first.card)
    expect(third.number).toBe(1)
  })
})

describe('given two instances of the app', () => {
  it('a request sent by the one whose clock is behind is accepted like any other', async () => {
    const here = await scene()
    const { workspace, clock, parts, offer, booked, statuses } = here
    await offer(anna, ben)
    await booked({ actor: ben, mentor: anna, mentee: ben })

    const behind = testClock(clock.now() - 2 * HOUR)
    const there = services({ ...parts, clock: behind, nextId: idSource(behind) }, async (_, id) =>
      account(id),
    )
    const answer = await there.send({
      workspace,
      actor: anna,
      to: ben,
      kind: 'offer',
      message: '',
      contextUrl: null,
      intent: here.intent(),
      answers: null,
      others: true,
    })
    if (answer.outcome !== 'sent') throw new Error(answer.outcome)

    await booked({ actor: ben, mentor: anna, mentee: ben, startsAt: TUESDAY_10 })
    expect(await statuses(answer.request)).toEqual(['accepted'])
  })
})

describe('the database itself', () => {
  it('cannot hold a request that is both accepted and withdrawn', async () => {
    const { offer, booked, rows, statuses } = await scene()
    const offered = await offer(anna, ben)
    await booked({ actor: ben, mentor: anna, mentee: ben })
    await expect(
      rows(`update requests set withdrawn_at = now() where workspace_id = :workspace`),
    ).rejects.toMatchObject({ code: '23514' })
    expect(await statuses(offered)).toEqual(['accepted'])
  })
})
