import { describe, expect, it } from 'vitest'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { buttonsOf } from '../support/reading.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ada.openHome()
  await ben.openHome()
  return { j, ada, ben }
}

describe('a dismissed request', () => {
  it('says so to its receiver alone, keeps its Accept, and can be accepted after any time', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help with SQL')
    const before = ben.home()
    await ada.click('Dismiss')

    expect(ada.messages()).toEqual([
      [
        '*@ben offers to mentor you*',
        'Sent {2026-11-23T10:00Z} · New York time',
        'I can help with SQL',
        "*Dismissed.* @ben won't be notified. You can still accept at any time.",
        '[Accept]',
      ],
    ])
    expect(ada.home().received).toEqual([
      'Nothing needs you right now.',
      '@ben offers to mentor you · dismissed · sent {2026-11-23T10:00Z}',
      '[Accept]',
    ])
    expect(ben.home()).toEqual(before)
    expect(ben.messages()).toEqual([])

    // Two years later.
    j.clock.set(Date.parse('2028-11-20T10:00Z'))
    await ada.click('Accept')
    await ada.pick('Tuesday 21 November', '15:00')
    await ada.submit()
    expect(ada.messages()[0]?.at(-1)).toBe("*Accepted.* You're booked with @ben: {2028-11-21T14:00Z}.")
    expect(ben.messages()).toEqual([
      expect.arrayContaining(['*@ada accepted your offer to mentor* and booked a session with you']),
    ])
    expect((await ben.listed()).sent).toContain(
      'Accepted · session: {2028-11-21T14:00Z} · sent {2026-11-23T10:00Z}',
    )
  })

  it('can also be accepted from Home, by a session request back', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada I can help with SQL')
    await ada.clickHome('Dismiss')
    expect(ada.last()).toEqual(expect.arrayContaining(['[Accept]']))
    expect(ada.last()).not.toContain('[Dismiss]')
    await ada.clickHome('Accept')
    await ada.clickModal('Send a session request instead')
    await ada.submit()
    expect(ada.last().at(-1)).toBe('*Accepted.* You asked @ben for a session.')
    expect(ada.home().received).toEqual(['Nothing needs you right now.', '[History]'])
    expect(ben.last()[0]).toBe('@ada *accepted your offer to mentor* with this session request.')
  })

  it('leaves a session request that accepted an offer dismissible, and the offer accepted', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada I can help with SQL')
    await ada.types('request @ben Mornings, please')
    const before = [ada.messages(), ada.home()]
    await ben.click('Dismiss')

    expect([ada.messages(), ada.home()]).toEqual(before)
    expect(ada.last().at(-1)).toBe('*Accepted.* You asked @ben for a session.')
    expect(buttonsOf(ben.last())).toEqual(['[Accept]'])
    expect((await ben.listed()).sent).toContain(
      'Accepted · they sent you a session request · sent {2026-11-23T10:00Z}',
    )
  })

  it('does not take along requests that arrived after the receiver saw the card and before the press', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada First')
    const seen = structuredClone(ada.dm().at(-1))
    await ben.types('offer @ada Second')
    // Ada's client still showed the first card when she pressed.
    await j.slack.forgeClick('@ada', { message: seen, button: 'Dismiss' })
    await j.settle()

    expect(ada.messages()).toEqual([
      [
        '*@ben offers to mentor you*',
        'Sent {2026-11-23T10:00Z} · New York time',
        '2 offers to mentor, the latest:',
        'Second',
        'You dismissed 1 of them.',
        "Accept to pick a time. If you dismiss it, @ben won't be told, and you can still accept later.",
        '[Accept]',
        '[Dismiss]',
        '[See all 2]',
      ],
    ])
    expect(ada.home().received).toEqual([
      '*1 needs you*',
      '*@ben offers to mentor you*',
      'Sent {2026-11-23T10:00Z}',
      'Second',
      '[Accept]',
      '[Dismiss]',
      '@ben offers to mentor you · dismissed · sent {2026-11-23T10:00Z}',
      '[Accept]',
    ])
    expect(buttonsOf(ben.home().sent)).toEqual(['[Withdraw]', '[Withdraw]'])
  })

  it('can be dismissed from `/mentor requests`, which is redrawn in place', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada I can help with SQL')
    await ada.types('requests')
    await ada.clickEphemeral('Dismiss')
    expect(ada.member.ephemerals()).toHaveLength(1)
    expect(ada.told()).toContain('Dismissed · sent {2026-11-23T10:00Z}')
    expect(ada.told()).not.toContain('[Dismiss]')
    expect(buttonsOf(ada.last())).toEqual(['[Accept]'])
    await ben.types('requests')
    expect(ben.told()).toContain('Pending · sent {2026-11-23T10:00Z}')
  })
})
