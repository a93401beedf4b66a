import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { countRows } from '../support/rows.ts'

const seconds = (iso: string) => Date.parse(iso) / 1_000

/** 23:00 in New York on Thursday, and 05:00 on Friday for Ada in Berlin. */
const NIGHT = seconds('2026-11-27T04:00Z')
const WARNING = ':warning: *That is Fri 27 Nov, 05:00, Berlin time, for them'

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

/** What the controls of the open modal hold. */
const held = (ben: ReturnType<typeof actor>) => {
  const inputs = Object.values(ben.member.modal()?.inputs ?? {}).flatMap((block) => Object.values(block))
  const text = JSON.stringify(inputs)
  return {
    list: /"selected_option":\{/.test(text),
    picker: /"selected_date_time":\d/.test(text),
  }
}

const listed = (ben: ReturnType<typeof actor>, day: string) => {
  const [found] = ben
    .offered()
    .filter((time) => time.startsWith(`${day} `) && !time.includes('early or late'))
  if (!found) throw new Error(`no time on ${day}`)
  return found.slice(day.length + 1, day.length + 6)
}

describe('the last choice of a time', () => {
  it('replaces an earlier choice that was warned about; another odd hour is warned about again', async () => {
    const { ben, ada } = await scene()
    await ben.choose('Or another time', NIGHT)
    await ben.submit()
    expect(ben.modal()[1]).toContain(WARNING)

    await ben.pick('Tuesday 24 November', listed(ben, 'Tuesday 24 November'))
    expect(held(ben)).toEqual({ list: true, picker: false })
    expect(ben.modal()).toEqual(
      expect.arrayContaining(['*Tue 24 Nov, 09:00–09:30*, New York time', '[Book]']),
    )
    await ben.choose('Or another time', NIGHT)
    expect(held(ben)).toEqual({ list: false, picker: true })
    expect(ben.modal()).toEqual(
      expect.arrayContaining(['*Thu 26 Nov, 23:00–23:30*, New York time', '[Book]']),
    )
    await ben.submit()
    expect(ben.modal()[1]).toContain(WARNING)
    expect(ada.home().sessions).toEqual(['No sessions ahead.'])

    await ben.pick('Tuesday 24 November', listed(ben, 'Tuesday 24 November'))
    await ben.submit()
    expect(ben.modal()[1]).toMatch(/^Booked: your session with @ada on \{2026-11-24T14:00Z\}/)
  })

  it('of an odd hour is asked about from the list as well', async () => {
    const { ben, ada } = await scene()
    for (let page = 0; page < 9 && !ben.offered().some((time) => time.includes('early or late')); page += 1) {
      await ben.clickModal('Later times')
    }
    const odd = ben.offered().find((time) => time.includes('early or late')) ?? ''
    const [day = '', time = ''] = /^(.*them) (\d\d:\d\d)/.exec(odd)?.slice(1) ?? []
    await ben.pick(day, time)
    await ben.submit()
    expect(ben.modal()).toEqual(expect.arrayContaining(['[Book anyway]']))
    expect(ada.home().sessions).toEqual(['No sessions ahead.'])
    await ben.submit()
    expect(ben.modal()[1]).toMatch(/^Booked/)
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
        ':warning: *Check the time first.* Below is the one you picked last; press Book if it is right.',
        '*Tue 24 Nov, 09:30–10:00*, New York time',
      ]),
    )
    expect(ada.home().sessions).toEqual(['No sessions ahead.'])
    await ben.submit()
    expect(ben.modal()[1]).toMatch('{2026-11-24T14:30Z}')
  })
})

describe('what the member chose and typed', () => {
  it('stays while they look at other pages of times', async () => {
    const { ben } = await scene()
    await ben.pick('Tuesday 24 November', '09:30')
    await ben.fill('Topic', 'Careers')
    await ben.clickModal('Later times')
    expect(ben.modal()).toEqual(
      expect.arrayContaining(['*Tue 24 Nov, 09:30–10:00*, New York time', 'Topic: Careers']),
    )
    expect(ben.offered()[0]).toMatch(/^Your choice: Tuesday 24 November 09:30–10:00/)
    await ben.clickModal('Earlier times')
    expect(ben.offered()[0]).toMatch(/^Monday 23 November/)
    await ben.clickModal('Later times')
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
    await ben.clickModal('Later times')
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        ':warning: *You have another session then.* Pick a time that is free.',
        'Once you pick a time, it shows here for both of you.',
      ]),
    )
    expect(held(ben)).toEqual({ list: false, picker: false })
  })

  it('stays in the picker if it is refused', async () => {
    const { j, ben, ada } = await scene()
    const dana = actor(j, 'dana')
    await dana.openHome()
    await ada.types('book @dana')
    await ada.clickModal('Switch roles')
    await ada.choose('Or another time', seconds('2026-11-24T21:00Z'))
    await ada.submit()
    expect(ada.modal()[1]).toMatch(/^Booked/)

    await ben.choose('Or another time', seconds('2026-11-24T21:15Z'))
    await ben.submit()
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        ':warning: *They have another session then.* Pick another time.',
        '*Tue 24 Nov, 16:15–16:45*, New York time',
      ]),
    )
    expect(held(ben)).toEqual({ list: false, picker: true })
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
    await ben.member.clickModal('Later times')
    await ben.member.submit()
    await j.settle()
    expect(ben.modal()[1]).toMatch(/^Booked: your session with @ada/)
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
    await ada.click('Cancel')
    await ada.submit()
    await ada.close()
    expect(ben.last()).toContain('[Book another time]')
    j.clock.advance(MINUTE)

    await ada.click('Book another time')
    expect(ada.modal()).toEqual(
      expect.arrayContaining(['@ben *is the mentor*, you are the mentee.', 'Topic: Careers']),
    )
    await ada.pick('Tuesday 24 November', '15:30')
    await ada.submit()
    expect(ada.modal()[1]).toMatch('{2026-11-24T14:30Z}')
    for (const member of [ben, ada]) {
      expect(member.messages().flat()).not.toContain('[Book another time]')
      expect(member.last()).toContain('Topic  Careers')
    }
  })

  it('of somebody else’s session opens nothing', async () => {
    const { j, ben } = await scene()
    await ben.pick('Tuesday 24 November', '09:30')
    await ben.submit()
    await ben.close()
    await ben.click('Cancel')
    await ben.submit()
    await ben.close()
    const dana = actor(j, 'dana')
    await j.slack.forgeClick('@dana', { message: ben.dm().at(-1), button: 'Book another time' })
    await j.settle()
    expect(dana.modal()).not.toContain('[Book]')
  })
})
