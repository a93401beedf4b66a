import { describe, expect, it } from 'vitest'
import { HOUR } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { filesOf, invitationsOf } from '../support/calendar.ts'
import { buttonsOf } from '../support/reading.ts'

const SECOND = 1000
const seconds = (iso: string) => Date.parse(iso) / SECOND

/** Ben, in New York, booked with Ada, in Berlin: Tuesday 24 November, 14:00 to 14:30 UTC. */
const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  await ada.openHome()
  await ben.openHome()
  await ben.types('book @ada')
  await ben.fill('Topic', 'First talk')
  await ben.pick('Tuesday 24 November', '09:00')
  await ben.submit()
  expect(ben.modal()[1]).toMatch(/^You're booked with @ada: \{2026-11-24T14:00Z\}/)
  return { j, ada, ben, chandra }
}

const menu = ['[Google Calendar]', '[Outlook]', '[Edit topic or place]', '[Cancel session]']
const buttons = ['[Reschedule]', ...menu]

describe('rescheduling', () => {
  it('by the mentee moves the same session to another of the mentor’s times; the mentor is told, and all surfaces follow', async () => {
    const { j, ada, ben } = await scene()
    expect(buttonsOf(ben.last())).toEqual(buttons)

    await ben.click('Reschedule')
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        'Reschedule',
        'Your session with @ada is booked for:',
        '*Tue 24 Nov, 09:00–09:30*, New York time',
        'Tue 24 Nov, 15:00–15:30, Berlin time, for @ada',
        "I'll tell @ada the new time.",
        '[Reschedule]',
      ]),
    )
    expect(ben.modal()).not.toContain('Topic:')
    // Its current time is not offered, and blocks no other.
    expect(ben.offered()).not.toContain('Tuesday 24 November 09:00–09:30 · 15:00 Berlin time')
    await ben.pick('Wednesday 25 November', '10:00')
    await ben.submit()
    expect(ben.modal()[1]).toBe(
      "Moved your session with @ada: {2026-11-25T15:00Z}. I'm letting them know, and you'll both get it for your calendars.",
    )

    expect(ada.messages()).toHaveLength(2)
    expect(ada.last()).toEqual(
      expect.arrayContaining([
        '*@ben moved your session* from ~Tue 24 Nov, 15:00~ to *Wed 25 Nov, 16:00*',
        '*Wed 25 Nov, 16:00–16:30*, Berlin time',
        'Wed 25 Nov, 10:00–10:30, New York time, for @ben',
        'Topic: First talk',
      ]),
    )
    expect(ben.messages().at(-1)).toEqual(
      expect.arrayContaining([
        '*You moved your session with @ada* from ~Tue 24 Nov, 09:00~ to *Wed 25 Nov, 10:00*',
        '*Wed 25 Nov, 10:00–10:30*, New York time',
      ]),
    )
    for (const member of [ada, ben]) {
      expect(member.home().sessions.filter((line) => line.startsWith('*{'))).toHaveLength(1)
      expect(member.home().sessions[0]).toMatch('{2026-11-25T15:00Z}')
      expect(buttonsOf(member.last())).toEqual(buttons)
    }
    expect(j.slack.state.files).not.toEqual({})
  })

  it('by the mentor, from Home, can pick any future time, after a warning about the mentee’s night', async () => {
    const { ada, ben } = await scene()
    await ada.clickHome('Reschedule')
    await ada.pickFreely(seconds('2026-11-26T08:00Z'))
    await ada.submit()
    expect(ada.modal()).toEqual(
      expect.arrayContaining([
        ":warning: *That's 03:00 on Thursday for @ben (New York), outside 08:00–20:00.* Pick another time, or reschedule anyway.",
        '[Reschedule anyway]',
      ]),
    )
    expect(ben.home().sessions[0]).toMatch('{2026-11-24T14:00Z}')
    await ada.submit()
    expect(ada.modal()[1]).toMatch('{2026-11-26T08:00Z}')
    expect(ben.last()).toEqual(
      expect.arrayContaining([
        '*@ada moved your session* from ~Tue 24 Nov, 09:00~ to *Thu 26 Nov, 03:00*',
        '*Thu 26 Nov, 03:00–03:30*, New York time',
      ]),
    )
  })

  it('from /mentor sessions can pick a time that touches the old one', async () => {
    const { ada, ben } = await scene()
    await ben.types('sessions')
    expect(buttonsOf(ben.told())).toEqual([...buttons, '[Past]', '[Open sessions]', '[Subscribe]'])
    await ben.clickEphemeral('Reschedule')
    await ben.pick('Tuesday 24 November', '09:30')
    await ben.submit()
    expect(ada.home().sessions[0]).toMatch('{2026-11-24T14:30Z}')
    // Somebody else can book the old time at once.
    await ada.types('book @ben')
    await ada.clickModal('Switch roles')
    await ada.pickDay('2026-11-24')
    expect(ada.offered()).toContain('Tuesday 24 November 15:00–15:30 · 09:00 New York time')
  })

  it('by a quarter of an hour works: the session is not in its own way', async () => {
    const { ada, ben } = await scene()
    await ada.click('Reschedule')
    await ada.pickFreely(seconds('2026-11-24T14:15Z'))
    await ada.submit()
    expect(ben.last()).toEqual(
      expect.arrayContaining([
        '*@ada moved your session* from ~Tue 24 Nov, 09:00~ to *Tue 24 Nov, 09:15*',
        '*Tue 24 Nov, 09:15–09:45*, New York time',
      ]),
    )
  })

  it('in its length alone is answered and told as that', async () => {
    const { ada, ben } = await scene()
    await ada.click('Reschedule')
    await ada.pickFreely(seconds('2026-11-24T14:00Z'))
    await ada.choose('Length', '1.5 hours')
    await ada.submit()
    expect(ada.modal()[1]).toBe(
      "Your session with @ben is now 1.5 hours long: {2026-11-24T14:00Z}. I'm letting them know, and you'll both get it for your calendars.",
    )
    expect(ben.last()).toEqual(
      expect.arrayContaining([
        '*@ada changed the length of your session*',
        '*Tue 24 Nov, 09:00–10:30*, New York time',
      ]),
    )
  })

  it('to a time that somebody else took meanwhile is refused in the open modal, with fresh times', async () => {
    const { ada, ben, chandra } = await scene()
    await ben.click('Reschedule')
    await ben.pick('Tuesday 24 November', '09:30')
    await chandra.types('book @ada')
    await chandra.pick('Tuesday 24 November', '20:00')
    await chandra.submit()
    expect(chandra.modal()[1]).toMatch('{2026-11-24T14:30Z}')

    await ben.submit()
    expect(ben.modal()).toContain(":warning: *That time was just taken.* Pick one that's free now.")
    expect(ben.offered()).not.toContain('Tuesday 24 November 09:30–10:00 · 15:30 Berlin time')
    expect(ada.home().sessions[0]).toMatch('{2026-11-24T14:00Z}')
    await ben.pick('Tuesday 24 November', '10:00')
    await ben.submit()
    expect(ben.modal()[1]).toMatch('Moved your session with @ada: {2026-11-24T15:00Z}')
  })

  it('from a modal older than the other side’s move changes nothing, nor does its submission delivered again', async () => {
    const { j, ada, ben } = await scene()
    await ben.click('Reschedule')
    await ben.pick('Wednesday 25 November', '10:00')
    await ada.click('Reschedule')
    await ada.pickFreely(seconds('2026-11-27T15:00Z'))
    await ada.submit()

    await ben.submit()
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        ':warning: *This session has just been moved.* Its new time is below; pick another one if it still needs to move.',
        '*Fri 27 Nov, 10:00–10:30*, New York time',
      ]),
    )
    expect(ada.home().sessions[0]).toMatch('{2026-11-27T15:00Z}')

    await ben.pick('Wednesday 25 November', '10:00')
    await ben.submit()
    expect(ada.home().sessions[0]).toMatch('{2026-11-25T15:00Z}')
    const submitted = j.slack.requests.findLast(({ name }) => name === 'view_submission')
    if (!submitted) throw new Error('nothing was submitted')
    await ada.click('Reschedule')
    await ada.pickFreely(seconds('2026-11-27T16:00Z'))
    await ada.submit()

    await j.slack.replay(submitted, { resign: true })
    await j.settle()
    expect(ada.home().sessions[0]).toMatch('{2026-11-27T16:00Z}')
    expect(invitationsOf(j.slack, ada).map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3])
  })

  it('is impossible once the session has begun or was cancelled', async () => {
    const { j, ada, ben } = await scene()
    await ben.click('Reschedule')
    await ben.pick('Wednesday 25 November', '10:00')
    await ada.click('Cancel session')
    await ada.submit()
    await ben.submit()
    expect(ben.modal()[1]).toBe(
      'This session was cancelled, so there is nothing to change. Book another one instead.',
    )

    await ben.click('Book another time')
    await ben.pick('Tuesday 24 November', '09:00')
    await ben.submit()
    await ben.click('Reschedule')
    await ben.pick('Wednesday 25 November', '10:00')
    j.clock.advance(28 * HOUR)
    await ben.submit()
    expect(ben.modal()[1]).toBe(
      "This session has already started, so it can't be changed. You can book another one at any time.",
    )
    expect(buttonsOf(ben.last())).toEqual([])
  })
})

describe('cancelling and booking again', () => {
  it('by the mentee, with a reason; the mentor books another time as the mentor', async () => {
    const { ada, ben } = await scene()
    await ben.click('Cancel session')
    await ben.fill('Reason', 'Flu, sorry')
    await ben.submit()
    expect(ada.last()).toEqual(
      expect.arrayContaining(['*@ben cancelled your session*', 'Flu, sorry', '[Book another time]']),
    )
    expect(ben.last()).toEqual(
      expect.arrayContaining(['*You cancelled your session with @ada*', '[Book another time]']),
    )
    expect(ada.home().sessions).toEqual([])

    await ada.click('Book another time')
    expect(ada.modal()).toContain("*You're the mentor* and @ben is the mentee.")
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    expect(ada.modal()[1]).toMatch("You're booked with @ben: {2026-11-24T14:00Z}")
    expect(ben.last()).toContain('*@ada booked a session with you*')
  })

  it('by the mentor, without a reason; the mentee books another time as the mentee', async () => {
    const { ada, ben } = await scene()
    await ada.clickHome('Cancel session')
    await ada.submit()
    expect(ben.last()).toContain('*@ada cancelled your session*')
    await ben.click('Book another time')
    expect(ben.modal()).toContain("*@ada is the mentor* and you're the mentee.")
    await ben.pick('Tuesday 24 November', '09:00')
    await ben.submit()
    expect(ada.home().sessions[0]).toMatch('{2026-11-24T14:00Z}')
  })
})

describe('the calendar', () => {
  it('gets a file for the booking, the move and the cancellation: one UID, SEQUENCE 0, 1, 2, the right instants', async () => {
    const { j, ada, ben } = await scene()
    await ben.click('Reschedule')
    await ben.pick('Wednesday 25 November', '10:00')
    await ben.submit()
    await ada.click('Cancel session')
    await ada.submit()

    for (const member of [ada, ben]) {
      const files = invitationsOf(j.slack, member)
      expect(files.map(({ method, sequence, start, end }) => [method, sequence, start, end])).toEqual([
        ['REQUEST', 0, '2026-11-24T14:00:00.000Z', '2026-11-24T14:30:00.000Z'],
        ['REQUEST', 1, '2026-11-25T15:00:00.000Z', '2026-11-25T15:30:00.000Z'],
        ['CANCEL', 2, '2026-11-25T15:00:00.000Z', '2026-11-25T15:30:00.000Z'],
      ])
      expect(new Set(files.map(({ uid }) => uid)).size).toBe(1)
    }
    expect(invitationsOf(j.slack, ada)[0]).toMatchObject({
      summary: 'Mentoring session with Ben York: First talk',
      description: "You're the mentor. To move or cancel this session, open Mentorship in Slack.",
      attendees: [{ name: 'Ada Berlin' }, { name: 'Ben York' }],
    })
    expect(invitationsOf(j.slack, ben)[0]).toMatchObject({
      summary: 'Mentoring session with Ada Berlin: First talk',
    })
    // The day is the reader's own.
    expect(filesOf(j.slack, ada).map(({ name, said }) => [name, said[0]])).toEqual([
      ['Ben-York-24-Nov.ics', 'Add or update this session in your calendar'],
      ['Ben-York-25-Nov.ics', 'Add or update this session in your calendar'],
      ['Cancelled-Ben-York-25-Nov.ics', 'Remove this session from your calendar'],
    ])
  })

  it('gets it in the thread of the session’s message: one session is one unread message', async () => {
    const { j, ada, ben } = await scene()
    const threads = (member: typeof ada) =>
      member.member
        .dm()
        .map(({ ts, threadTs, files }) => (files ? `file below ${threadTs}` : `message ${ts}`))
    for (const member of [ada, ben]) {
      const [first, ...more] = member.dm()
      expect(more).toEqual([])
      expect(threads(member)).toEqual([`message ${first?.ts}`, `file below ${first?.ts}`])
    }
    // Ben moved it: his own message changes where it is, Ada is told by a new one with a thread of its own.
    await ben.click('Reschedule')
    await ben.pick('Wednesday 25 November', '10:00')
    await ben.submit()
    const [older, newer] = ada.dm()
    expect(threads(ada)).toEqual([
      `message ${older?.ts}`,
      `file below ${older?.ts}`,
      `message ${newer?.ts}`,
      `file below ${newer?.ts}`,
    ])
    // Deleted, the older one would leave a line of Slack's above its thread.
    expect(ada.messages()[0]).toEqual(["There's a newer message about this further down."])
    const [bens] = ben.dm()
    expect(threads(ben)).toEqual([`message ${bens?.ts}`, `file below ${bens?.ts}`, `file below ${bens?.ts}`])
    expect(j.slack.breaches).toEqual([])
  })

  it.each(['files.getUploadURLExternal', 'files.completeUploadExternal', 'conversations.replies'])(
    'gets each file once, even if Slack’s answer to %s is lost',
    async (method) => {
      const { j, ada, ben } = await scene()
      j.slack.faults.on({ method: 'files.completeUploadExternal', kind: 'lost-reply', times: 1 })
      if (method !== 'files.completeUploadExternal')
        j.slack.faults.on({ method, kind: 'lost-reply', times: 1 })
      await ben.click('Reschedule')
      await ben.pick('Wednesday 25 November', '10:00')
      await ben.submit()
      for (let minutes = 0; minutes < 10; minutes++) {
        j.clock.advance(60 * SECOND)
        await j.settle()
      }
      for (const member of [ada, ben]) {
        expect(invitationsOf(j.slack, member).map(({ sequence }) => sequence)).toEqual([0, 1])
      }
    },
  )

  it('is one press away in the browser: both links are acknowledged and carry the session', async () => {
    const { j, ben } = await scene()
    const before = j.slack.requests.length
    await ben.click('Google Calendar')
    await ben.click('Outlook')
    const presses = j.slack.requests.slice(before).filter(({ direction }) => direction === 'slack-to-app')
    expect(presses.map(({ status }) => status)).toEqual([200, 200])
    const message = JSON.stringify(ben.dm().at(-1)?.blocks)
    expect(message).toContain('dates=20261124T140000Z%2F20261124T143000Z')
    expect(message).toContain('startdt=2026-11-24T14%3A00%3A00.000Z')
  })
})
