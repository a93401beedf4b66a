import { describe, expect, it } from 'vitest'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { buttonsOf } from '../support/reading.ts'

const SECOND = 1000

/** Ada, in Berlin, asked Ben, in New York. */
const scene = async () => {
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ada.openHome()
  await ben.openHome()
  await ada.types('request @ben How do you read a plan?')
  return { j, ada, ben }
}

const seconds = (iso: string) => Date.parse(iso) / SECOND

describe('a session request', () => {
  it('is accepted by the mentor’s booking in one of their own free times, the mentee’s waking hours first', async () => {
    const { ada, ben } = await scene()
    expect(ada.told()).toEqual([
      "Sent to @ben. I'll message you when they respond.",
      'Mentors could find you too.',
      '[Fill in your profile]',
    ])
    expect(ben.messages()).toEqual([
      [
        '*@ada would like a session with you*',
        'Sent {2026-11-23T10:00Z} · Berlin time',
        'How do you read a plan?',
        "Accept to pick a time. If you dismiss it, @ada won't be told, and you can still accept later.",
        '[Accept]',
        '[Dismiss]',
      ],
    ])
    expect(ada.messages()).toEqual([])

    await ben.click('Accept')
    expect(ben.modal()).toEqual([
      'Book a session',
      '*@ada would like a session with you*',
      'How do you read a plan?',
      'Booking accepts their session request.',
      'Day: 2026-11-23',
      'Free times on Monday 23 November, New York time:',
      '[Next free day: Tue 24 Nov]',
      '[Any other time]',
      'Pick a time to see it in both time zones.',
      'Length: 30 minutes',
      'Where:',
      'Topic: How do you read a plan?',
      '[Book]',
      '[Close]',
    ])
    // A mentor's notice does not bind the mentor, so today counts. From 14:00 on it is past 20:00 in Berlin.
    const marked = ben.marked()
    expect(marked[0]).toBe('09:00–09:30 · 15:00 Berlin time · Daytime for both of you')
    expect(marked).toContain('13:30–14:00 · 19:30 Berlin time · Daytime for both of you')
    expect(marked).toContain('14:00–14:30 · 20:00 Berlin time · Late for Ada Berlin (Berlin)')

    await ben.pick('Monday 23 November', '09:00')
    await ben.submit()
    expect(ben.modal()).toContain(
      "You're booked with @ada: {2026-11-23T14:00Z}. That accepted their session request. You'll both get a message with the details.",
    )
    expect(ben.messages()[0]?.at(-1)).toBe("*Accepted.* You're booked with @ada: {2026-11-23T14:00Z}.")
    expect(ada.messages()).toEqual([
      expect.arrayContaining([
        '*@ben accepted your session request* and booked a session with you',
        '*Mon 23 Nov, 15:00–15:30*, Berlin time',
        'Mon 23 Nov, 09:00–09:30, New York time, for @ben',
      ]),
    ])
    expect(buttonsOf(ada.home().sent)).toEqual(['[History]'])
    expect(buttonsOf(ben.home().received)).toEqual(['[History]'])
  })

  it('is accepted by any future time that the mentor picks, which overrides the list', async () => {
    const { ada, ben } = await scene()
    await ben.click('Accept')
    await ben.pick('Monday 23 November', '09:00')
    // A Saturday, 11:00 in New York.
    await ben.pickFreely(seconds('2026-11-28T16:00Z'))
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        '*Sat 28 Nov, 11:00–11:30*, New York time',
        'Sat 28 Nov, 17:00–17:30, Berlin time, for @ada',
      ]),
    )
    await ben.submit()
    expect(ben.modal()[1]).toMatch('{2026-11-28T16:00Z}')
    expect(ada.messages()).toEqual([expect.arrayContaining(['*Sat 28 Nov, 17:00–17:30*, Berlin time'])])
    expect(ada.home().sessions).toContain('*{2026-11-28T16:00Z}–{2026-11-28T16:30Z}* · @ben')
  })

  it('is not accepted by a time in the mentee’s night until the mentor confirms it', async () => {
    const { ada, ben } = await scene()
    await ben.click('Accept')
    await ben.pickFreely(seconds('2026-11-27T04:00Z'))
    await ben.fill('Topic', 'Plans')
    await ben.submit()

    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        ":warning: *That's 05:00 on Friday for @ada (Berlin), outside 08:00–20:00.* Pick another time, or book it anyway.",
        'Topic: Plans',
        '[Book anyway]',
      ]),
    )
    expect(ben.modal()).not.toContain('[Book]')
    expect(ada.messages()).toEqual([])
    expect(ben.home().received).toContain('[Accept]')
    expect(ada.home().sent[0]).toBe('*1 waiting*')

    await ben.submit()
    expect(ben.modal()[1]).toMatch(/^You're booked with @ada: \{2026-11-27T04:00Z\}/)
    expect(ada.last()).toEqual(
      expect.arrayContaining(['*Fri 27 Nov, 05:00–05:30*, Berlin time', 'Topic: Plans']),
    )
  })

  it('warns again if the mentor picks another time at night instead', async () => {
    const { ada, ben } = await scene()
    await ben.click('Accept')
    await ben.pickFreely(seconds('2026-11-27T04:00Z'))
    await ben.submit()
    await ben.pickFreely(seconds('2026-11-27T03:00Z'))
    expect(ben.modal()).toContain('[Book]')
    await ben.submit()

    expect(ben.modal()).toContain('[Book anyway]')
    expect(ben.modal()[1]).toMatch('04:00 on Friday for @ada (Berlin)')
    expect(ada.messages()).toEqual([])
  })

  it('refuses a time at which the mentee has another session', async () => {
    const { j, ada, ben } = await scene()
    const chandra = actor(j, 'chandra')
    await chandra.types('book @ada')
    await chandra.pick('Tuesday 24 November', '14:30')
    await chandra.submit()
    expect(chandra.modal()[1]).toMatch('{2026-11-24T09:00Z}')

    await ben.click('Accept')
    await ben.pickFreely(seconds('2026-11-24T09:15Z'))
    await ben.submit()
    expect(ben.modal()).toContain(':warning: *They have another session then.* Pick another time.')
    expect(ben.modal()).toContain('[Book]')
    expect(ben.home().received).toContain('[Accept]')
    // Ben never learns with whom.
    expect(JSON.stringify([ben.modal(), ben.messages(), ben.home()])).not.toContain('chandra')
    expect(ada.messages()).toHaveLength(1)
  })
})
