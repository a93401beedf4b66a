import { describe, expect, it } from 'vitest'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { buttonsOf } from '../support/reading.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  for (const member of [ada, ben, chandra]) await member.openHome()
  const newcomer = chandra.home()
  return {
    j,
    ada,
    ben,
    chandraSawNothing: () => {
      expect(chandra.messages()).toEqual([])
      expect(chandra.home()).toEqual(newcomer)
      expect(chandra.told()).toEqual([])
      expect(chandra.modal()).toEqual([])
    },
  }
}

describe('an offer', () => {
  it('reaches the mentee as a card and the mentor as a confirmation, and nobody else', async () => {
    const { ada, ben, chandraSawNothing } = await scene()
    await ben.types('offer @ada I can help with *SQL* & <!channel>')

    expect(ben.told()).toEqual([
      "Sent to @ada. I'll message you when they respond.",
      'Others could find you as a mentor too.',
      '[Fill in your profile]',
    ])
    expect(ada.messages()).toEqual([
      [
        '*@ben offers to mentor you*',
        'Sent {2026-11-23T10:00Z} · New York time',
        'I can help with *SQL* & <!channel>',
        "Accept to pick a time. If you dismiss it, @ben won't be told, and you can still accept later.",
        '[Accept]',
        '[Dismiss]',
      ],
    ])
    expect(ada.home().received).toEqual([
      '*1 needs you*',
      '*@ben offers to mentor you*',
      'Sent {2026-11-23T10:00Z}',
      'I can help with *SQL* & <!channel>',
      '[Accept]',
      '[Dismiss]',
    ])
    expect(buttonsOf(ada.home().sent)).toEqual([])
    expect(ben.messages()).toEqual([])
    expect(ben.home().received).toEqual(['Nothing needs you right now.'])
    expect(ben.home().sent).toEqual([
      '*1 waiting*',
      'You offered to mentor @ada · sent {2026-11-23T10:00Z}',
      '[Withdraw]',
    ])
    expect(ada.told()).toEqual([])
    chandraSawNothing()
  })

  it('is accepted by booking one of the mentor’s free times; both are told once, each in their own time', async () => {
    const { ada, ben, chandraSawNothing } = await scene()
    await ben.types('offer @ada I can help with SQL')
    await ada.click('Accept')

    expect(ada.modal()).toEqual([
      'Book a session',
      '*@ben offers to mentor you*',
      'I can help with SQL',
      'Booking accepts their offer to mentor.',
      'Day: 2026-11-24',
      'Free times on Tuesday 24 November, Berlin time:',
      '[Next free day: Wed 25 Nov]',
      'Pick a time to see it in both time zones.',
      'Topic: I can help with SQL',
      'No time works? Ask for one instead. That accepts the offer too.',
      '[Send a session request instead]',
      '[Book]',
      '[Close]',
    ])
    // Ben's 09:00 to 17:00 in New York; 12 hours' notice rules out today.
    expect(ada.offered()[0]).toBe('Tuesday 24 November 15:00–15:30 · 09:00 New York time')
    expect(ada.offered()).toContain('Tuesday 24 November 22:30–23:00 · 16:30 New York time')
    expect(ada.offered()).not.toContain('Tuesday 24 November 23:00–23:30 · 17:00 New York time')

    await ada.pick('Tuesday 24 November', '15:00')
    expect(ada.modal()).toContain('*Tue 24 Nov, 15:00–15:30*, Berlin time')
    expect(ada.modal()).toContain('Tue 24 Nov, 09:00–09:30, New York time, for @ben')
    expect(ben.messages()).toEqual([])

    await ada.fill('Topic', 'Indexes')
    await ada.submit()
    expect(ada.modal()).toEqual([
      'Book a session',
      "You're booked with @ben: {2026-11-24T14:00Z}. That accepted their offer to mentor. You'll both get a message with the details.",
      '[Close]',
    ])
    const [card, session, ...more] = ada.messages()
    expect(more).toEqual([])
    expect(card).toEqual([
      '*@ben offered to mentor you*',
      'Sent {2026-11-23T10:00Z} · New York time',
      'I can help with SQL',
      "*Accepted.* You're booked with @ben: {2026-11-24T14:00Z}.",
    ])
    expect(session).toEqual(
      expect.arrayContaining([
        "*You're booked with @ben*",
        '*Tue 24 Nov, 15:00–15:30*, Berlin time',
        'Tue 24 Nov, 09:00–09:30, New York time, for @ben',
        "@ben is the mentor and you're the mentee",
        'Topic: Indexes',
        '[Cancel session]',
      ]),
    )
    expect(ben.messages()).toEqual([
      expect.arrayContaining([
        '*@ada accepted your offer to mentor* and booked a session with you',
        '*Tue 24 Nov, 09:00–09:30*, New York time',
        'Topic: Indexes',
        '[Cancel session]',
      ]),
    ])
    expect(ada.home().received).toEqual(['Nothing needs you right now.', '[History]'])
    expect(ben.home().sent).toEqual(['Nothing is waiting for an answer.', '[History]'])
    for (const [member, list] of [
      [ada, (await ada.listed()).received],
      [ben, (await ben.listed()).sent],
    ] as const) {
      expect(list).toContain('Accepted · session: {2026-11-24T14:00Z} · sent {2026-11-23T10:00Z}')
      expect(buttonsOf(list)).toEqual([])
      expect(member.home().sessions).toEqual(expect.arrayContaining(['Topic: Indexes', '[Cancel session]']))
    }
    expect(ada.home().sessions[0]).toBe('*{2026-11-24T14:00Z}–{2026-11-24T14:30Z}* · @ben')
    expect(ben.home().sessions[0]).toBe('*{2026-11-24T14:00Z}–{2026-11-24T14:30Z}* · @ada')
    chandraSawNothing()
  })

  it('is not accepted by looking at the times and closing the form', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada I can help with SQL')
    const [card, home, sent] = [ada.last(), ada.home(), ben.home()]
    await ada.click('Accept')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.close()

    expect(ada.modal()).toEqual([])
    expect([ada.last(), ada.home(), ben.home()]).toEqual([card, home, sent])
    expect(ada.messages()).toHaveLength(1)
    expect(ben.messages()).toEqual([])
  })

  it('is accepted by a session request back, which the mentor then accepts by booking', async () => {
    const { ada, ben, chandraSawNothing } = await scene()
    await ben.types('offer @ada I can help with SQL')
    await ada.click('Accept')
    await ada.clickModal('Send a session request instead')

    expect(ada.modal()).toEqual([
      'Request a session',
      '*To @ben*',
      'Message:',
      "This accepts what @ben offered, and asks them for a session. They pick the time, and I'll message you when they do.",
      '[Send]',
      '[Close]',
    ])
    expect(ada.home().received).toContain('*1 needs you*')

    await ada.fill('Message', 'Mornings are better')
    await ada.submit()
    expect(ada.modal()).toEqual([
      'Request a session',
      "Sent to @ben. That accepted their offer to mentor. I'll message you when they respond.",
      'Mentors could find you too.',
      '[Fill in your profile]',
      '[Close]',
    ])
    expect(ada.messages()).toEqual([
      [
        '*@ben offered to mentor you*',
        'Sent {2026-11-23T10:00Z} · New York time',
        'I can help with SQL',
        '*Accepted.* You asked @ben for a session.',
      ],
    ])
    // One message says both: accepted, and the session request with its own buttons.
    expect(ben.messages()).toEqual([
      [
        '@ada *accepted your offer to mentor* with this session request.',
        '*@ada would like a session with you*',
        'Sent {2026-11-23T10:00Z} · Berlin time',
        'Mornings are better',
        "Accept to pick a time. If you dismiss it, @ada won't be told, and you can still accept later.",
        '[Accept]',
        '[Dismiss]',
      ],
    ])
    expect((await ada.listed()).received).toContain(
      'Accepted · you sent a session request · sent {2026-11-23T10:00Z}',
    )
    expect(ada.home().sent).toEqual([
      '*1 waiting*',
      'You asked @ben for a session · sent {2026-11-23T10:00Z}',
      '[Withdraw]',
    ])
    expect((await ben.listed()).sent).toContain(
      'Accepted · they sent you a session request · sent {2026-11-23T10:00Z}',
    )
    expect(ben.home().received).toContain('*1 needs you*')
    for (const member of [ada, ben])
      expect(member.home().sessions).toEqual(['No upcoming sessions', '[Past sessions]', '[Subscribe]'])

    await ben.click('Accept')
    expect(ben.modal()).toContain('*@ada would like a session with you*')
    expect(ben.modal()).toContain('Booking accepts their session request.')
    expect(ben.modal()).not.toContain('[Send a session request instead]')
    await ben.pick('Tuesday 24 November', '09:00')
    await ben.submit()

    expect(ben.messages()).toHaveLength(2)
    expect(ben.messages()[0]).toEqual([
      '@ada *accepted your offer to mentor* with this session request.',
      '*@ada asked you for a session*',
      'Sent {2026-11-23T10:00Z} · Berlin time',
      'Mornings are better',
      "*Accepted.* You're booked with @ada: {2026-11-24T14:00Z}.",
    ])
    expect(ben.last()[0]).toBe("*You're booked with @ada*")
    expect(ada.messages()).toHaveLength(2)
    expect(ada.last()[0]).toBe('*@ben accepted your session request* and booked a session with you')
    expect((await ada.listed()).sent).toContain(
      'Accepted · session: {2026-11-24T14:00Z} · sent {2026-11-23T10:00Z}',
    )
    expect(buttonsOf(ada.home().sent)).toEqual(['[History]'])
    chandraSawNothing()
  })
})
