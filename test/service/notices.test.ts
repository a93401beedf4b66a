import { describe, expect, it } from 'vitest'
import { anna, ben, cleo, type Scene, scene } from './scene.ts'

/** Anna and Ben have opened their Homes, Cleo has not, and no notice is waiting. */
const attentive = async (): Promise<Scene> => {
  const here = await scene()
  await here.openHome(anna, ben)
  await here.told()
  return here
}

describe('who is told', () => {
  it('of a request: its receiver, by a card; both Homes follow', async () => {
    const { offer, told } = await attentive()
    await offer(anna, ben)
    expect(await told()).toEqual(['card UBEN anew', 'home UANNA', 'home UBEN'])
  })

  it('of a request sent again: its receiver, on the same card', async () => {
    const { offer, told, rows } = await attentive()
    await offer(anna, ben)
    await offer(anna, ben)
    expect(await rows('select id from cards where workspace_id = :workspace')).toHaveLength(1)
    expect(await told()).toEqual(['card UBEN anew', 'card UBEN anew', 'home UANNA', 'home UBEN'])
  })

  it('of a session request that answers offers: both, each by the card that they received', async () => {
    const { offer, ask, told } = await attentive()
    await offer(anna, ben)
    await offer(anna, ben)
    await told()
    await ask(ben, anna)
    expect(await told()).toEqual(['card UANNA anew', 'card UBEN', 'home UANNA', 'home UBEN'])
  })

  it('of a dismissal: nobody but the receiver', async () => {
    const { offer, dismiss, told } = await attentive()
    const { id } = await offer(anna, ben)
    await told()
    await dismiss(ben, id)
    expect(await told()).toEqual(['card UBEN', 'home UBEN'])
  })

  it('of a withdrawal: the receiver’s card says so', async () => {
    const { offer, withdraw, told } = await attentive()
    const { id } = await offer(anna, ben)
    await told()
    await withdraw(anna, id)
    expect(await told()).toEqual(['card UBEN', 'home UANNA', 'home UBEN'])
  })

  it('of a booking: both by one message each, however many requests it accepted', async () => {
    const { offer, dismiss, booked, told } = await attentive()
    for (const _ of [1, 2, 3]) await offer(anna, ben)
    const { id } = await offer(anna, ben)
    await dismiss(ben, id)
    await told()
    await booked({ actor: ben, mentor: anna, mentee: ben })
    expect((await told()).filter((notice) => !notice.startsWith('calendar'))).toEqual([
      'card UBEN',
      'home UANNA',
      'home UBEN',
      'session UANNA anew',
      'session UBEN anew',
    ])
  })

  it('of a cancellation: the other side by a new message, the member who cancelled in the old one', async () => {
    const { booked, services, workspace, told } = await attentive()
    const { id } = await booked({ actor: ben, mentor: anna, mentee: ben })
    await told()
    await services.cancel({ workspace, actor: ben, session: id, reason: null })
    expect((await told()).filter((notice) => !notice.startsWith('calendar'))).toEqual([
      'home UANNA',
      'home UBEN',
      'session UANNA anew',
      'session UBEN',
    ])
  })

  it('of anything refused or already done: nobody', async () => {
    const { offer, send, dismiss, withdraw, told } = await attentive()
    const { id } = await offer(anna, ben)
    await withdraw(anna, id)
    await told()
    await send('offer', anna, anna)
    await dismiss(ben, id)
    await withdraw(anna, id)
    await withdraw(cleo, id)
    expect(await told()).toEqual([])
  })
})

describe('Homes', () => {
  it('are published only to members who have opened theirs', async () => {
    const { offer, told } = await attentive()
    await offer(anna, cleo)
    expect(await told()).toEqual(['card UCLEO anew', 'home UANNA'])
  })

  it('wait only once, however much has changed', async () => {
    const { offer, dismiss, told } = await attentive()
    const [first] = [await offer(anna, ben), await offer(ben, anna), await offer(cleo, ben)]
    await dismiss(ben, first.id)
    expect((await told()).filter((notice) => notice.startsWith('home'))).toEqual(['home UANNA', 'home UBEN'])
  })
})
