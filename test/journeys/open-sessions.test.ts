import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { type Actor, actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { mentorOf, WEDNESDAY_14 } from '../support/host.ts'
import { buttonsOf } from '../support/reading.ts'

/** Ada hosts, the others come; all have opened their Homes. */
const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra, dana] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra'), actor(j, 'dana')]
  for (const member of [ada, ben, chandra, dana]) await member.openHome()
  return { j, ada, ben, chandra, dana, mentor: await mentorOf(j, ada) }
}

/** A member's Home, as it is when they come back to it. */
const atHome = async (member: Actor) => {
  await member.openHome()
  return member.home()
}

/** Joins the first one in the list, and closes the list. @returns what was said of it */
const join = async (member: Actor, label = 'Join') => {
  await member.clickHome('Open sessions')
  await member.clickModal(label)
  const [, said] = member.modal()
  await member.close({ all: true })
  return said
}

const WHEN = '*{2026-12-02T14:00Z}–{2026-12-02T15:00Z}*'

describe('an open session', () => {
  it('is offered on Home to others, joined with one press, and shown as theirs from then on', async () => {
    const { ada, ben, mentor } = await scene()
    await mentor.host()
    expect((await atHome(ada)).open).toEqual([])
    expect((await atHome(ben)).open).toEqual([
      ...['Reading query plans', `${WHEN} · @ada`, '2 of 2 seats left', '[Join]'],
    ])
    await ben.clickHome('Join')
    expect(ben.modal()).toEqual([
      'Mentorship',
      "You have a seat in @ada's open session: {2026-12-02T14:00Z}. I've sent you a message with the details, also for your calendar.",
      '[Close]',
    ])
    expect(ben.last().slice(0, 5)).toEqual([
      "*You have a seat* in @ada's open session",
      '*Wed 2 Dec, 09:00–10:00*, New York time',
      ...['Session: Reading query plans', 'Where: https://meet.example.com/ada', 'Bring a slow query.'],
    ])
    expect(buttonsOf(ben.last())).toEqual([
      ...['[Open link]', '[Leave session]', '[Google Calendar]', '[Outlook]'],
    ])
    expect(ben.home().open).toEqual([])
    expect(ben.home().sessions.slice(0, 4)).toEqual([
      `${WHEN} · @ada's open session · 1 of 2 seats taken`,
      'Session: Reading query plans',
      ...['[Open link]', '[Leave session]'],
    ])
    expect(ada.last()).toContain('*Who comes:* @ben')
    expect(ada.home().sessions[0]).toBe(`${WHEN} · your open session · 1 of 2 seats taken`)
  })

  it('is joined and left in the list, which says each time what came of it', async () => {
    const { ben, mentor } = await scene()
    await mentor.host()
    await ben.clickHome('Open sessions')
    expect(ben.modal()).toEqual([
      ...['Open sessions', '[Any topic]', 'Reading query plans', `${WHEN} · @ada`, '2 of 2 seats left'],
      ...['[Join]', 'Bring a slow query.', '[Close]'],
    ])
    await ben.clickModal('Join')
    expect(ben.modal()[1]).toMatch(/^You have a seat in @ada's open session/)
    expect(ben.modal()).toEqual(expect.arrayContaining(['You have a seat', '[Open link]', '[Leave session]']))
    await ben.clickModal('Leave session')
    expect(ben.modal()[1]).toMatch(/^You left @ada's open session/)
    expect(ben.modal()).toEqual(expect.arrayContaining(['2 of 2 seats left', '[Join]']))
    expect(ben.last()[0]).toBe("*You left* @ada's open session")
  })

  it('accepts what its mentor had offered to the one who joins', async () => {
    const { ada, ben, mentor } = await scene()
    await mentor.host()
    await ben.types('request @ada Shall we read one of mine?')
    await ada.types('offer @ben Or one of mine?')
    expect(await join(ben)).toContain('That accepted their offer to mentor.')
    expect(ben.home().received).toEqual(['Nothing needs you right now.', '[History]'])
    // What the member asked for stays, and the mentor can still answer it.
    expect(ada.home().received).toContain('[Accept]')
  })
})

describe('when all seats are taken', () => {
  const full = async () => {
    const here = await scene()
    const session = await here.mentor.host({ seats: 1 })
    await join(here.ben)
    return { ...here, session }
  }

  it('the next to join waits, is told their place, and can leave the line', async () => {
    const { ada, chandra, dana } = await full()
    await chandra.clickHome('Open sessions')
    expect(chandra.modal()).toEqual(expect.arrayContaining(['The seat is taken', '[Join waitlist]']))
    await chandra.close()
    expect(await join(chandra, 'Join waitlist')).toBe(
      "No seat is free right now. You're first in line for @ada's open session: {2026-12-02T14:00Z}. If one comes free, you'll hear from me.",
    )
    expect(await join(dana, 'Join waitlist')).toContain("You're second in line")
    expect(dana.last()).toEqual(
      expect.arrayContaining([
        "*You're waiting for a seat* in @ada's open session",
        "You're second in line. If a seat comes free, you'll hear from me.",
        '[Leave waitlist]',
      ]),
    )
    expect(dana.last().join()).not.toContain('meet.example.com')
    expect(ada.last()).toEqual(expect.arrayContaining(['*Who comes:* @ben', '*On the waitlist:* 2 people']))
    await chandra.click('Leave waitlist')
    expect(chandra.last()[0]).toBe("*@ada's open session*")
    expect(dana.last()).toContain("You're first in line. If a seat comes free, you'll hear from me.")
  })

  it('a seat that is given up goes to the first in line at once', async () => {
    const { ada, ben, chandra } = await full()
    await join(chandra, 'Join waitlist')
    await ben.click('Leave session')
    expect(chandra.last().slice(0, 2)).toEqual([
      "*A seat came free, and it's yours* in @ada's open session",
      '*Wed 2 Dec, 19:30–20:30*, Kolkata time',
    ])
    expect(ada.last()).toContain('*Who comes:* @chandra')
    expect(ben.last()).toEqual(expect.arrayContaining(["*You left* @ada's open session", '[Join waitlist]']))
  })

  it('more seats take in those who wait', async () => {
    const { ada, chandra, mentor, session } = await full()
    await join(chandra, 'Join waitlist')
    await mentor.setSeats(session, 3)
    expect(chandra.last()[0]).toBe("*A seat came free, and it's yours* in @ada's open session")
    expect(ada.last()).toEqual(expect.arrayContaining(['*Who comes:* @ben, @chandra', '2 of 3 seats taken']))
  })

  it('who has another session by then is passed over, keeps their place and is told', async () => {
    const { j, ben, chandra, dana } = await full()
    await join(chandra, 'Join waitlist')
    const other = await mentorOf(j, dana)
    await other.host({ title: 'Something else', startsAt: WEDNESDAY_14 + 30 * MINUTE })
    await chandra.clickHome('Open sessions')
    await chandra.clickModal('Join')
    await chandra.close()
    await ben.click('Leave session')
    expect(chandra.messages().flat()).toContain(
      "A seat came free, but you have another session at that time. You keep your place: you're first in line.",
    )
  })
})

describe('a seat that comes free less than a day before', () => {
  const promoted = async () => {
    const here = await scene()
    await here.mentor.host({ seats: 1 })
    await join(here.ben)
    await join(here.chandra, 'Join waitlist')
    await join(here.dana, 'Join waitlist')
    here.j.clock.set(WEDNESDAY_14 - 6 * HOUR)
    await here.j.settle()
    await here.ben.click('Leave session', {
      message:
        here.ben.dm().findLast((message) => JSON.stringify(message).includes('Leave session'))?.ts ?? '',
    })
    return here
  }

  it('is kept for the first in line, who is asked, and takes it', async () => {
    const { ada, chandra } = await promoted()
    expect(chandra.last().slice(0, 5)).toEqual([
      "*A seat is free for you* in @ada's open session",
      '*Wed 2 Dec, 19:30–20:30*, Kolkata time',
      ...['Session: Reading query plans', 'Bring a slow query.'],
      'It starts in less than a day, so please confirm. The seat is kept for you until *{2026-12-02T11:00Z}*; after that it goes to the next in line.',
    ])
    expect(buttonsOf(chandra.last())).toEqual(['[Take the seat]', "[I can't come]"])
    expect(chandra.home().sessions).toEqual(
      expect.arrayContaining([`${WHEN} · @ada's open session · 1 of 1 seat taken`, '[Take the seat]']),
    )
    expect(chandra.home().sessions.join()).not.toContain('meet.example.com')
    expect(ada.messages().flat()).toContain('*Still to confirm:* @chandra')
    await chandra.clickHome('Take the seat')
    expect(chandra.last()).toEqual(
      expect.arrayContaining([
        "*A seat came free, and it's yours* in @ada's open session",
        '[Leave session]',
      ]),
    )
    expect(chandra.home().sessions).toContain('[Open link]')
  })

  it('goes to the next in line if the first says no', async () => {
    const { chandra, dana } = await promoted()
    await chandra.click("I can't come")
    expect(chandra.last()[0]).toBe("*You left* @ada's open session")
    expect(dana.last()[0]).toBe("*A seat is free for you* in @ada's open session")
  })

  it('goes to the next in line if the first does not answer; a late yes is told so', async () => {
    const { j, chandra, dana } = await promoted()
    const shown = structuredClone(chandra.dm().at(-1))
    j.clock.set(WEDNESDAY_14 - 3 * HOUR)
    await j.settle()
    expect(chandra.last()[0]).toBe("*The seat went to the next in line* in @ada's open session")
    expect(dana.last()[0]).toBe("*A seat is free for you* in @ada's open session")
    expect(chandra.messages().flat()).not.toContain('[Take the seat]')
    await j.slack.forgeClick('@chandra', { message: shown, button: 'Take the seat' })
    await j.settle()
    expect(chandra.told()).toEqual([
      "The seat went to the next in line, because it wasn't confirmed in time. If you join again, you start at the end of the line.",
    ])
  })
})

describe('pressing Join', () => {
  it('on one’s own session says that no seat is needed', async () => {
    const { j, ada, ben, mentor } = await scene()
    await mentor.host()
    await atHome(ben)
    await j.slack.forgeClick('@ada', { view: ben.member.home(), button: 'Join' })
    await j.settle()
    expect(ada.modal()[1]).toMatch(/^It's your own open session, so you don't need a seat\./)
  })

  it('with a seat says so, and what to do if one cannot come', async () => {
    const { j, ben, chandra, mentor } = await scene()
    await mentor.host()
    await atHome(chandra)
    await join(ben)
    await j.slack.forgeClick('@ben', { view: chandra.member.home(), button: 'Join' })
    await j.settle()
    expect(ben.modal()[1]).toBe(
      "You have a seat in @ada's open session: {2026-12-02T14:00Z}. If you can't come, leave the session on the Home tab or in my message about it.",
    )
  })

  it('with another session at that time names it, and takes no seat', async () => {
    const { j, ben, dana, mentor } = await scene()
    await mentor.host()
    const other = await mentorOf(j, dana)
    await other.host({ title: 'Something else', startsAt: WEDNESDAY_14 + 30 * MINUTE })
    await ben.clickHome('Open sessions')
    await ben.clickModal('Join', { nth: 0 })
    await ben.clickModal('Join')
    expect(ben.modal()[1]).toBe(
      'You have another session then: {2026-12-02T14:00Z}. Move or cancel that one first, or join another open session.',
    )
    expect(ben.messages()).toHaveLength(1)
  })

  it('on one that was cancelled or is over says so', async () => {
    const { j, ben, chandra, mentor } = await scene()
    const session = await mentor.host()
    await atHome(ben)
    await atHome(chandra)
    const stale = structuredClone(ben.member.home())
    await mentor.cancel(session)
    await j.slack.forgeClick('@ben', { view: stale, button: 'Join' })
    await j.settle()
    expect(ben.modal()[1]).toBe('This session was cancelled. The Home tab shows which ones you can join.')
    const other = await mentor.host()
    await atHome(chandra)
    j.clock.set(WEDNESDAY_14 + 2 * HOUR)
    await chandra.clickHome('Join')
    expect(chandra.modal()[1]).toBe(
      "It's too late to join this session. The Home tab shows which ones you can still join.",
    )
    expect(other).not.toBe(session)
  })

  it('as a guest says that mentoring is for full members', async () => {
    const { j, ben, mentor } = await scene()
    await mentor.host()
    await atHome(ben)
    const gus = actor(j, 'gus')
    await j.slack.forgeClick('@gus', { view: ben.member.home(), button: 'Join' })
    await j.settle()
    expect(gus.modal()[1]).toMatch(/^You're a guest here/)
  })
})

describe('a session for those invited', () => {
  const invited = async () => {
    const here = await scene()
    const session = await here.mentor.host({ audience: 'invited', seats: 1 })
    await here.mentor.invite(session, here.ben, here.chandra)
    return { ...here, session }
  }

  it('reaches them alone; nobody else sees or joins it', async () => {
    const { j, ben, dana } = await invited()
    expect(ben.last().filter((line) => !line.includes('seat left'))).toEqual([
      '*@ada invites you to an open session*',
      '*Wed 2 Dec, 09:00–10:00*, New York time',
      ...['Session: Reading query plans', 'Bring a slow query.', '[Join]', '[Not now]'],
    ])
    expect((await atHome(ben)).open).toContain('[Join]')
    expect((await atHome(dana)).open).toEqual([])
    await dana.clickHome('Open sessions')
    expect(dana.modal()).toContain('[Host an open session]')
    await dana.close()
    const before = [ben.messages(), dana.messages()]
    await j.slack.forgeClick('@dana', { message: ben.dm().at(-1), button: 'Join' })
    await j.settle()
    expect(dana.told()).toEqual([
      "I can't find that any more, or it isn't yours to answer. Your Home tab shows what you can do now.",
    ])
    expect([ben.messages(), dana.messages()]).toEqual(before)
  })

  it('is put aside in silence, and still joined later', async () => {
    const { ada, ben, chandra } = await invited()
    await atHome(ben)
    const others = () => JSON.stringify([ada.messages(), ada.home(), chandra.messages(), chandra.home()])
    const before = others()
    await ben.click('Not now')
    expect(ben.last()).toEqual(
      expect.arrayContaining([`Put aside. @ada isn't told, and you can still join.`, '[Join]']),
    )
    expect(ben.last()).not.toContain('[Not now]')
    expect(ben.home().open).toEqual([])
    expect(ben.told()).toEqual([])
    expect(others()).toBe(before)
    await ben.click('Join')
    expect(ben.told()).toEqual([])
    expect(ben.last()[0]).toBe("*You have a seat* in @ada's open session")
    expect(ada.last()).toContain('*Who comes:* @ben')
  })
})

describe('those who have a seat', () => {
  it('are told of another time, and can leave', async () => {
    const { j, ben, chandra, mentor } = await scene()
    const session = await mentor.host({ seats: 1 })
    await join(ben)
    await join(chandra, 'Join waitlist')
    j.clock.advance(MINUTE)
    await mentor.move(session, WEDNESDAY_14 + 24 * HOUR)
    expect(ben.last().slice(0, 2)).toEqual([
      '*@ada moved the open session* from ~Wed 2 Dec, 09:00~ to *Thu 3 Dec, 09:00–10:00*',
      '*Thu 3 Dec, 09:00–10:00*, New York time',
    ])
    expect(ben.last()).toContain('[Leave session]')
    expect(chandra.last().slice(0, 3)).toEqual([
      "*You're waiting for a seat* in @ada's open session",
      '*Thu 3 Dec, 19:30–20:30*, Kolkata time',
      'Moved from ~Wed 2 Dec, 19:30~',
    ])
    // Who takes a seat later knows no other time.
    await ben.click('Leave session')
    expect(chandra.last()[0]).toBe("*A seat came free, and it's yours* in @ada's open session")
  })

  it('lose it if they have another session at the new time, and are told why', async () => {
    const { j, ben, chandra, dana, mentor } = await scene()
    const session = await mentor.host({ seats: 1 })
    await join(ben)
    await join(chandra, 'Join waitlist')
    const other = await mentorOf(j, dana)
    await other.host({ title: 'Something else', startsAt: WEDNESDAY_14 + 24 * HOUR })
    await ben.clickHome('Open sessions')
    await ben.clickModal('Join')
    await ben.close()
    await mentor.move(session, WEDNESDAY_14 + 24 * HOUR)
    expect(ben.messages().flat()).toContain(
      '*You no longer have a seat*: @ada moved the open session to a time when you have another one',
    )
    expect(chandra.last()[0]).toBe("*A seat came free, and it's yours* in @ada's open session")
  })

  it('are told that it was cancelled, and why; their time is free at once', async () => {
    const { j, ben, chandra, dana, mentor } = await scene()
    const session = await mentor.host({ seats: 1 })
    await join(ben)
    await join(chandra, 'Join waitlist')
    await mentor.cancel(session, 'Flu, sorry')
    for (const member of [ben, chandra])
      expect(member.last()).toEqual(
        expect.arrayContaining(['*@ada cancelled the open session*', 'Flu, sorry']),
      )
    expect(ben.home().sessions).toEqual([])
    await (await mentorOf(j, dana)).host({ title: 'Instead' })
    expect(await join(ben)).toContain('You have a seat')
  })

  it('are reminded of it as of any session, its mentor too', async () => {
    const { j, ada, ben, mentor } = await scene()
    await mentor.host()
    await join(ben)
    j.clock.set(WEDNESDAY_14 - 10 * MINUTE)
    await j.settle()
    expect(ben.last()).toEqual([
      "Reminder: @ada's open session, *{2026-12-02T14:00Z}*",
      '[Open link]',
      'Topic: Reading query plans',
    ])
    expect(ada.last()[0]).toBe('Reminder: your open session, *{2026-12-02T14:00Z}*')
  })

  it('find it under /mentor sessions, leave it there, and afterwards among those that are over', async () => {
    const { j, ada, ben, chandra, mentor } = await scene()
    await mentor.host()
    await join(ben)
    await join(chandra)
    await ben.types('sessions')
    expect(ben.told()).toEqual([
      ...['Upcoming sessions', `${WHEN} · @ada's open session · 2 of 2 seats taken`],
      ...['Session: Reading query plans', '[Open link]', '[Leave session]', '[Google Calendar]', '[Outlook]'],
      ...['[Past]', '[Open sessions]', '[Subscribe]'],
    ])
    await ben.clickEphemeral('Leave session')
    expect(ben.told()).toEqual([
      expect.stringMatching(/^You left @ada's open session/),
      ...['Upcoming sessions', 'No upcoming sessions', '[Past]', '[Open sessions]', '[Subscribe]'],
    ])
    j.clock.set(WEDNESDAY_14 + 2 * HOUR)
    await chandra.types('sessions')
    await chandra.clickEphemeral('Past')
    expect(chandra.told()).toEqual([
      ...['Past sessions', `${WHEN} · @ada's open session · 1 of 2 seats taken`, '[Book again]'],
      ...['Session: Reading query plans', '[Upcoming]'],
    ])
    await ada.types('sessions')
    await ada.clickEphemeral('Past')
    expect(ada.told()).toEqual([
      ...['Past sessions', `${WHEN} · your open session · 1 of 2 seats taken`, '[Host again]'],
      ...['Session: Reading query plans', '[Upcoming]'],
    ])
  })
})
