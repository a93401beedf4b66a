import { expect, it } from 'vitest'
import { memberId, topicId } from '../../../src/domain/ids.ts'
import { MOST_ORGANISERS } from '../../../src/domain/programme/organisers.ts'
import { MOST_CHANGES } from '../../../src/service/programme/programme.ts'
import { account, type World, world } from '../../support/world.ts'

const [owner, organiser, member, stranger] = ['UOWNER', 'UORG', 'UMEMBER', 'USTRANGER'].map(memberId)
if (!owner || !organiser || !member || !stranger) throw new Error('four people')

const start = () =>
  world([
    account(owner, { isAdmin: true }),
    account(organiser),
    account(member),
    account(stranger, { isStranger: true }),
    account('UGUEST', { isGuest: true }),
    account('UGONE', { isDeactivated: true, isAdmin: true }),
    ...Array.from({ length: MOST_ORGANISERS }, (_, n) => account(`U${n}`)),
  ])

const by = ({ workspace }: World, actor: typeof owner) => ({ workspace, actor })

const refused = (reason: string) => expect.objectContaining({ outcome: 'refused', reason })

/** Everything that only organisers may do. */
const forbidden = (here: World, actor: typeof owner) => ({
  name: here.services.nameOrganiser({ ...by(here, actor), member }),
  nameSomebodyUnknown: here.services.nameOrganiser({ ...by(here, actor), member: memberId('UNOBODY') }),
  remove: here.services.removeOrganiser({ ...by(here, actor), member: owner }),
  set: here.services.changeSettings({ ...by(here, actor), changes: { guests: true } }),
  setWrongly: here.services.changeSettings({ ...by(here, actor), changes: { graceDays: -1 } }),
  renameTopic: here.services.renameTopic({ ...by(here, actor), topic: topicId('none'), name: '' }),
  mergeTopics: here.services.mergeTopics({
    ...by(here, actor),
    topic: topicId('none'),
    into: topicId('other'),
  }),
  retireTopic: here.services.retireTopic({ ...by(here, actor), topic: topicId('none'), isRetired: true }),
  askReport: here.services.askReport({ ...by(here, actor), period: 'year' }),
  removeNobody: here.services.removeOrganiser({ ...by(here, actor), member: memberId('UNOBODY') }),
})

it('every forbidden thing is refused alike to members, strangers and those who organise no more', async () => {
  const here = await start()
  await here.services.nameOrganiser({ ...by(here, owner), member: organiser })
  await here.services.removeOrganiser({ ...by(here, owner), member: organiser })
  for (const actor of [member, stranger, organiser, memberId('UGUEST')]) {
    for (const [what, outcome] of Object.entries(forbidden(here, actor)))
      expect(await outcome, `${actor} ${what}`).toEqual({ outcome: 'refused', reason: 'organisers_only' })
    expect(await here.services.programme(by(here, actor))).toMatchObject({
      ...{ outcome: 'organisers', organisers: [owner], mayNameSelf: false },
    })
    expect(await here.services.nameOrganiser({ ...by(here, actor), member: actor })).toEqual(
      refused('organisers_only'),
    )
  }
  expect(await here.services.nameOrganiser({ ...by(here, memberId('UGONE')), member })).toEqual(
    refused('own_deactivated'),
  )
})

it('who was named is kept with who did it and when, and only then', async () => {
  const here = await start()
  const { nameOrganiser, removeOrganiser, programme } = here.services
  expect(await nameOrganiser({ ...by(here, owner), member: organiser })).toEqual({ outcome: 'changed' })
  expect(await nameOrganiser({ ...by(here, owner), member: organiser })).toEqual({ outcome: 'unchanged' })
  here.clock.advance(60_000)
  expect(await removeOrganiser({ ...by(here, organiser), member: owner })).toEqual({ outcome: 'changed' })
  expect(await removeOrganiser({ ...by(here, organiser), member: owner })).toEqual({ outcome: 'unchanged' })
  expect(await removeOrganiser({ ...by(here, organiser), member: organiser })).toEqual(
    refused('last_organiser'),
  )
  const now = here.clock.now()
  expect(await programme(by(here, organiser))).toMatchObject({
    changes: [
      { kind: 'removed', member: owner, by: organiser, at: now },
      { kind: 'named', member: owner, by: owner, at: now - 60_000 },
      { kind: 'named', member: organiser, by: owner, at: now - 60_000 },
    ],
  })
})

it('of two organisers who remove each other at once, one stays', async () => {
  const here = await start()
  await here.services.nameOrganiser({ ...by(here, owner), member: organiser })
  const both = await Promise.all([
    here.services.removeOrganiser({ ...by(here, owner), member: organiser }),
    here.services.removeOrganiser({ ...by(here, organiser), member: owner }),
  ])
  expect(both.filter(({ outcome }) => outcome === 'changed')).toHaveLength(1)
})

it('there can be so many organisers and no more, and none from outside', async () => {
  const here = await start()
  for (let n = 0; n < MOST_ORGANISERS - 1; n += 1)
    await here.services.nameOrganiser({ ...by(here, owner), member: memberId(`U${n}`) })
  const name = (id: string) => here.services.nameOrganiser({ ...by(here, owner), member: memberId(id) })
  expect(await name(`U${MOST_ORGANISERS - 1}`)).toEqual(refused('too_many_organisers'))
  expect(await name('USTRANGER')).toEqual(refused('stranger'))
  expect(await name('UGUEST')).toEqual(refused('guest'))
  expect(await name('UGONE')).toEqual(refused('deactivated'))
})

it('as many of the latest changes are shown as fit, and that there were others before', async () => {
  const here = await start()
  const shown = async () => {
    const state = await here.services.programme(by(here, owner))
    return 'changes' in state ? [state.changes.length, state.hasEarlier] : []
  }
  const change = (guests: boolean) =>
    here.services.changeSettings({ ...by(here, owner), changes: { guests } })
  for (let n = 1; n <= MOST_CHANGES; n += 1) await change(n % 2 === 1)
  expect(await shown()).toEqual([MOST_CHANGES, false])
  await change(MOST_CHANGES % 2 === 0)
  expect(await shown()).toEqual([MOST_CHANGES, true])
})
