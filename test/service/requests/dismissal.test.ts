import { describe, expect, it } from 'vitest'
import { cardId } from '../../../src/domain/ids.ts'
import { startOfRequests } from '../../../src/domain/requests/lists.ts'
import { anna, ben, cleo, nobodysRequest, scene } from '../scene.ts'

describe('dismissing', () => {
  it('a card dismisses what it showed, and not the request that arrived unseen', async () => {
    const { offer, services, workspace, statuses } = await scene()
    const [first, second] = [await offer(anna, ben), await offer(anna, ben)]
    const unseen = await offer(anna, ben)
    const target = { card: first.card, upTo: second.number }
    expect(await services.dismiss({ workspace, actor: ben, target })).toMatchObject({
      outcome: 'dismissed',
      request: { id: second.id, status: 'dismissed' },
      count: 2,
    })
    expect(await statuses(first, second, unseen)).toEqual(['dismissed', 'dismissed', 'pending'])
    expect(await services.dismiss({ workspace, actor: ben, target })).toMatchObject({
      outcome: 'unchanged',
      count: 0,
    })
    expect(await statuses(unseen)).toEqual(['pending'])
  })

  it('a card leaves out withdrawn requests, and a line of a list dismisses just that request', async () => {
    const { offer, withdraw, dismiss, services, workspace, statuses } = await scene()
    const [first, second, third] = [await offer(anna, ben), await offer(anna, ben), await offer(anna, ben)]
    await withdraw(anna, first.id)
    await dismiss(ben, second.id)
    expect(await statuses(first, second, third)).toEqual(['pending, withdrawn', 'dismissed', 'pending'])
    const target = { card: first.card, upTo: 3 }
    expect(await services.dismiss({ workspace, actor: ben, target })).toMatchObject({ count: 1 })
    expect(await statuses(first, second, third)).toEqual(['pending, withdrawn', 'dismissed', 'dismissed'])
  })

  it('a card whose requests are all accepted or withdrawn says so', async () => {
    const { offer, withdraw, booked, services, workspace } = await scene()
    const [accepted, withdrawn] = [await offer(anna, ben), await offer(cleo, ben)]
    await booked({ actor: ben, mentor: anna, mentee: ben })
    await withdraw(cleo, withdrawn.id)
    const press = (card: typeof accepted.card) =>
      services.dismiss({ workspace, actor: ben, target: { card, upTo: 1 } })
    expect(await press(accepted.card)).toEqual({ outcome: 'refused', reason: 'accepted' })
    expect(await press(withdrawn.card)).toEqual({ outcome: 'refused', reason: 'withdrawn' })
  })

  it('leaves what the sender reads unchanged, byte for byte, whatever they ask', async () => {
    const { offer, ask, services, workspace, parts, dismiss, openHome, told } = await scene()
    await openHome(anna, ben)
    const requests = [
      await offer(anna, ben),
      await ask(anna, ben),
      await offer(anna, cleo),
      await offer(anna, ben),
    ]
    const everything = async () => {
      const actor = { workspace, actor: anna }
      return JSON.stringify([
        await services.screens.home(actor, () => startOfRequests),
        await services.screens.requests(actor, startOfRequests),
        await services.screens.sessions(actor, null),
        await services.bookingOptions({ ...actor, source: { member: ben, actorIs: null } }),
        await services.bookingOptions({ ...actor, source: { request: requests[0]?.id ?? nobodysRequest } }),
        await parts.inWorkspace(workspace, (tx) =>
          tx.rows('select home_state from members where id = :anna', { anna }),
        ),
      ])
    }
    const before = await everything()
    await told()
    for (const { id } of requests) await dismiss(ben, id)
    expect(await everything()).toBe(before)
    expect(await told()).toEqual(['card UBEN', 'card UBEN', 'home UBEN'])
  })

  it('makes no difference to the answer when the request is withdrawn', async () => {
    const [one, twin] = [await scene(), await scene()]
    const answers = await Promise.all(
      [one, twin].map(async ({ offer, dismiss, withdraw, told }, index) => {
        const { id } = await offer(anna, ben)
        if (index === 0) await dismiss(ben, id)
        await told()
        const answer = await withdraw(anna, id)
        const request = 'request' in answer ? Object.keys(answer.request).sort() : []
        return { outcome: answer.outcome, request, told: await told() }
      }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.request).not.toContain('status')
  })
})

describe('an id that the actor may not act on', () => {
  it('is answered like one that was never given out, and changes nothing', async () => {
    const { offer, ask, booked, services, workspace, book, send, dismiss, withdraw, rowCounts } =
      await scene()
    const [offered, asked] = [await offer(anna, ben), await ask(anna, ben)]
    const session = await booked({ actor: ben, mentor: ben, mentee: anna })
    const before = await rowCounts()
    const notFound = { outcome: 'refused', reason: 'not_found' }
    const forged = cardId(nobodysRequest)
    for (const request of [offered.id, asked.id, nobodysRequest]) {
      expect(await dismiss(cleo, request)).toEqual(notFound)
      expect(await dismiss(anna, request)).toEqual(notFound)
      expect(await withdraw(cleo, request)).toEqual(notFound)
      expect(await withdraw(ben, request)).toEqual(notFound)
      expect(await book({ actor: cleo, mentor: anna, mentee: cleo, origin: request })).toEqual(notFound)
      expect(await book({ actor: anna, mentor: anna, mentee: ben, origin: request })).toEqual(notFound)
      expect(await send('session_request', cleo, anna, { answers: request })).toEqual(notFound)
      expect(await send('session_request', ben, cleo, { answers: request })).toEqual(notFound)
      const source = { request }
      expect(await services.bookingOptions({ workspace, actor: cleo, source })).toEqual(notFound)
    }
    for (const card of [offered.card, asked.card, forged]) {
      for (const actor of [anna, cleo]) {
        const target = { card, upTo: 9 }
        expect(await services.dismiss({ workspace, actor, target })).toEqual(notFound)
        expect(await services.bookingOptions({ workspace, actor, source: { card } })).toEqual(notFound)
      }
    }
    expect(await services.cancel({ workspace, actor: cleo, session: session.id, reason: null })).toEqual(
      notFound,
    )
    expect(await rowCounts()).toEqual(before)
  })

  it('cannot be booked from, whether the request is between others or in the other roles', async () => {
    const { offer, ask, book } = await scene()
    const notFound = { outcome: 'refused', reason: 'not_found' }
    const booking = { actor: ben, mentor: anna, mentee: ben }
    for (const origin of [await offer(cleo, ben), await offer(anna, cleo), await ask(anna, ben)]) {
      expect(await book({ ...booking, origin: origin.id })).toEqual(notFound)
    }
  })

  it('is unknown outside its workspace', async () => {
    const [here, there] = [await scene(), await scene()]
    const { id, card } = await here.offer(anna, ben)
    await there.offer(anna, ben)
    const notFound = { outcome: 'refused', reason: 'not_found' }
    expect(await there.dismiss(ben, id)).toEqual(notFound)
    expect(await there.withdraw(anna, id)).toEqual(notFound)
    const target = { card, upTo: 1 }
    expect(await there.services.dismiss({ workspace: there.workspace, actor: ben, target })).toEqual(notFound)
    expect(await here.statuses({ id })).toEqual(['pending'])
  })
})
