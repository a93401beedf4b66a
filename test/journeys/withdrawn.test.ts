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

const withdrawnCard = [
  '*@ben offered to mentor you*',
  'Sent {2026-11-23T10:00Z} · New York time',
  'I can help with SQL',
  "*Withdrawn.* @ben took it back. There's nothing left to do.",
]

describe('a withdrawn request', () => {
  it.each([
    ['pending', false],
    ['dismissed', true],
  ])('that was %s has no buttons on any surface, and its card says how it ended', async (_was, dismissed) => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada I can help with SQL')
    if (dismissed) await ada.click('Dismiss')
    await ben.clickHome('Withdraw')

    expect(ada.messages()).toEqual([withdrawnCard])
    expect(ada.home().received).toEqual(['Nothing needs you right now.', '[History]'])
    expect(ben.home().sent).toEqual(['Nothing is waiting for an answer.', '[History]'])
    for (const member of [ada, ben]) {
      await member.clickHome('History')
      expect(member.modal()).toContain('Withdrawn · sent {2026-11-23T10:00Z}')
      expect(buttonsOf(member.modal())).toEqual(['[Close]'])
      await member.close()
    }
    await ada.types('requests')
    expect(buttonsOf(ada.told())).toEqual([])
    expect(ben.messages()).toEqual([])
  })

  it('is withdrawn from `/mentor requests`, which is redrawn in place', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada I can help with SQL')
    await ben.types('requests')
    await ben.clickEphemeral('Withdraw')
    expect(ben.told()).toContain('Withdrawn · sent {2026-11-23T10:00Z}')
    expect(ben.told()).not.toContain('[Withdraw]')
    expect(ada.last()).toEqual(withdrawnCard)
  })

  it('is not accepted along with the others, which remain', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada First')
    await ben.types('offer @ada Second')
    await ben.clickHome('Withdraw', { nth: 0 })
    expect(ada.last().slice(0, 3)).toEqual([
      '*@ben offers to mentor you*',
      'Sent {2026-11-23T10:00Z} · New York time',
      'First',
    ])
    expect(buttonsOf(ada.last())).toEqual(['[Accept]', '[Dismiss]'])

    await ada.types('request @ben Yes')
    expect(ada.told()[0]).toMatch(/^Sent to @ben\. That accepted their offer to mentor\./)
    expect((await ada.listed()).received.filter((line) => / · /.test(line))).toEqual([
      'Accepted · you sent a session request · sent {2026-11-23T10:00Z}',
      'Withdrawn · sent {2026-11-23T10:00Z}',
    ])
  })

  it.each([
    ['pending', false],
    ['dismissed', true],
  ])(
    'leaves the older ones to be accepted, even if it goes while the other side picks a time (%s)',
    async (_was, dismissed) => {
      const { ada, ben } = await scene()
      await ben.types('offer @ada First')
      if (dismissed) await ada.click('Dismiss')
      await ben.types('offer @ada Second')
      await ada.click('Accept')
      await ben.clickHome('Withdraw', { nth: 0 })

      // Drawn anew, and submitted.
      await ada.pick('Tuesday 24 November', '15:00')
      expect(ada.modal()).toContain('Booking accepts their offer to mentor.')
      await ada.submit()
      expect(ada.modal()[1]).toMatch(/^You're booked .* That accepted their offer to mentor\./)
      expect((await ada.listed()).received.filter((line) => / · sent/.test(line))).toEqual([
        'Accepted · session: {2026-11-24T14:00Z} · sent {2026-11-23T10:00Z}',
        'Withdrawn · sent {2026-11-23T10:00Z}',
      ])
    },
  )

  it('does the same when a session request answers, or when the time was picked before', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada First')
    await ben.types('offer @ada Second')
    await ada.click('Accept')
    await ada.pick('Tuesday 24 November', '15:00')
    await ben.clickHome('Withdraw', { nth: 0 })
    await ada.submit()
    expect(ada.modal()[1]).toMatch(/^You're booked .* That accepted their offer to mentor\./)
    await ada.close()

    await ben.types('offer @ada Third')
    await ben.types('offer @ada Fourth')
    await ada.clickHome('Accept', { nth: 0 })
    await ada.clickModal('Send a session request instead')
    await ben.clickHome('Withdraw', { nth: 0 })
    await ada.submit()
    expect(ada.modal()[1]).toMatch(/^Sent to @ben\. That accepted their offer to mentor\./)
  })

  it('that was the last on its card can no longer be accepted by an open form', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada First')
    await ada.click('Accept')
    await ada.pick('Tuesday 24 November', '15:00')
    await ben.clickHome('Withdraw')
    await ada.submit()
    expect(ada.modal().join()).toContain('The sender withdrew this')
    expect(ada.home().sessions.join()).not.toContain('{')
  })

  it('makes room for a new one, on a card of its own', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada I can help with SQL')
    await ben.clickHome('Withdraw')
    await ben.types('offer @ada I can help with Rust')
    const [old, fresh, ...more] = ada.messages()
    expect(more).toEqual([])
    expect(old).toEqual(withdrawnCard)
    expect(fresh?.slice(0, 3)).toEqual([
      '*@ben offers to mentor you*',
      'Sent {2026-11-23T10:00Z} · New York time',
      'I can help with Rust',
    ])
    expect(buttonsOf(fresh ?? [])).toEqual(['[Accept]', '[Dismiss]'])
  })
})
