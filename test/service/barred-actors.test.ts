import { describe, expect, it } from 'vitest'
import { defaultAvailability } from '../../src/domain/availability/availability.ts'
import type { Account } from '../../src/store/members.ts'
import { account } from '../support/world.ts'
import { anna, ben, cleo, type Scene, scene, TUESDAY_9_30, TUESDAY_10 } from './scene.ts'

/** What Ben can do once he has received, sent and booked something. */
const prepared = async () => {
  const here = await scene()
  const { services, workspace } = here
  const [offered, asked] = [await here.offer(anna, ben), await here.ask(anna, ben)]
  const sent = await here.offer(ben, cleo)
  const { id: session } = await here.booked({ actor: cleo, mentor: cleo, mentee: ben })
  const by = { workspace, actor: ben }
  const acts = {
    send: () => here.send('offer', ben, cleo),
    'ask back': () => here.send('session_request', ben, anna, { answers: offered.id }),
    'book as mentee': () => here.book({ actor: ben, mentor: anna, mentee: ben, startsAt: TUESDAY_9_30 }),
    'book as mentor': () =>
      here.book({ actor: ben, mentor: ben, mentee: anna, origin: asked.id, startsAt: TUESDAY_10 }),
    'open the form': () => services.bookingOptions({ ...by, source: { card: offered.card } }),
    dismiss: () => here.dismiss(ben, offered.id),
    withdraw: () => here.withdraw(ben, sent.id),
    reschedule: () =>
      services.reschedule({
        minutes: null,
        ...by,
        session,
        sequence: 0,
        startsAt: TUESDAY_9_30,
        confirmed: false,
      }),
    cancel: () => services.cancel({ ...by, session, reason: null }),
    'set hours': () => services.setAvailability({ workspace, actor: ben, draft: defaultAvailability('UTC') }),
  }
  return { here, acts }
}

const nothingWritten = async (here: Scene, act: () => Promise<unknown>): Promise<unknown> => {
  const state = () =>
    here.rows(`select (select json_agg(r order by r.id) from requests r where workspace_id = :workspace) as requests,
      (select json_agg(s order by s.id) from sessions s where workspace_id = :workspace) as sessions,
      (select count(*) from deliveries where workspace_id = :workspace) as deliveries,
      (select count(*) from availabilities where workspace_id = :workspace) as availabilities`)
  const before = await state()
  const answer = await act()
  expect(await state()).toEqual(before)
  return answer
}

/** What Slack says about Ben now, without its consequences: as if it came at the same instant. */
const become = ({ rows }: Scene, column: string) =>
  rows(`update members set ${column} = true where workspace_id = :workspace and id = 'UBEN'`)

const allActs = [
  'send',
  'ask back',
  'book as mentee',
  'book as mentor',
  'open the form',
  'dismiss',
  'withdraw',
  'reschedule',
  'cancel',
  'set hours',
] as const
const newOnes = allActs.slice(0, 5)

describe('an actor who is deactivated at the same instant', () => {
  it.each(allActs)('is refused, and nothing is written: %s', async (name) => {
    const { here, acts } = await prepared()
    await become(here, 'is_deactivated')
    expect(await nothingWritten(here, acts[name])).toEqual({ outcome: 'refused', reason: 'own_deactivated' })
  })
})

describe.each([
  ['guest', 'is_guest', 'own_guest', 'guests'],
  ['member of another organisation', 'is_stranger', 'own_stranger', 'strangers'],
])('a %s', (_who, column, reason, setting) => {
  it.each(newOnes)('can neither start nor answer anything: %s', async (name) => {
    const { here, acts } = await prepared()
    await become(here, column)
    expect(await nothingWritten(here, acts[name])).toEqual({ outcome: 'refused', reason })
  })

  it.each(newOnes)('can, if the settings allow it: %s', async (name) => {
    const { here, acts } = await prepared()
    await become(here, column)
    await here.rows(`update workspaces set settings = '{"${setting}": true}' where workspace_id = :workspace`)
    expect(await acts[name]()).not.toMatchObject({ outcome: 'refused' })
  })

  it('can end what they have', async () => {
    const { here, acts } = await prepared()
    await become(here, column)
    for (const name of ['dismiss', 'withdraw', 'cancel'] as const) {
      expect(await acts[name]()).not.toMatchObject({ outcome: 'refused' })
    }
  })
})

describe('somebody who becomes a guest or a stranger', () => {
  const told = async (changes: Partial<Account>) => {
    const { here } = await prepared()
    await here.openHome(anna, ben, cleo)
    await here.told()
    await here.services.learn({ workspace: here.workspace, account: account(ben, changes), seenAt: null })
    return here.told()
  }

  it('has the cards of their open requests redrawn on both sides, and the Homes that list them', async () => {
    const follows = ['card UBEN', 'card UBEN', 'card UCLEO', 'home UBEN', 'home UCLEO']
    expect(await told({ isGuest: true })).toEqual(follows)
    expect(await told({ isStranger: true })).toEqual(follows)
    expect(await told({ name: 'another name' })).toEqual([])
  })
})
