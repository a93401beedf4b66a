import { describe, expect, it } from 'vitest'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ada.openHome()
  await ben.openHome()
  return { j, ada, ben, chandra: actor(j, 'chandra') }
}

describe('a mentor’s availability', () => {
  it('begins as everybody’s, in the zone of their Slack profile, and is set from Home', async () => {
    const { ada } = await scene()
    expect(ada.home().availability).toEqual([
      '*Mon–Fri 09:00–17:00, Berlin* · 30-minute sessions, bookable 12 hours to 4 weeks ahead',
      'These are the default hours.',
      'Next free time: {2026-11-24T08:00Z}',
      '[Edit]',
      '[Pause]',
      '[Connect a calendar]',
      '[Your data]',
    ])
    await ada.clickHome('Edit')
    expect(ada.modal()).toEqual(
      expect.arrayContaining([
        'Your availability',
        'These are the default hours. Others can book you as their mentor during these hours. Sessions already booked stay as they are.',
        'Mondays: 09:00–17:00',
        'Session length (minutes): 30',
        'Minimum notice (hours): 12',
        'How far ahead (weeks): 4',
        '[Save]',
      ]),
    )

    await ada.choose('Time zone', 'Europe/Lisbon')
    for (const day of ['Mondays', 'Wednesdays', 'Thursdays', 'Fridays']) await ada.fill(day, '')
    await ada.fill('Tuesdays', '13-15:30, 9am to noon'.replace('noon', '12'))
    await ada.choose('Session length (minutes)', '45')
    await ada.fill('Free time before each session (minutes)', '10')
    await ada.fill('Maximum sessions a week', '2')
    await ada.fill('Days off', '24 Nov\n22 Dec – 5 Jan')
    await ada.fill('Where', 'https://meet.example.com/ada')
    await ada.submit()
    const said = [
      '*Tuesdays 09:00–12:00, 13:00–15:30, Lisbon time*',
      '45-minute sessions, bookable 12 hours to 4 weeks ahead · at most 2 a week · 10 minutes free before each',
      'Days off: Tuesday 24 November; Tuesday 22 December to Tuesday 5 January 2027',
      'Next free time: *Tue 1 Dec, 09:00–09:45*, Lisbon time.',
    ]
    expect(ada.modal()).toEqual(['Your availability', '*Saved.*', ...said, '[Close]'])
    expect(ada.home().availability).toEqual([
      '*Tue 09:00–12:00, 13:00–15:30, Lisbon* · 45-minute sessions, bookable 12 hours to 4 weeks ahead',
      'Next free time: {2026-12-01T09:00Z}',
      '[Edit]',
      '[Pause]',
      '[Connect a calendar]',
      '[Your data]',
    ])

    await ada.close()
    await ada.types('availability')
    expect(ada.modal()).toEqual(
      expect.arrayContaining([
        'Tuesdays: 09:00–12:00, 13:00–15:30',
        'Time zone: Lisbon time · Europe/Lisbon · UTC',
        'Maximum sessions a week: 2',
      ]),
    )
  })

  it('is typed as people do: 9-5 is a working day, 24–26 Dec are days off, and Bangalore has a time zone', async () => {
    const { ada } = await scene()
    await ada.types('availability')
    await ada.choose('Time zone', 'Bangalore')
    for (const day of ['Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays']) await ada.fill(day, '')
    await ada.fill('Mondays', '9-5')
    await ada.fill('Days off', 'Dec 24-26\n31 Dec – 2 Jan')
    await ada.choose('Minimum notice (hours)', '0 (none)')
    await ada.choose('How far ahead (weeks)', '12')
    await ada.submit()
    expect(ada.modal().slice(2, 5)).toEqual([
      '*Mondays 09:00–17:00, Kolkata time*',
      '30-minute sessions, bookable up to 12 weeks ahead',
      'Days off: Thursday 24 December to Saturday 26 December; Thursday 31 December to Saturday 2 January 2027',
    ])
  })

  it('of a form with a number outside the menus keeps it', async () => {
    const { j, ada } = await scene()
    await ada.types('availability')
    await ada.submit()
    await ada.close()
    const { knex } = await testDatabase()
    await knex('availabilities')
      .where({ workspace_id: j.slack.state.team.id })
      .update({ session_minutes: 35, horizon_days: 10, notice_minutes: 30 })
    await ada.types('availability')
    expect(ada.modal()).toEqual(
      expect.arrayContaining([
        'Session length (minutes): 35',
        'Minimum notice (hours): 0.5',
        'How far ahead (weeks): 10 days',
      ]),
    )
    await ada.submit()
    expect(ada.home().availability[0]).toMatch('35-minute sessions, bookable 30 minutes to 10 days ahead')
  })

  it('may run over midnight: the rest of the night belongs to the next day', async () => {
    const { ada } = await scene()
    await ada.types('availability')
    for (const day of ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays']) await ada.fill(day, '')
    await ada.fill('Mondays', '22:00–02:00')
    await ada.fill('Sundays', '9-12, 10pm to 1am')
    await ada.submit()
    expect(ada.home().availability[0]).toMatch(
      '*Mon 00:00–01:00, 22:00–24:00; Tue 00:00–02:00; Sun 09:00–12:00, 22:00–24:00, Berlin* ·',
    )
    await ada.close()
    await ada.types('availability')
    await ada.fill('Tuesdays', '00:00–02:00, 22-2')
    await ada.fill('Wednesdays', '01-03')
    await ada.fill('Thursdays', '23:50-5')
    const { errors } = await ada.submit()
    expect(errors).toEqual({
      hours_wednesday: '“01:00–03:00” overlaps other hours that day or the night before. Combine them.',
      hours_thursday: '“23:50-5” is split at midnight, and one part is shorter than a session.',
    })
  })

  it('is not saved while it is wrong: each fault is shown at its field', async () => {
    const { ada } = await scene()
    await ada.types('availability')
    await ada.fill('Mondays', '9-12, soon')
    await ada.fill('Tuesdays', '17-9')
    await ada.fill('Thursdays', '5-9')
    await ada.fill('Wednesdays', '9-12, 11-14')
    await ada.fill('Fridays', '9:00-9:15')
    await ada.fill('Days off', '24 Dec\n12/25')
    await ada.choose('Pause', ['Not taking new requests'])
    const { errors } = await ada.submit()
    expect(errors).toEqual({
      hours_monday: "I couldn't read “soon”. Try 09:00–12:00, 13:00–17:00, or leave it empty.",
      hours_tuesday: '“17-9” ends before it starts. Try 13:00–17:00 or 1–5pm, or 22:00–02:00 overnight.',
      hours_thursday: 'Is “5-9” 05:00–09:00 or 17:00–21:00? Type the one you mean.',
      hours_wednesday: '“11-14” overlaps other hours that day or the night before. Combine them.',
      hours_friday: '“9:00-9:15” is shorter than a session.',
      days_off: "I couldn't read “12/25”. Try Dec 24, 24–26 Dec, or 24 Dec – 2 Jan.",
    })
    expect(ada.modal()).toContain('Mondays: 9-12, soon')
    await ada.openHome()
    expect(ada.home().availability).toContain('These are the default hours.')
    expect(ada.home().availability).toContain('[Pause]')
  })

  it('that changed while a booking modal was open: the old time is refused, the topic stays, the new times show', async () => {
    const { ada, ben } = await scene()
    await ben.types('book @ada')
    await ben.fill('Topic', 'First talk')
    await ben.pick('Tuesday 24 November', '09:00')
    await ada.types('availability')
    await ada.fill('Tuesdays', '9-12')
    await ada.submit()

    await ben.submit()
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        ":warning: *That time is no longer offered.* Pick one that's free now.",
        'Topic: First talk',
      ]),
    )
    expect(ben.offered()).not.toContain('Tuesday 24 November 09:00–09:30 · 15:00 Berlin time')
    expect(ada.home().sessions).toEqual([])
    await ben.pick('Tuesday 24 November', '04:00')
    await ben.submit()
    expect(ben.modal()[1]).toMatch("You're booked with @ada: {2026-11-24T09:00Z}")
    expect(ada.last()).toContain('Topic: First talk')
  })

  it('that changed keeps the booked sessions, which can be moved to the new hours', async () => {
    const { ada, ben } = await scene()
    await ben.types('book @ada')
    await ben.pick('Tuesday 24 November', '09:00')
    await ben.submit()
    await ada.types('availability')
    await ada.fill('Tuesdays', '')
    await ada.choose('Session length (minutes)', '60')
    await ada.fill('Where', 'Room 4')
    await ada.submit()
    expect(ada.home().sessions[0]).toMatch('{2026-11-24T14:00Z}')

    await ben.click('Reschedule')
    // It stays as long as it was booked for.
    await ben.pick('Wednesday 25 November', '10:00–10:30')
    await ben.submit()
    expect(ada.last()).toEqual(
      expect.arrayContaining(['*Wed 25 Nov, 16:00–16:30*, Berlin time', 'Where: Room 4']),
    )
  })
})

describe('a mentor who pauses', () => {
  const paused = async () => {
    const { j, ada, ben, chandra } = await scene()
    await ben.types('book @ada')
    await ben.pick('Tuesday 24 November', '09:00')
    await ben.submit()
    await ada.types('offer @chandra Shall we look at your talk?')
    await ada.types('availability')
    await ada.choose('Pause', ['Not taking new requests'])
    await ada.submit()
    return { j, ada, ben, chandra }
  }

  it('gets no new requests and no new bookings, and Home says so', async () => {
    const { ada, ben } = await paused()
    expect(ada.home().top.slice(0, 2)).toEqual([
      "*You're paused.* You won't get new requests or bookings.",
      '[Resume]',
    ])
    const refusal = "They're not taking new requests right now. Try again later, or pick someone else."
    await ben.types('request @ada')
    await ben.types('request @ada Please')
    expect(ben.told()).toEqual([refusal])
    await ben.types('book @ada')
    expect(ben.told()).toEqual([refusal])
    expect(ada.home().received).toEqual(['Nothing needs you right now.'])
  })

  it('while a booking modal is open refuses its submission', async () => {
    const { ada, ben } = await scene()
    await ben.types('book @ada')
    await ben.pick('Tuesday 24 November', '09:00')
    await ada.types('availability')
    await ada.choose('Pause', ['Not taking new requests'])
    await ada.submit()
    await ben.submit()
    expect(ben.modal()[1]).toMatch("They're not taking new requests right now.")
    expect(ada.home().sessions).toEqual([])
  })

  it('can still be booked, or asked back, by members who have their offer', async () => {
    const { ada, chandra } = await paused()
    await chandra.click('Accept')
    await chandra.pick('Tuesday 24 November', '14:30')
    await chandra.submit()
    expect(chandra.modal()[1]).toMatch("You're booked with @ada: {2026-11-24T09:00Z}")
    expect(ada.last()).toContain('*@chandra accepted your offer to mentor* and booked a session with you')
  })

  it('keeps booked sessions, which both sides can still move', async () => {
    const { ada, ben } = await paused()
    await ben.click('Reschedule')
    await ben.pick('Wednesday 25 November', '10:00')
    await ben.submit()
    expect(ada.home().sessions[0]).toMatch('{2026-11-25T15:00Z}')
  })

  it('pauses and resumes by command too, which says what that means, once or twice', async () => {
    const { ada, ben } = await scene()
    await ada.openHome()
    await ada.types('pause')
    expect(ada.told().join()).toMatch(/^You're paused: no new requests, no bookings\./)
    await ada.types('pause')
    expect(ada.told().join()).toMatch(/^You're already paused\./)
    expect(ada.home().top.join()).toMatch(/^\*You're paused\.\*/)
    await ben.types('request @ada Please')
    expect(ada.messages()).toEqual([])

    await ada.types('resume')
    expect(ada.told()).toEqual(['Welcome back! You can be booked and get new requests again.'])
    await ada.types('resume')
    expect(ada.told()).toEqual(["You weren't paused. You can be booked and get new requests."])
    await ben.types('request @ada Please')
    expect(ada.messages()).toHaveLength(1)
  })

  it('pauses and resumes with one press on Home', async () => {
    const { ada, ben } = await scene()
    await ada.openHome()
    await ada.clickHome('Pause')
    expect(ada.home().top[1]).toBe('[Resume]')
    expect(ada.home().availability).not.toContain('[Pause]')
    await ben.types('request @ada Please')
    expect(ada.messages()).toEqual([])
    await ada.clickHome('Resume')
    expect(ada.home().top).not.toContain('[Resume]')
    expect(ada.home().availability).toContain('[Pause]')
    await ben.types('request @ada Please')
    expect(ada.messages()).toHaveLength(1)
    expect(ada.modal()).toEqual([])
  })

  it('keeps the hours that were set', async () => {
    const { ada } = await scene()
    await ada.types('availability')
    await ada.fill('Mondays', '10-12')
    await ada.fill('Where', 'Room 4')
    await ada.submit()
    await ada.close()
    await ada.types('pause')
    await ada.types('resume')
    await ada.types('availability')
    expect(ada.modal()).toEqual(expect.arrayContaining(['Mondays: 10:00–12:00', 'Where: Room 4']))
  })

  it('ends the pause with the same form', async () => {
    const { ada, ben } = await paused()
    await ada.types('availability')
    await ada.choose('Pause', [])
    await ada.submit()
    await ben.types('request @ada Please')
    expect(ada.last()[0]).toBe('*@ben would like a session with you*')
  })
})
