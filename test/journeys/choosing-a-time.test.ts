import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../src/domain/time/time.ts'
import { slotsPage } from '../../src/slack/values.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { countRows } from '../support/rows.ts'

const seconds = (iso: string) => Date.parse(iso) / 1_000

/** 23:00 in New York on Thursday, and 05:00 on Friday for Ada in Berlin. */
const NIGHT = seconds('2026-11-27T04:00Z')
const WARNING = ":warning: *That's 05:00 on Friday for @ada (Berlin), outside 08:00–20:00.*"

/** Ben, in New York, is asked by Ada, in Berlin, and has the booking modal open as mentor. */
const scene = async () => {
  const j = await journey()
  const [ben, ada] = [actor(j, 'ben'), actor(j, 'ada')]
  await ben.openHome()
  await ada.openHome()
  await ada.types('request @ben careers')
  await ben.click('Accept')
  return { j, ben, ada }
}

/** Which control of a time the open modal draws, and whether it holds one. */
const held = (ben: ReturnType<typeof actor>) => {
  const { inputs = {} } = ben.member.modal() ?? {}
  const drawn = Object.keys(inputs).filter((block) => /^(slot|other_time)_/.test(block))
  const text = JSON.stringify(drawn.map((block) => inputs[block]))
  return {
    list: drawn.some((block) => block.startsWith('slot_')),
    picker: drawn.some((block) => block.startsWith('other_time_')),
    holds: /"selected_option":\{|"selected_date_time":\d/.test(text),
  }
}

const LIST = { list: true, picker: false, holds: true }
const PICKER = { list: false, picker: true, holds: true }

describe('the last choice of a time', () => {
  it('replaces an earlier choice that was warned about; another odd hour is warned about again', async () => {
    const { ben, ada } = await scene()
    await ben.pickFreely(NIGHT)
    await ben.submit()
    expect(ben.modal()[1]).toContain(WARNING)

    await ben.clickModal('Back to free times')
    expect(ben.offered()[0]).toMatch('Your choice: Thu 26 Nov, 23:00–23:30')
    await ben.pick('Tuesday 24 November', '09:00')
    expect(held(ben)).toEqual(LIST)
    expect(ben.modal()).toEqual(
      expect.arrayContaining(['*Tue 24 Nov, 09:00–09:30*, New York time', '[Book]']),
    )
    await ben.pickFreely(NIGHT)
    expect(held(ben)).toEqual(PICKER)
    expect(ben.modal()).toEqual(
      expect.arrayContaining(['*Thu 26 Nov, 23:00–23:30*, New York time', '[Book]']),
    )
    await ben.submit()
    expect(ben.modal()[1]).toContain(WARNING)
    expect(ada.home().sessions).toEqual(['No upcoming sessions', '[Past sessions]', '[Subscribe]'])

    await ben.clickModal('Back to free times')
    await ben.pick('Tuesday 24 November', '09:00')
    await ben.submit()
    expect(ben.modal()[1]).toMatch(/^You're booked with @ada: \{2026-11-24T14:00Z\}/)
  })

  it('of an odd hour is asked about from the list as well', async () => {
    const { ben, ada } = await scene()
    await ben.pickDay('2026-11-24')
    expect(ben.marked()).toContain('16:30–17:00 · 22:30 Berlin time · Late for Ada Berlin (Berlin)')
    await ben.pick('Tuesday 24 November', '16:30')
    await ben.submit()
    expect(ben.modal()).toEqual(expect.arrayContaining(['[Book anyway]']))
    expect(ada.home().sessions).toEqual(['No upcoming sessions', '[Past sessions]', '[Subscribe]'])
    await ben.submit()
    expect(ben.modal()[1]).toMatch(/^You're booked/)
  })

  it('is booked only once the summary shows it', async () => {
    const { j, ben, ada } = await scene()
    await ben.pick('Tuesday 24 November', '09:00')
    j.slack.faults.on({ method: 'views.update', kind: 'http-error', status: 500, times: 1 })
    await ben.pick('Tuesday 24 November', '09:30')
    expect(j.takeErrors()).toHaveLength(1)
    expect(ben.modal()).toContain('*Tue 24 Nov, 09:00–09:30*, New York time')

    await ben.submit()
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        ":warning: *Check the time first.* Below is the one you picked last; press Book if it's right.",
        '*Tue 24 Nov, 09:30–10:00*, New York time',
      ]),
    )
    expect(ada.home().sessions).toEqual(['No upcoming sessions', '[Past sessions]', '[Subscribe]'])
    await ben.submit()
    expect(ben.modal()[1]).toMatch('{2026-11-24T14:30Z}')
  })
})

describe('what the member chose and typed', () => {
  it('stays while they look at other days', async () => {
    const { ben } = await scene()
    await ben.pick('Tuesday 24 November', '09:30')
    await ben.fill('Topic', 'Plans')
    await ben.clickModal('Next free day: Wed 25 Nov')
    expect(ben.modal()).toEqual(
      expect.arrayContaining(['*Tue 24 Nov, 09:30–10:00*, New York time', 'Topic: Plans']),
    )
    expect(ben.offered()[0]).toBe('Wednesday 25 November Your choice: Tue 24 Nov, 09:30–10:00')
    await ben.clickModal('Previous free day: Tue 24 Nov')
    expect(ben.offered()[0]).toMatch(/^Tuesday 24 November 09:00/)
    await ben.pickDay('2026-11-28')
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        'No free times on Saturday 28 November.',
        '[Previous free day: Fri 27 Nov]',
        '[Next free day: Mon 30 Nov]',
        '*Tue 24 Nov, 09:30–10:00*, New York time',
      ]),
    )
    await ben.submit()
    expect(ben.modal()[1]).toMatch('{2026-11-24T14:30Z}')
  })

  it('is dropped, with the reason, if somebody else took the time meanwhile', async () => {
    const { j, ben } = await scene()
    const dana = actor(j, 'dana')
    await ben.pick('Tuesday 24 November', '09:30')
    await dana.types('book @ben')
    await dana.pick('Wednesday 25 November', '03:30')
    await dana.submit()
    expect(dana.modal()[1]).toMatch('{2026-11-24T14:30Z}')
    await ben.clickModal('Next free day: Wed 25 Nov')
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        ":warning: *You have another session then.* Pick a time that's free.",
        'Pick a time to see it in both time zones.',
      ]),
    )
    expect(held(ben)).toEqual({ list: true, picker: false, holds: false })
  })

  it('stays in the picker if it is refused', async () => {
    const { j, ben, ada } = await scene()
    const dana = actor(j, 'dana')
    await dana.openHome()
    await ada.types('book @dana')
    await ada.clickModal('Switch roles')
    await ada.pickFreely(seconds('2026-11-24T21:00Z'))
    await ada.submit()
    expect(ada.modal()[1]).toMatch(/^You're booked/)

    await ben.pickFreely(seconds('2026-11-24T21:15Z'))
    await ben.submit()
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        ':warning: *They have another session then.* Pick another time.',
        '*Tue 24 Nov, 16:15–16:45*, New York time',
      ]),
    )
    expect(held(ben)).toEqual(PICKER)
  })

  it('begins, for a topic, as what was asked for', async () => {
    const { ada, ben } = await scene()
    const words = 'I would like to talk about what comes after the first year '.repeat(5)
    await ada.types(`request @ben ${words}`)
    await ben.close()
    await ben.clickHome('Accept', { nth: 0 })
    const topic = ben.modal().find((line) => line.startsWith('Topic: ')) ?? ''
    expect(topic).toMatch(
      /^Topic: I would like .* (first|year|talk|after|comes|about|what|the|to|like|would|I)…$/,
    )
    expect(topic.length).toBeLessThanOrEqual('Topic: '.length + 150)
  })
})

describe('a time far ahead', () => {
  it('is two presses away: its day, and the time', async () => {
    const { j, ada } = await scene()
    const ben = actor(j, 'ben')
    await ben.close()
    await ben.types('availability')
    await ben.choose('How far ahead (weeks)', '26')
    await ben.submit()
    await ada.types('book @ben')
    await ada.pickDay('2027-04-21')
    expect(ada.modal()).toContain('Free times on Wednesday 21 April 2027, Berlin time:')
    await ada.choose('slot_1', '15:00–15:30 · 09:00 New York time')
    await ada.submit()
    expect(ada.modal()[1]).toMatch('{2027-04-21T13:00Z}')
  })

  it('beyond what can be booked gets a sentence, and the way back', async () => {
    const { ada, ben } = await scene()
    await ada.types('book @ben')
    await ada.pickDay('2027-06-01')
    expect(ada.modal()).toEqual(
      expect.arrayContaining([
        '@ben can be booked from Mon 23 Nov to Mon 21 Dec.',
        '[Previous free day: Fri 18 Dec]',
      ]),
    )
    await ada.pickDay('2026-11-01')
    expect(ada.modal()).toContain('Sunday 1 November is in the past.')
    expect((await ada.submit()).errors).toEqual({ day_0: 'Pick a time first.' })
    await ben.pickDay('2027-06-01')
    expect(ben.modal()).toContain(
      'Your hours can be booked from Mon 23 Nov to Mon 21 Dec. For Tuesday 1 June 2027, press Any other time.',
    )
  })
})

describe('the length and place of one session', () => {
  it('are the mentor’s to choose; the times are free for that long, and the summary shows what is booked', async () => {
    const { ben, ada } = await scene()
    await ben.pick('Tuesday 24 November', '09:30')
    await ben.choose('Length', '2 hours')
    expect(ben.modal()).toContain('*Tue 24 Nov, 09:30–11:30*, New York time')
    expect(ben.marked()).toEqual([
      'Your choice: Tue 24 Nov, 09:30–11:30',
      '09:00–11:00 · 15:00 Berlin time',
      '11:00–13:00 · 17:00 Berlin time',
      '13:00–15:00 · 19:00 Berlin time · Late for Ada Berlin (Berlin)',
      '15:00–17:00 · 21:00 Berlin time · Late for Ada Berlin (Berlin)',
    ])
    await ben.fill('Where', 'The roof')
    await ben.submit()
    expect(ben.modal()[1]).toMatch(/^You're booked/)
    expect(ada.last()).toEqual(
      expect.arrayContaining(['*Tue 24 Nov, 15:30–17:30*, Berlin time', 'Where: The roof']),
    )
  })

  it('is booked only once the summary shows it', async () => {
    const { j, ben, ada } = await scene()
    await ben.pick('Tuesday 24 November', '09:30')
    j.slack.faults.on({ method: 'views.update', kind: 'http-error', status: 500, times: 1 })
    await ben.choose('Length', '2 hours')
    expect(j.takeErrors()).toHaveLength(1)
    await ben.submit()
    expect(ben.modal()[1]).toMatch('Check the time first.')
    expect(ben.modal()).toContain('*Tue 24 Nov, 09:30–11:30*, New York time')
    expect(ada.home().sessions).toEqual(['No upcoming sessions', '[Past sessions]', '[Subscribe]'])
  })

  it('are kept while the roles are switched to and fro, like the topic', async () => {
    const { j } = await scene()
    const dana = actor(j, 'dana')
    await dana.types('book @ada')
    await dana.fill('Topic', 'Plans')
    await dana.clickModal('Switch roles')
    await dana.fill('Where', 'The roof')
    await dana.clickModal('Switch roles')
    expect(dana.modal()).not.toContain('Where: The roof')
    await dana.clickModal('Switch roles')
    expect(dana.modal()).toEqual(expect.arrayContaining(['Where: The roof', 'Topic: Plans']))
  })
})

describe('a mentor who moves a session', () => {
  it('can change its length, with or without its time', async () => {
    const { ben, ada } = await scene()
    await ben.pick('Tuesday 24 November', '09:30')
    await ben.submit()
    await ben.close()
    await ben.click('Reschedule')
    await ben.choose('Length', '1.5 hours')
    await ben.pickDay('2026-11-24')
    await ben.pickFreely(seconds('2026-11-24T14:30Z'))
    expect(ben.modal()).toContain('*Tue 24 Nov, 09:30–11:00*, New York time')
    await ben.submit()
    expect(ben.modal()[0]).toBe('Reschedule')
    expect(ada.last()).toEqual(
      expect.arrayContaining([
        '*@ben changed the length of your session*',
        '*Tue 24 Nov, 15:30–17:00*, Berlin time',
      ]),
    )
  })
})

describe('a press in a booking modal opened before there was a date picker', () => {
  it('shows the day of its page, with what was typed', async () => {
    const { j, ben } = await scene()
    await ben.fill('Topic', 'Plans')
    const { metadata } = JSON.parse(`{"metadata":${ben.member.modal()?.privateMetadata ?? 'null'}}`)
    const { member, actorIs, origin, warned, moves, revision } = metadata[1]
    const old = [1, { member, actorIs, origin, warned, moves, revision, slotsFrom: null }]
    const from = Date.parse('2026-12-02T14:00Z')
    const view = ben.member.modal()
    await j.slack.forgeClick('@ben', { view, button: 'Any other time' }, (payload) => ({
      ...payload,
      view: { ...(payload.view as object), private_metadata: JSON.stringify(old) },
      actions: [
        {
          ...(payload.actions as object[])[0],
          action_id: 'booking.page_slots',
          value: slotsPage.encode({ from }),
        },
      ],
    }))
    await j.settle()
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        'Free times on Wednesday 2 December, New York time:',
        'Topic: Plans',
        '[Book]',
      ]),
    )
  })
})

describe('a mentee who picks a free time at night for the mentor', () => {
  it('sees it marked, and books it: the mentor’s own hours are their consent', async () => {
    const { j } = await scene()
    const [ben, dana] = [actor(j, 'ben'), actor(j, 'dana')]
    await ben.close()
    await ben.types('availability')
    await ben.fill('Tuesdays', '20:00–23:00')
    await ben.submit()
    await dana.types('book @ben')
    await dana.pickDay('2026-11-25')
    const time = '14:00–14:30 · Tue 24 Nov, 20:00 New York time'
    expect(dana.marked()).toContain(`${time} · Late for Ben York (New York)`)
    await dana.pick('Wednesday 25 November', time)
    await dana.submit()
    expect(dana.modal()[1]).toMatch(/^You're booked/)
  })
})

describe('presses that overtake one another', () => {
  const summary = (ben: ReturnType<typeof actor>) =>
    ben.modal().find((line) => /^\*.*New York time$/.test(line))

  it('end up at the last press, whichever answer comes last', async () => {
    const { j, ben } = await scene()
    const [first = '', second = ''] = ['09:00', '09:30'].map((time) => offeredValue(ben, time) ?? '')
    for (const late of [0, 1]) {
      if (late) j.slack.faults.on({ method: 'views.update', kind: 'slow', ms: 400, times: 1 })
      await Promise.all([
        ben.member.choose('booking.pick_slot', first),
        ben.member.choose('booking.pick_slot', second),
      ])
      await j.settle()
      expect(summary(ben)).toBe('*Mon 23 Nov, 09:30–10:00*, New York time')
    }
  })

  it('do not replace what a submission showed', async () => {
    const { j, ben } = await scene()
    const time = offeredValue(ben, '09:00')
    await ben.choose('booking.pick_slot', time ?? '')
    j.slack.faults.on({ method: 'views.update', kind: 'slow', ms: 400, times: 1 })
    await ben.member.clickModal('Next free day: Tue 24 Nov')
    await ben.member.submit()
    await j.settle()
    expect(ben.modal()[1]).toMatch(/^You're booked with @ada/)
    expect(await countRows(j, 'sessions')).toBe(1)
  })
})

const offeredValue = (ben: ReturnType<typeof actor>, time: string): string | undefined => {
  const block = ben.member.modal()?.blocks.find(({ block_id }) => block_id.startsWith('slot_'))
  const text = JSON.stringify(block)
  const found = new RegExp(`"text":"${time}–[^"]*"[^{}]*\\},"value":"((?:[^"\\\\]|\\\\.)*)"`).exec(text)?.[1]
  return found && JSON.parse(`"${found}"`)
}

describe('Book another time', () => {
  it('keeps topic and roles, and disappears once another session is booked', async () => {
    const { j, ben, ada } = await scene()
    await ben.pick('Tuesday 24 November', '09:30')
    await ben.fill('Topic', 'Careers')
    await ben.submit()
    j.clock.advance(MINUTE)
    await ada.click('Cancel session')
    await ada.submit()
    await ada.close()
    expect(ben.last()).toContain('[Book another time]')
    j.clock.advance(MINUTE)

    await ada.click('Book another time')
    expect(ada.modal()).toEqual(
      expect.arrayContaining(["*@ben is the mentor* and you're the mentee.", 'Topic: Careers']),
    )
    await ada.pick('Tuesday 24 November', '15:30')
    await ada.submit()
    expect(ada.modal()[1]).toMatch('{2026-11-24T14:30Z}')
    for (const member of [ben, ada]) {
      expect(member.messages().flat()).not.toContain('[Book another time]')
      expect(member.last()).toContain('Topic: Careers')
    }
  })

  it('of somebody else’s session opens nothing', async () => {
    const { j, ben } = await scene()
    await ben.pick('Tuesday 24 November', '09:30')
    await ben.submit()
    await ben.close()
    await ben.click('Cancel session')
    await ben.submit()
    await ben.close()
    const dana = actor(j, 'dana')
    await j.slack.forgeClick('@dana', { message: ben.dm().at(-1), button: 'Book another time' })
    await j.settle()
    expect(dana.modal()).not.toContain('[Book]')
  })
})
