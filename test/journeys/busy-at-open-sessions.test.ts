import { describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '../../src/domain/time/time.ts'
import { type Actor, actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { feedServer, icalendar, vevent } from '../support/feed-server.ts'
import { fillIn, hosts, TUESDAY } from '../support/hosting.ts'

/** Tuesdays from 15:30 to 16:30 in Berlin: in the middle of what begins at three. */
const EVERY_TUESDAY = icalendar(
  ...vevent(
    'DTSTART:20261201T143000Z',
    'DTEND:20261201T153000Z',
    'RRULE:FREQ=WEEKLY;COUNT=2',
    'SUMMARY:Top secret',
  ),
)

const scene = async (...owners: string[]) => {
  const server = await feedServer((_request, response) => response.end(EVERY_TUESDAY))
  const j = await journey()
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  for (const owner of owners.map((handle) => actor(j, handle))) {
    await owner.openHome()
    await owner.clickHome('Connect a calendar')
    await owner.fill('Calendar address (.ics)', server.address('/a.ics'))
    await owner.submit()
    await owner.close()
  }
  await j.app.readCalendars()
  await j.settle()
  return { j, ada, ben, chandra, server }
}

const said = (member: Actor) => member.modal().join('\n')
const NEXT_WEEK = TUESDAY + 7 * DAY

describe('an open session over what the mentor’s own calendar says is busy', () => {
  it('is asked about once, with everything that was typed, and set up', async () => {
    const { ada } = await scene('ada')
    await ada.types('host Reading query plans')
    await fillIn(ada, { Where: 'Room 4', 'Number of seats': 3 })
    await ada.submit()
    expect(ada.modal()).toEqual(
      expect.arrayContaining([
        ":warning: *Your calendar says that you're busy then.* Pick another time, or set it up anyway.",
        'Title: Reading query plans',
        'Where: Room 4',
        'Number of seats: 3',
        '[Set up anyway]',
      ]),
    )
    await ada.submit()
    expect(said(ada)).toContain('*Set up:* {2026-12-01T14:00Z}–{2026-12-01T15:00Z}')
  })

  it('is asked about anew at another busy time, and not at a free one', async () => {
    const { ada } = await scene('ada')
    await ada.types('host Reading query plans')
    await fillIn(ada)
    await ada.submit()
    await fillIn(ada, { starts: NEXT_WEEK })
    await ada.submit()
    expect(ada.modal()).toContain('[Set up anyway]')
    await fillIn(ada, { starts: NEXT_WEEK + DAY })
    await ada.submit()
    expect(said(ada)).toContain('*Set up:* {2026-12-09T14:00Z}')
  })

  it('of a series names the times that are busy', async () => {
    const { ada } = await scene('ada')
    await ada.types('host Reading query plans')
    await fillIn(ada, { Repeats: 'Every week', 'How many times': 3 })
    await ada.submit()
    expect(said(ada)).toContain(
      ":warning: *Your calendar says that you're busy at some of these times: {2026-12-01T14:00Z}, {2026-12-08T14:00Z}.* Pick another time, or set them up anyway.",
    )
    await ada.submit()
    expect(said(ada)).toContain('*Set up 3 sessions:*')
  })

  it('is asked about when it is moved there, in the words of a session for two', async () => {
    const { ada } = await scene('ada')
    await hosts(ada, 'Reading query plans', { starts: NEXT_WEEK + DAY })
    await ada.click('Reschedule')
    await ada.choose('Starts', NEXT_WEEK / 1_000)
    await ada.submit()
    expect(ada.modal()).toContain(
      ":warning: *Your calendar says that you're busy then.* Pick another time, or reschedule anyway.",
    )
    expect(ada.modal()).toContain('[Reschedule anyway]')
    await ada.submit()
    expect(said(ada)).toContain('Moved: {2026-12-08T14:00Z}–{2026-12-08T15:00Z}.')
  })

  it('is set up without a word where the calendar was read too long ago to count', async () => {
    const { j, ada } = await scene('ada')
    j.clock.advance(121 * MINUTE)
    const text = await hosts(ada, 'Reading query plans')
    expect(text.join()).toContain('*Set up:*')
  })
})

describe('a seat at a time that a member’s own calendar says is busy', () => {
  it('is theirs when they join, and the answer says so to them alone', async () => {
    const { ada, ben, chandra } = await scene('ben')
    await hosts(ada, 'Reading query plans', { Questions: [] })
    await ben.openHome()
    await ben.clickHome('Join')
    expect(said(ben)).toMatch(/^.*\nYou have a seat in @ada's open session/)
    expect(said(ben)).toContain("Your calendar says that you're busy then.")
    expect(JSON.stringify([ada.messages(), chandra.messages()])).not.toContain('busy')
  })

  it('is said above a card, too, where a seat brings only its message', async () => {
    const { ada, ben } = await scene('ben')
    await hosts(ada, 'Reading query plans', { Invite: ['@ben'], Questions: [] })
    await ben.click('Join')
    expect(said(ben) + ben.told().join()).toContain("Your calendar says that you're busy then.")
  })

  it('is theirs when the mentor gives it to them, who reads that they are busy and nothing more', async () => {
    const { ada, ben } = await scene('ben')
    await hosts(ada, 'Reading query plans')
    await ada.click('Seats')
    await ada.clickModal('Give somebody a seat')
    await ada.choose('Who gets the seat?', '@ben')
    await ada.submit()
    expect(said(ada)).toContain(
      '@ben has a seat now, and I let them know. Their calendar says that they are busy then.',
    )
    expect(said(ada)).not.toContain('secret')
    expect(ben.last().join()).toContain('Reading query plans')
  })
})
