import { describe, expect, it } from 'vitest'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { buttonsOf } from '../support/reading.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  for (const member of [ada, ben]) await member.openHome()
  return { j, ada, ben, chandra }
}

const statesOf = (list: readonly string[]) => list.flatMap((line) => /^(\w+) · /.exec(line)?.[1] ?? [])

describe('requests of the same sender, receiver and kind', () => {
  it('share one card, which is refreshed and moves back to the bottom of the DM', async () => {
    const { j, ada, ben, chandra } = await scene()
    await ben.types('offer @ada First')
    await chandra.types('offer @ada From Chandra')
    j.clock.set(Date.parse('2026-11-23T11:30Z'))
    await ben.types('offer @ada Second')

    expect(ada.messages().map((card) => card.slice(0, 3))).toEqual([
      ['*@chandra offers to mentor you*', 'Sent {2026-11-23T10:00Z} · Kolkata time', 'From Chandra'],
      [
        '*@ben offers to mentor you*',
        'Sent {2026-11-23T11:30Z} · New York time',
        '2 offers to mentor, the latest:',
      ],
    ])
    expect(ada.last()[3]).toBe('Second')
    expect(ada.last()).not.toContain('First')
    expect(buttonsOf(ada.home().received)).toEqual(Array(3).fill(['[Accept]', '[Dismiss]']).flat())
    expect(ben.told()[0]).toMatch(/^Sent to @ada\./)
    expect(ben.messages()).toEqual([])
  })

  it('are all listed behind See all, and nothing else, where each can be answered by itself', async () => {
    const { ada, ben, chandra } = await scene()
    await ben.types('offer @ada Withdrawn long ago')
    await ben.clickHome('Withdraw')
    for (const message of ['First', 'Second', 'Third']) await ben.types(`offer @ada ${message}`)
    await chandra.types('offer @ada From Chandra')
    await ben.types('request @ada Something else')
    await ada.types('offer @chandra Sent by Ada')
    await ada.click('See all 3', { message: ada.dm()[1]?.ts ?? 'last' })
    expect(ada.told().filter((line) => /^[A-Z][a-z]+$|^\*From|else|by Ada/.test(line))).toEqual([
      ...['Received', '*From @ben:* 3 of 5'],
      ...['Third', 'Second', 'First'],
    ])
    expect(ada.messages()[1]).toContain('[See all 3]')
    await ada.clickEphemeral('Dismiss', { nth: 0 })
    expect(ada.messages()[1]).toContain('You dismissed 1 of them.')
    expect(ada.told().filter((line) => /^(First|Second|Third)$/.test(line))).toEqual([
      ...['Second', 'First', 'Third'],
    ])
    expect(ben.messages()).toEqual([])
    await ada.clickEphemeral('Show all')
    for (const message of ['From Chandra', 'Something else', 'Sent by Ada', 'Withdrawn long ago']) {
      expect(ada.told()).toContain(message)
    }
  })

  it('are all listed behind See all by pages, which stay with their sender', async () => {
    const { ada, ben, chandra } = await scene()
    for (let n = 1; n <= 14; n += 1) {
      await ben.types(`offer @ada No. ${n}`)
      if (n % 2 === 0) await chandra.types('offer @ada From Chandra')
    }
    const card = ada.dm().find((message) => JSON.stringify(message.blocks).includes('See all 14'))
    await ada.click('See all 14', { message: card?.ts ?? 'last' })
    const numbers = () =>
      ada
        .told()
        .flatMap((line) => /^No\. (\d+)$/.exec(line)?.[1] ?? [])
        .map(Number)
    expect(numbers()).toEqual([14, 13, 12, 11, 10, 9])
    await ada.clickEphemeral('Older')
    await ada.clickEphemeral('Older')
    expect(numbers()).toEqual([2, 1])
    await ada.clickEphemeral('Newer')
    expect(numbers()).toEqual([8, 7, 6, 5, 4, 3])
    expect(ada.told()).toContain('*From @ben:* 14 of 21, further down the list')
    expect(ada.told().join()).not.toContain('From Chandra')
    await ada.choose('Filter Received', 'Dismissed', { on: 'ephemeral' })
    expect(ada.told()).toEqual(expect.arrayContaining(['*From @ben:* 0 of 21', 'No matches']))
  })

  it('are all accepted by one booking, dismissed ones too, and one message tells their sender', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada First')
    await ben.types('offer @ada Second')
    await ada.click('Dismiss')
    expect(ada.home().received.filter((line) => line.includes('dismissed'))).toHaveLength(2)
    await ben.types('offer @ada Third')
    expect(ada.messages()).toHaveLength(1)
    expect(ada.last().slice(0, 5)).toEqual([
      '*@ben offers to mentor you*',
      'Sent {2026-11-23T10:00Z} · New York time',
      '3 offers to mentor, the latest:',
      'Third',
      'You dismissed 2 of them.',
    ])

    await ada.click('Accept')
    expect(ada.modal()).toContain('Booking accepts all 3 of their offers to mentor.')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()

    expect(ada.modal()[1]).toMatch('That accepted all 3 of their offers to mentor.')
    expect(ada.messages()[0]).toEqual([
      '*@ben offered to mentor you*',
      'Sent {2026-11-23T10:00Z} · New York time',
      'Third',
      "*Accepted.* You're booked with @ben: {2026-11-24T14:00Z}.",
      'That accepted all 3 of their offers to mentor.',
    ])
    expect(ben.messages()).toHaveLength(1)
    expect(ben.last()[0]).toBe('*@ada accepted all 3 of your offers to mentor* and booked a session with you')
    expect(buttonsOf([...ada.home().received, ...ben.home().sent])).toEqual(['[History]', '[History]'])
    expect(statesOf((await ada.listed()).received)).toEqual(['Accepted', 'Accepted', 'Accepted'])
    expect(statesOf((await ben.listed()).sent)).toEqual(['Accepted', 'Accepted', 'Accepted'])
  })

  it('begin a new card once the earlier ones are accepted', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada First')
    await ada.types('request @ben Gladly')
    await ben.types('offer @ada Second')
    expect(ada.messages().map((card) => [card[0], card[2], ...buttonsOf(card)])).toEqual([
      ['*@ben offered to mentor you*', 'First'],
      ['*@ben offers to mentor you*', 'Second', '[Accept]', '[Dismiss]'],
    ])
  })
})

describe('an offer and a session request of one sender', () => {
  const both = async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada I can teach SQL')
    await ben.types('request @ada Teach me German')
    expect(ada.messages().map(([title]) => title)).toEqual([
      '*@ben offers to mentor you*',
      '*@ben would like a session with you*',
    ])
    return { ada, ben }
  }

  it('are not related: booking from the offer accepts the offer alone', async () => {
    const { ada, ben } = await both()
    await ada.click('Accept', { message: ada.dm()[0]?.ts ?? '' })
    expect(ada.modal()).toContain('Booking accepts their offer to mentor.')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    const [offer, request] = ada.messages()
    expect(buttonsOf(offer ?? [])).toEqual([])
    expect(buttonsOf(request ?? [])).toEqual(['[Accept]', '[Dismiss]'])
    expect(request).toContain(
      "Accept to pick a time. If you dismiss it, @ben won't be told, and you can still accept later.",
    )
    expect(statesOf((await ben.listed()).sent)).toEqual(['Pending', 'Accepted'])
    expect(ben.last()[0]).toBe('*@ada accepted your offer to mentor* and booked a session with you')
  })

  it('are not related: booking from the session request accepts the session request alone', async () => {
    const { ada, ben } = await both()
    await ada.click('Accept')
    expect(ada.modal()).toContain('Booking accepts their session request.')
    await ada.pick('Tuesday 24 November', '14:00')
    await ada.submit()
    const [offer, request] = ada.messages()
    expect(buttonsOf(offer ?? [])).toEqual(['[Accept]', '[Dismiss]'])
    expect(buttonsOf(request ?? [])).toEqual([])
    expect(statesOf((await ben.listed()).sent)).toEqual(['Pending', 'Accepted'])
    expect(ben.last()[0]).toBe('*@ada accepted your session request* and booked a session with you')
  })
})

describe('the act counts, not the button', () => {
  it('a mentee who books by command accepts the mentor’s offers', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await ada.types('book @ben')
    expect(ada.modal()).toContain('Booking accepts their offer to mentor.')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    expect(ada.messages()[0]?.at(-1)).toMatch(/^\*Accepted\.\*/)
    expect(ben.last()[0]).toBe('*@ada accepted your offer to mentor* and booked a session with you')
  })

  it('a mentee who asks by command accepts the mentor’s offers', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada First')
    await ben.types('offer @ada Second')
    await ada.types('request @ben Yes, please')
    expect(ada.told()[0]).toBe(
      "Sent to @ben. That accepted both of their offers to mentor. I'll message you when they respond.",
    )
    expect(ada.last()).toEqual(
      expect.arrayContaining([
        '*Accepted.* You asked @ben for a session.',
        'That accepted both of their offers to mentor.',
      ]),
    )
    expect(ben.messages()).toHaveLength(1)
    expect(ben.last()[0]).toBe('@ada *accepted both of your offers to mentor* with this session request.')
  })

  it('an older session request is no answer to a newer offer, and the mentee’s own booking leaves it open', async () => {
    const { ada, ben } = await scene()
    await ada.types('request @ben Teach me SQL')
    await ben.types('offer @ada I can teach SQL')
    expect(buttonsOf(ada.last())).toEqual(['[Accept]', '[Dismiss]'])
    expect(buttonsOf(ben.last())).toEqual(['[Accept]', '[Dismiss]'])

    await ada.click('Accept')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    expect(buttonsOf(ada.messages()[0] ?? [])).toEqual([])
    expect(statesOf((await ada.listed()).sent)).toEqual(['Pending'])
    expect(ben.messages()[0]).toEqual([
      '*@ada would like a session with you*',
      'Sent {2026-11-23T10:00Z} · Berlin time',
      'Teach me SQL',
      '@ada booked a session with you: {2026-11-24T14:00Z}. If that settles it, dismiss this.',
      '[Accept]',
      '[Dismiss]',
    ])
  })
})
