import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { type Actor, actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { mentorOf, WEDNESDAY_14 } from '../support/host.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra, dana] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra'), actor(j, 'dana')]
  for (const member of [ada, ben, chandra, dana]) await member.openHome()
  const at = async (now: number) => {
    j.clock.set(now)
    await j.settle()
  }
  return { j, ada, ben, chandra, dana, at, mentor: await mentorOf(j, ada) }
}

const joins = async (member: Actor, button = 'Join') => {
  await member.openHome()
  await member.clickHome(button)
  await member.close({ all: true })
}

const offered = async (member: Actor) => {
  await member.openHome()
  return member.home().open
}

/** When the member is in open sessions, by their Home. */
const dates = async (member: Actor) => {
  await member.openHome()
  return member.home().sessions.flatMap((line) => {
    const [, start] = /^\*\{([^}]*)\}/.exec(line) ?? []
    return start === undefined ? [] : [start]
  })
}

describe('an open session that the app cancels', () => {
  it('because too few have a seat a day before says so to its mentor and to those who have one', async () => {
    const { ada, ben, chandra, at, mentor } = await scene()
    await mentor.host({ seats: 3, fewest: 2 })
    await joins(ben)
    await at(WEDNESDAY_14 - DAY - MINUTE)
    expect(ben.last()[0]).toBe("*You have a seat* in @ada's open session")
    await at(WEDNESDAY_14 - DAY)
    expect(ada.last()[0]).toBe('*Your open session was cancelled*: a day before, fewer than 2 had a seat')
    expect(ben.last()[0]).toBe('*The open session was cancelled*: too few people took a seat')
    for (const member of [ada, ben]) {
      expect(member.last().join()).not.toContain('[')
      expect(await dates(member)).toEqual([])
    }
    expect([chandra.messages(), await offered(chandra)]).toEqual([[], []])
  })

  it('takes place if enough have a seat by then, though one of them leaves later', async () => {
    const { ada, ben, chandra, at, mentor } = await scene()
    await mentor.host({ seats: 3, fewest: 2 })
    await joins(ben)
    await joins(chandra)
    await at(WEDNESDAY_14 - DAY)
    await ben.openHome()
    await ben.clickHome('Leave session')
    await at(WEDNESDAY_14 - HOUR)
    expect(await dates(chandra)).toEqual(['2026-12-02T14:00Z'])
    expect(ada.messages()[0]).toContain('*Who comes:* @chandra')
  })

  it('because nobody has joined by the time that its mentor named frees their time', async () => {
    const { ada, ben, dana, at, mentor } = await scene()
    await mentor.host({ releaseHours: 2 })
    await joins(ben)
    await ben.click('Leave session')
    await at(WEDNESDAY_14 - 2 * HOUR - MINUTE)
    expect(await offered(dana)).toContain('[Join]')
    await at(WEDNESDAY_14 - 2 * HOUR)
    expect(ada.last()[0]).toBe(
      '*Your time is free again*: nobody had joined your open session 2 hours before',
    )
    expect(await offered(dana)).toEqual([])
    // Who has left hears nothing new, and reads it where they had been told of it.
    expect(ben.messages()).toEqual([
      expect.arrayContaining(['*The open session was cancelled*: nobody had joined']),
    ])
    await mentor.host({ title: 'Instead' })
    expect((await offered(dana))[0]).toBe('Instead')
  })
})

describe('each of a series', () => {
  const WEEKLY = { repeats: { every: 'week', times: 4 } } as const

  it('is moved by itself: whoever is in it is told of that one, and the others stay', async () => {
    const { j, ada, ben, chandra, mentor } = await scene()
    const [, second] = await mentor.hostAll(WEEKLY)
    if (!second) throw new Error('no second one')
    await ben.openHome()
    await ben.clickHome('Join', { nth: 0 })
    await ben.choose('This session is repeated', ['Join all 4 that are ahead'])
    await ben.submit()
    j.clock.advance(MINUTE)
    await mentor.move(second, WEDNESDAY_14 + 8 * DAY)
    expect(ben.messages()).toHaveLength(5)
    expect(ben.last()[0]).toBe(
      '*@ada moved the open session* from ~Wed 9 Dec, 09:00~ to *Thu 10 Dec, 09:00–10:00*',
    )
    const moved = ['2026-12-02T14:00Z', '2026-12-10T14:00Z', '2026-12-16T14:00Z', '2026-12-23T14:00Z']
    for (const member of [ada, ben]) expect(await dates(member)).toEqual(moved)
    expect(chandra.messages()).toEqual([])
  })

  it('is cancelled by itself, or with all that are ahead, which tells each member of each that they are in', async () => {
    const { ada, ben, chandra, at, mentor } = await scene()
    const all = await mentor.hostAll({ ...WEEKLY, seats: 1 })
    const [first, second, third] = all
    if (!first || !second || !third) throw new Error('not made')
    await mentor.giveSeat(first, ben)
    await mentor.giveSeat(second, ben)
    await mentor.giveSeat(third, chandra)
    await mentor.cancel(second, 'A holiday')
    expect(await dates(ben)).toEqual(['2026-12-02T14:00Z'])
    expect(await dates(ada)).toEqual(['2026-12-02T14:00Z', '2026-12-16T14:00Z', '2026-12-23T14:00Z'])
    expect(ben.last()).toEqual(expect.arrayContaining(['*@ada cancelled the open session*', 'A holiday']))
    expect(chandra.messages()).toHaveLength(1)
    await at(WEDNESDAY_14 + 2 * HOUR)
    const before = ben.messages()
    await mentor.cancel(third, 'I am moving', 'all')
    expect(ben.messages()).toEqual(before)
    expect(chandra.last()).toEqual(
      expect.arrayContaining(['*@ada cancelled the open session*', 'I am moving']),
    )
    for (const member of [ada, chandra]) expect(await dates(member)).toEqual([])
  })
})

describe('an open session that has begun', () => {
  it('lets in who comes late while a seat is free, and says so to whoever comes when none is', async () => {
    const { j, ada, ben, chandra, dana, at, mentor } = await scene()
    await mentor.host({ seats: 2 })
    await joins(ben)
    await chandra.openHome()
    await dana.openHome()
    await at(WEDNESDAY_14 + 10 * MINUTE)
    const offer = structuredClone(dana.member.home())
    for (const handle of ['@chandra', '@dana'])
      await j.slack.forgeClick(handle, { view: offer, button: 'Join' })
    await j.settle()
    expect(chandra.modal()[1]).toMatch(/^You have a seat in @ada's open session/)
    expect(dana.modal()[1]).toBe(
      "It's too late to join this session. The Home tab shows which ones you can still join.",
    )
    expect(dana.messages()).toEqual([])
    expect(ada.messages()[0]).toContain('*Who comes:* @ben, @chandra')
  })
})

describe('when an account is deactivated', () => {
  it('its open sessions are cancelled, which says why to each: who has a seat, waits or is invited', async () => {
    const { j, ada, ben, chandra, dana, mentor } = await scene()
    const session = await mentor.host({ seats: 1, announcedIn: 'C0LUNCH001' })
    await mentor.invite(session, dana)
    await joins(ben)
    await joins(chandra, 'Join waitlist')
    await j.slack.changeMember('@ada', { deactivated: true })
    j.clock.advance(MINUTE)
    await j.settle()
    const cancelled = "*The open session was cancelled because @ada's account was deactivated*"
    for (const member of [ben, chandra, dana]) {
      expect(member.last()[0]).toBe(cancelled)
      expect(member.last().join()).not.toContain('[')
      expect([await dates(member), await offered(member)]).toEqual([[], []])
    }
    // The invitation is the card that changes; the others hear of it.
    expect([ben, chandra, dana].map((member) => member.messages().length)).toEqual([2, 2, 1])
    expect(dana.in('#lunch-and-learn').messages().at(-1)).toEqual(
      expect.arrayContaining(['*It was cancelled.*']),
    )
    await j.slack.changeMember('@ada', { deactivated: false })
    await j.settle()
    expect(ada.last()[0]).toBe('*Your open session was cancelled while you were away*')
    expect(await dates(ada)).toEqual([])
  })

  it('the seat that it had goes to the first in line, and the mentor reads who comes now', async () => {
    const { j, ada, ben, chandra, mentor } = await scene()
    await mentor.host({ seats: 1 })
    await joins(ben)
    await joins(chandra, 'Join waitlist')
    await j.slack.changeMember('@ben', { deactivated: true })
    await j.settle()
    expect(ada.last()).toEqual(expect.arrayContaining(['*Who comes:* @chandra', '1 of 1 seat taken']))
    expect(chandra.last()[0]).toBe("*A seat came free, and it's yours* in @ada's open session")
    expect(await dates(chandra)).toEqual(['2026-12-02T14:00Z'])
    await j.slack.changeMember('@ben', { deactivated: false })
    await j.settle()
    expect([ben.last()[0], await dates(ben)]).toEqual([
      "*Your seat in @ada's open session was given up while you were away*",
      [],
    ])
  })
})

it('A member’s own request stays when they join, and its card says that they took a seat', async () => {
  const { ada, ben, mentor } = await scene()
  await mentor.host()
  await ben.types('request @ada Shall we read one of mine?')
  expect(ada.last().join()).not.toContain('took a seat')
  await joins(ben)
  expect(ada.messages().at(-1)?.join()).toMatch(
    /@ben took a seat in your open session: \{2026-12-02T14:00Z\}/,
  )
  expect(ada.messages().at(-1)).toContain('[Accept]')
})
