import { describe, expect, it } from 'vitest'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'

/** Ada booked with Ben from his offer, Tuesday 24 November, 15:00 in Berlin. */
const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  for (const member of [ada, ben, chandra]) await member.openHome()
  await ben.types('offer @ada I can help')
  await ada.click('Accept')
  await ada.pick('Tuesday 24 November', '15:00')
  await ada.submit()
  await ada.close()
  return { j, ada, ben, chandra }
}

describe('a session', () => {
  it('is cancelled from its message with a reason, which the other side sees', async () => {
    const { ada, ben, chandra } = await scene()
    await ben.click('Cancel session')
    expect(ben.modal()).toEqual([
      'Cancel session',
      'Cancel your session with @ada on *Tue 24 Nov, 09:00–09:30*, New York time?',
      'Reason:',
      "I'll let them know, and the time is free again right away. Either of you can book another session.",
      '[Cancel session]',
      '[Keep session]',
    ])
    expect(ada.last()).toContain('[Cancel session]')
    await ben.fill('Reason', 'I have a *fever*')
    await ben.submit()

    expect(ben.modal()[1]).toMatch(/^Cancelled\. I'm letting @ada know/)
    expect(ben.last()).toEqual(
      expect.arrayContaining(['*You cancelled your session with @ada*', '[Book another time]']),
    )
    expect(ada.last()).toEqual(
      expect.arrayContaining(['*@ben cancelled your session*', 'I have a *fever*', '[Book another time]']),
    )
    for (const member of [ada, ben]) {
      expect(member.last()).not.toContain('[Cancel session]')
      expect(member.home().sessions).toEqual(['No upcoming sessions', '[Past sessions]', '[Subscribe]'])
    }
    // What it accepted stays accepted.
    expect(ada.messages()[0]?.at(-1)).toBe(
      '*Accepted.* You booked a session with @ben: {2026-11-24T14:00Z}. It was cancelled later.',
    )
    expect(ada.home().received).not.toContain('[Accept]')
    expect(chandra.messages()).toEqual([])

    await ada.click('Book another time')
    expect(ada.offered()[0]).toBe('Tuesday 24 November 15:00–15:30 · 09:00 New York time')
  })

  it('is cancelled from Home and from `/mentor sessions`, without a reason', async () => {
    const { ada, ben } = await scene()
    await ada.types('sessions')
    expect(ada.told()).toEqual(
      expect.arrayContaining([
        '*{2026-11-24T14:00Z}–{2026-11-24T14:30Z}* · @ben',
        "You're the mentee",
        '[Cancel session]',
      ]),
    )
    await ben.types('sessions')
    expect(ben.told()).toEqual(
      expect.arrayContaining(['*{2026-11-24T14:00Z}–{2026-11-24T14:30Z}* · @ada', "You're the mentor"]),
    )
    await ada.clickEphemeral('Cancel session')
    await ada.submit()
    expect(ben.last()[0]).toBe('*@ada cancelled your session*')

    await ada.types('book @ben')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    await ben.clickHome('Cancel session')
    await ben.submit()
    expect(ada.last()[0]).toBe('*@ben cancelled your session*')
    await ada.types('sessions')
    expect(ada.told()).toContain('No upcoming sessions')
  })

  it('stays when the question is answered with Keep session', async () => {
    const { ada, ben } = await scene()
    const before = [ada.messages(), ben.messages(), ada.home(), ben.home()]
    await ben.click('Cancel session')
    await ben.close()
    expect([ada.messages(), ben.messages(), ada.home(), ben.home()]).toEqual(before)
  })

  it('that has begun can no longer be cancelled', async () => {
    const { j, ada, ben } = await scene()
    await ada.click('Cancel session')
    j.clock.set(Date.parse('2026-11-24T14:00Z'))
    const { errors } = await ada.submit()
    expect(Object.values(errors)).toEqual([
      "This session has already started, so it can't be changed. You can book another one at any time.",
    ])
    expect(ben.last()[0]).toBe('*@ada accepted your offer to mentor* and booked a session with you')
  })
})
