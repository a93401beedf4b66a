import { describe, expect, it } from 'vitest'
import { anna, ben, cleo, scene, TUESDAY_10 } from './scene.ts'

describe('when something is done twice,', () => {
  it('a request whose modal is submitted twice is one request with one set of notices', async () => {
    const { send, intent, rowCounts } = await scene()
    const again = intent()
    const first = await send('offer', anna, ben, { intent: again, message: 'hello' })
    const before = await rowCounts()
    const second = await send('offer', anna, ben, { intent: again, message: 'hello' })
    expect([first.outcome, second.outcome]).toEqual(['sent', 'unchanged'])
    expect('request' in first && first.request).toMatchObject('request' in second ? second.request : {})
    expect(await rowCounts()).toEqual(before)
  })

  it('a session request that answered offers reports the same number the second time', async () => {
    const { offer, send, intent } = await scene()
    await offer(anna, ben)
    const offered = await offer(anna, ben)
    const sending = { intent: intent(), answers: offered.id }
    expect(await send('session_request', ben, anna, sending)).toMatchObject({ outcome: 'sent', answered: 2 })
    expect(await send('session_request', ben, anna, sending)).toMatchObject({
      outcome: 'unchanged',
      answered: 2,
    })
  })

  it('a booking whose modal is submitted twice is one session with one set of notices', async () => {
    const { offer, book, intent, rowCounts } = await scene()
    const { id } = await offer(anna, ben)
    const booking = { actor: ben, mentor: anna, mentee: ben, origin: id, intent: intent() }
    const first = await book(booking)
    const before = await rowCounts()
    const second = await book(booking)
    expect([first.outcome, second.outcome]).toEqual(['booked', 'unchanged'])
    expect('session' in second && second.session).toEqual('session' in first && first.session)
    expect(await rowCounts()).toEqual(before)
  })

  it('booking the same pair at the same time from another surface finds the work done', async () => {
    const { booked, book, rowCounts } = await scene()
    const session = await booked({ actor: ben, mentor: anna, mentee: ben })
    const before = await rowCounts()
    const second = await book({ actor: ben, mentor: anna, mentee: ben })
    expect(second).toMatchObject({ outcome: 'unchanged', session: { id: session.id } })
    expect(await rowCounts()).toEqual(before)
  })

  it('a second dismissal, withdrawal or cancellation changes nothing and tells nobody', async () => {
    const { offer, dismiss, withdraw, booked, services, workspace, rowCounts } = await scene()
    const [kept, taken] = [await offer(anna, ben), await offer(anna, cleo)]
    const session = await booked({ actor: ben, mentor: cleo, mentee: ben, startsAt: TUESDAY_10 })
    const cancel = () => services.cancel({ workspace, actor: ben, session: session.id, reason: null })
    expect((await dismiss(ben, kept.id)).outcome).toBe('dismissed')
    expect((await withdraw(anna, taken.id)).outcome).toBe('withdrawn')
    expect((await cancel()).outcome).toBe('cancelled')
    const before = await rowCounts()
    expect(await dismiss(ben, kept.id)).toMatchObject({ outcome: 'unchanged', count: 0 })
    expect(await withdraw(anna, taken.id)).toMatchObject({ outcome: 'unchanged' })
    expect(await cancel()).toMatchObject({ outcome: 'unchanged', session: { sequence: 1 } })
    expect(await rowCounts()).toEqual(before)
  })

  it('an intent that another member used counts as unknown', async () => {
    const { send, book, intent, rowCounts } = await scene()
    const [asked, booked] = [intent(), intent()]
    await send('offer', anna, ben, { intent: asked })
    await book({ actor: ben, mentor: anna, mentee: ben, intent: booked })
    const before = await rowCounts()
    const stolen = [
      await send('offer', ben, anna, { intent: asked }),
      await book({ actor: anna, mentor: anna, mentee: ben, intent: booked }),
    ]
    expect(stolen).toEqual([
      { outcome: 'refused', reason: 'not_found' },
      { outcome: 'refused', reason: 'not_found' },
    ])
    expect(await rowCounts()).toEqual(before)
  })
})
