import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { mentorOf, WEDNESDAY_14 } from '../support/host.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra, dana] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra'), actor(j, 'dana')]
  for (const member of [ada, ben, chandra, dana]) await member.openHome()
  return { j, ada, ben, chandra, dana, mentor: await mentorOf(j, ada) }
}

const WEEKLY = { repeats: { every: 'week', times: 3 } } as const
const NOTE = 'What would you like to talk about?'

describe('a mentor who asks', () => {
  it('hears from those who join what they would like to talk about, an hour before, and alone', async () => {
    const { j, ada, ben, chandra, mentor } = await scene()
    await mentor.host({ asks: true })
    await ben.clickHome('Open sessions')
    await ben.clickModal('Join')
    expect(ben.modal()).toEqual([
      'Join session',
      "*@ada's open session*",
      '*Wed 2 Dec, 09:00–10:00*, New York time',
      ...['Session: Reading query plans', 'Bring a slow query.', '2 of 2 seats left', `${NOTE}:`],
      'Only the mentor reads this.',
      ...['[Join]', '[Close]'],
    ])
    await ben.fill(NOTE, 'Why is my *join* slow?')
    await ben.submit()
    expect(ben.modal()).toEqual([
      'Join session',
      expect.stringMatching(/^You have a seat in @ada's open session/),
      '[Close]',
    ])
    // The list below it shows what came of it.
    await ben.close()
    expect(ben.modal()).toEqual(expect.arrayContaining(['Open sessions', 'You have a seat']))
    await ben.close()
    await chandra.openHome()
    await chandra.clickHome('Join')
    await chandra.submit()
    await chandra.close()
    j.clock.set(WEDNESDAY_14 - HOUR)
    await j.settle()
    expect(ada.messages()).toContainEqual([
      "*What they'd like to talk about* in your open session at 15:00",
      ...['From @ben', 'Why is my *join* slow?', 'Only you can see this.'],
    ])
    expect(JSON.stringify([chandra.messages(), chandra.home()])).not.toContain('slow?')
  })

  it('asks those too who join the waitlist, and the form says so', async () => {
    const { ben, chandra, mentor } = await scene()
    await mentor.host({ asks: true, seats: 1 })
    await ben.openHome()
    await ben.clickHome('Join')
    await ben.submit()
    await chandra.clickHome('Open sessions')
    await chandra.clickModal('Join waitlist')
    expect(chandra.modal()).toEqual(
      expect.arrayContaining(["No seat is free right now, so you'd join the waitlist.", '[Join waitlist]']),
    )
    await chandra.submit()
    expect(chandra.modal()[1]).toContain("You're first in line")
  })

  it('is not asked for a form by those who have a seat already, or by themselves', async () => {
    const { j, ada, ben, chandra, mentor } = await scene()
    await mentor.host({ asks: true })
    await chandra.openHome()
    await ben.openHome()
    await ben.clickHome('Join')
    await ben.submit()
    await ben.close()
    for (const handle of ['@ben', '@ada']) {
      await j.slack.forgeClick(handle, { view: chandra.member.home(), button: 'Join' })
      await j.settle()
    }
    expect(ben.modal()[1]).toMatch(/^You have a seat/)
    expect(ada.modal()[1]).toMatch(/^It's your own open session/)
  })
})

describe('a session that is repeated', () => {
  it('is joined once, or all of it that is ahead', async () => {
    const { ben, chandra, mentor } = await scene()
    await mentor.hostAll(WEEKLY)
    await ben.openHome()
    await ben.clickHome('Join', { nth: 0 })
    expect(JSON.stringify(ben.member.modal()?.blocks)).toContain('Join all 3 that are ahead')
    await ben.submit()
    expect(ben.messages()).toHaveLength(1)
    await chandra.openHome()
    await chandra.clickHome('Join', { nth: 0 })
    await chandra.choose('This session is repeated', ['Join all 3 that are ahead'])
    await chandra.submit()
    expect(chandra.modal()).toEqual([
      ...['Join session', '*You have a seat:*', '•  {2026-12-02T14:00Z}', '•  {2026-12-09T14:00Z}'],
      ...['•  {2026-12-16T14:00Z}', '[Close]'],
    ])
    expect(chandra.messages()).toHaveLength(3)
  })

  it('says for each date whether there is a seat, a place in line, or why neither', async () => {
    const { j, ben, chandra, dana, mentor } = await scene()
    const [, second] = await mentor.hostAll({ ...WEEKLY, seats: 1 })
    if (!second) throw new Error('no second one')
    await mentor.giveSeat(second, chandra)
    const other = await mentorOf(j, dana)
    await other.host({ title: 'Something else', startsAt: WEDNESDAY_14 + 14 * DAY + 30 * MINUTE })
    await ben.clickHome('Open sessions')
    await ben.clickModal('Join', { nth: 2 })
    await ben.clickModal('Join', { nth: 0 })
    await ben.choose('This session is repeated', ['Join all 3 that are ahead'])
    await ben.submit()
    expect(ben.modal()).toEqual([
      ...['Join session', '*You have a seat:*', '•  {2026-12-02T14:00Z}'],
      ...["*You're on the waitlist:*", '•  {2026-12-09T14:00Z}, first in line', '*Not joined:*'],
      '•  {2026-12-16T14:00Z}. You have another session then: {2026-12-16T14:30Z}.',
      '[Close]',
    ])
  })

  it('is joined to its end by who has a seat in one of it: Join offers them what is left', async () => {
    const { j, ben, chandra, mentor } = await scene()
    await mentor.hostAll(WEEKLY)
    await chandra.openHome()
    const joinsFirst = async () => {
      await j.slack.forgeClick('@ben', { view: chandra.member.home(), button: 'Join', nth: 0 })
      await j.settle()
    }
    await joinsFirst()
    await ben.submit()
    expect(ben.messages()).toHaveLength(1)
    await joinsFirst()
    expect(ben.modal().slice(0, 2)).toEqual(['Join session', "*You have a seat* in @ada's open session"])
    expect(ben.modal().join()).not.toContain('seats left')
    await ben.submit()
    expect(ben.modal()).toEqual([
      ...['Join session', '*You have a seat:*', '•  {2026-12-02T14:00Z}', '•  {2026-12-09T14:00Z}'],
      ...['•  {2026-12-16T14:00Z}', '[Close]'],
    ])
    expect(ben.messages()).toHaveLength(3)
    await joinsFirst()
    expect(ben.modal()[1]).toMatch(/^You have a seat in @ada's open session/)
  })

  it('can be left once, and the rest stays', async () => {
    const { ben, mentor } = await scene()
    await mentor.hostAll(WEEKLY)
    await ben.openHome()
    await ben.clickHome('Join', { nth: 0 })
    await ben.choose('This session is repeated', ['Join all 3 that are ahead'])
    await ben.submit()
    await ben.close()
    await ben.clickHome('Leave session', { nth: 1 })
    expect(ben.home().sessions.filter((line) => line.includes("@ada's open session"))).toEqual([
      expect.stringContaining('2026-12-02'),
      expect.stringContaining('2026-12-16'),
    ])
  })
})
