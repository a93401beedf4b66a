import { describe, expect, it } from 'vitest'
import { DAY } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { hosts, TUESDAY } from '../support/hosting.ts'

const MENU = 'Add to one of your open sessions'

/** Ada hosts twice, and Ben asks her for a session. */
const scene = async () => {
  const j = await journey()
  const [ada, ben, dana] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'dana')]
  await hosts(ada, 'Query plans', { 'Number of seats': 1 })
  await hosts(ada, 'Indexes', { starts: TUESDAY + DAY })
  await ben.types('request @ada How do I read a plan?')
  return { j, ada, ben, dana }
}

describe('A mentor who is asked for a session', () => {
  it('can give a seat in an open one instead, which accepts the request', async () => {
    const { ada, ben } = await scene()
    await ada.click('Accept')
    expect(ada.modal()).toContain('Or give them a seat in one of your open sessions:')
    const menu = JSON.stringify(ada.member.modal()?.blocks)
    expect(menu).toContain('Tue 1 Dec, 15:00 · Query plans')
    // A choice in the menu acts at once, so it asks before.
    expect(menu).toContain('Give them a seat?')
    await ada.choose(MENU, 'Tue 1 Dec, 15:00 · Query plans')
    expect(ada.modal()).toEqual([
      'Give a seat',
      '@ben has a seat now, and I let them know. That accepted their session request.',
      '[Close]',
    ])
    expect(ben.last()).toEqual(
      expect.arrayContaining([
        '*@ada gave you a seat in an open session*',
        '@ada accepted your session request by giving you this seat',
      ]),
    )
    await ben.types('requests')
    expect(ben.told().join('\n')).toContain('Accepted')
  })

  it('keeps what was typed if the seat has gone meanwhile, and is offered what is left', async () => {
    const { ada, dana } = await scene()
    const card = ada.dm().at(-1)?.ts ?? ''
    await ada.click('Accept', { message: card })
    await ada.fill('Topic', 'Plans')
    const form = structuredClone(ada.member.modal())
    const [first] = ada.dm()
    // In another window.
    await ada.close()
    await ada.click('Seats', { message: first?.ts ?? '' })
    await ada.clickModal('Give somebody a seat')
    await ada.choose('Who gets the seat?', '@dana')
    await ada.submit()
    await ada.close()
    expect(dana.last()[0]).toBe('*@ada gave you a seat in an open session*')
    await ada.click('Accept', { message: card })
    await ada.fill('Topic', 'Plans')
    const now = ada.member.modal()
    if (!now || !form) throw new Error('no form')
    now.blocks = form.blocks
    await ada.choose(MENU, 'Tue 1 Dec, 15:00 · Query plans')
    expect(ada.modal()).toContain(':warning: *That session is full now.* Pick another one, or a time.')
    expect(ada.modal()).toContain('Topic: Plans')
    expect(JSON.stringify(ada.member.modal()?.blocks)).not.toContain('· Query plans')
    await ada.choose(MENU, 'Wed 2 Dec, 15:00 · Indexes')
    expect(ada.modal()[1]).toMatch(/^@ben has a seat now/)
  })

  it('hears that the member has another session then, or that the request was withdrawn', async () => {
    const { ada, ben } = await scene()
    await hosts(ben, 'Vacuum', { starts: TUESDAY })
    await ada.click('Accept')
    await ada.choose(MENU, 'Tue 1 Dec, 15:00 · Query plans')
    expect(ada.modal()).toContain(
      ':warning: *They have another session at that time.* Pick another one, or a time.',
    )
    await ben.types('requests')
    await ben.clickEphemeral('Withdraw')
    await ada.choose(MENU, 'Wed 2 Dec, 15:00 · Indexes')
    expect(ada.modal()[1]).toMatch(/^The sender withdrew this\./)
  })
})

it('Nobody else is offered one: not who answers an offer, books, or has no open session with a seat left', async () => {
  const { ada, ben, dana } = await scene()
  const offers = (member: typeof ada) => JSON.stringify(member.member.modal()?.blocks).includes(MENU)
  await ada.types('offer @ben I can help')
  await ben.click('Accept')
  expect([ben.modal()[0], offers(ben)]).toEqual(['Book a session', false])
  await ada.types('book @dana')
  expect(offers(ada)).toBe(false)
  await ada.close()
  await ben.types('request @dana Hello')
  await dana.click('Accept')
  expect([dana.modal()[0], offers(dana)]).toEqual(['Book a session', false])
})
