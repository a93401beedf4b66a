import { describe, expect, it } from 'vitest'
import { memberId } from '../../src/domain/ids.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { buttonsOf } from '../support/reading.ts'

const refused = (reason: 'self' | 'bot') =>
  english.refusalText({ outcome: 'refused', reason, member: memberId('U0ADA00001') })

const scene = async () => {
  const j = await journey()
  return { j, ada: actor(j, 'ada'), ben: actor(j, 'ben') }
}

describe('Home', () => {
  it('shows a newcomer the ways to start, whose buttons open the forms', async () => {
    const { ada, ben } = await scene()
    await ada.openHome()
    expect(ada.home().top).toEqual([
      '*Welcome to Mentorship!* Learn from each other, one session at a time.',
      '*Find a mentor* by what they help with, and when they have time.',
      '[Find a mentor]',
      '*Offer to mentor* someone you can help. They pick a time in your free hours.',
      '[Offer to mentor]',
      "*Request a session* with someone you'd like to learn from. They pick a time.",
      '[Request a session]',
      '*Book a session* right away: pick a member, then a free time.',
      '[Book a session]',
      '*Join an open session* that a mentor set up for several people, or host one yourself.',
      '[Open sessions]',
    ])
    expect(ada.home().received).toEqual([
      "Requests you get show up here and as a message. Accept one to pick a time. If you dismiss it, the sender won't be told.",
    ])
    expect([ada.home().sent, ada.home().sessions]).toEqual([[], []])

    await ada.clickHome('Offer to mentor')
    expect(ada.modal()).toEqual([
      'Offer to mentor',
      'Who would you like to mentor?:',
      'Message:',
      expect.stringMatching(/^They'll get your offer as a message,/),
      '[Send]',
      '[Close]',
    ])
    await ada.choose('Who would you like to mentor?', '@ben')
    await ada.submit()
    expect(ada.modal()[1]).toMatch(/^Sent to @ben\./)
    expect([ben.last()[0], ben.last()[2]]).toEqual(['*@ada offers to mentor you*', 'No message.'])
    expect(ada.home().top.join()).not.toContain('Welcome')
    expect(ada.home().sent).toContain('You offered to mentor @ben · sent {2026-11-23T10:00Z}')

    await ada.close()
    await ada.clickHome('Request a session')
    await ada.choose('Who would you like to learn from?', '@ben')
    await ada.fill('Message', 'Teach me SQL')
    await ada.submit()
    expect(ben.messages().map(([title]) => title)).toEqual([
      '*@ada offers to mentor you*',
      '*@ada would like a session with you*',
    ])
  })

  it('is not published for members who never opened it', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    expect([ada.member.home(), ben.member.home()]).toEqual([undefined, undefined])
    await ada.openHome()
    expect(ada.home().received).toContain('*@ben offers to mentor you*')
    expect(ben.member.home()).toBeUndefined()
  })

  it('has the same working buttons as the cards: Dismiss, Accept, Withdraw and Cancel', async () => {
    const { ada, ben } = await scene()
    await ada.openHome()
    await ben.openHome()
    await ben.types('offer @ada I can help')
    await ada.clickHome('Dismiss')
    expect(buttonsOf(ada.home().received)).toEqual(['[Accept]'])
    expect(buttonsOf(ada.last())).toEqual(['[Accept]'])

    await ada.clickHome('Accept')
    expect(ada.modal()).toContain('Booking accepts their offer to mentor.')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    await ada.close()
    await ada.clickHome('History')
    expect(ada.modal()).toContain('Accepted · session: {2026-11-24T14:00Z} · sent {2026-11-23T10:00Z}')
    await ada.close()
    expect(ada.home().sessions).toContain('[Cancel session]')
    expect(buttonsOf(ada.last())).toContain('[Cancel session]')
  })
})

describe('shortcuts', () => {
  it.each([
    ['offer_to_mentor', 'Offer to mentor', 'Who would you like to mentor?', '*@ben offers to mentor you*'],
    [
      'request_session',
      'Request a session',
      'Who would you like to learn from?',
      '*@ben would like a session with you*',
    ],
  ])('%s opens its form from anywhere', async (callbackId, title, label, card) => {
    const { ada, ben } = await scene()
    await ben.shortcut(callbackId)
    expect(ben.modal()[0]).toBe(title)
    await ben.choose(label, '@ada')
    await ben.fill('Message', 'Hello')
    await ben.submit()
    expect([ada.last()[0], ada.last()[2]]).toEqual([card, 'Hello'])
  })

  it('ask_author asks the author of the message, with a link to it', async () => {
    const { j, ada, ben } = await scene()
    const ts = ben.member.post('Indexes are easier than they look')
    await ada.messageShortcut('ask_author', 'general', ts)
    const link = `https://journey.slack.com/archives/C0GENERAL1/p${ts.replace('.', '')}`
    expect(ada.modal()).toEqual([
      'Request a session',
      `Who would you like to learn from?: ${ben.id}`,
      `About <${link}|this message>. They'll see the link too.`,
      'Message:',
      'If I hear nothing in 5 working days: Show me others who could help',
      expect.stringMatching(/^They'll get your request as a message/),
      '[Send]',
      '[Close]',
    ])
    await ada.submit()
    expect(ben.last()).toContain(`Sent {2026-11-23T10:00Z} · Berlin time · About <${link}|this message>`)
    expect(j.slack.state.messages.C0GENERAL1).toHaveLength(1)
  })

  it('ask_author on your own message, or an app’s, asks nobody', async () => {
    const { j, ada, ben } = await scene()
    const own = ada.member.post('Who can teach me SQL?')
    await ada.messageShortcut('ask_author', 'general', own)
    const { errors } = await ada.submit()
    expect(Object.values(errors)).toEqual(["That's you! Pick someone else."])
    await ada.close()

    const robot = structuredClone(j.slack.state.messages.C0GENERAL1?.[0])
    if (!robot) throw new Error('nothing was posted')
    j.slack.state.messages.C0GENERAL1?.push({ ...robot, ts: '1795428000.900000', user: 'U0ROBOT001' })
    await ada.messageShortcut('ask_author', 'general', '1795428000.900000')
    const refused = await ada.submit()
    expect(Object.values(refused.errors)).toEqual(["That's an app. Pick a person."])
    expect(ben.messages()).toEqual([])
  })
})

describe('commands', () => {
  it('/mentor and /mentor help show everything that can be done, each with its button', async () => {
    const { ada } = await scene()
    await ada.types('')
    const help = ada.told()
    await ada.types('help')
    expect(ada.told()).toEqual(help)
    for (const command of ['offer', 'request', 'requests', 'book', 'sessions', 'availability']) {
      expect(
        help.filter((line) => line.startsWith(`\`/mentor ${command}`)),
        command,
      ).not.toEqual([])
    }
    await ada.clickEphemeral('Offer to mentor')
    expect(ada.modal()[0]).toBe('Offer to mentor')
    await ada.clickEphemeral('Request a session')
    expect(ada.modal()[0]).toBe('Request a session')
    await ada.clickEphemeral('Show requests')
    expect(ada.told()).toContain('Received')
    expect(ada.member.channel('general')).toEqual([])
  })

  it('/mentor offer and /mentor request without a name open the form with what was typed', async () => {
    const { ada } = await scene()
    await ada.types('offer I can help with SQL & <Rust>')
    expect(ada.modal()).toEqual(
      expect.arrayContaining(['Offer to mentor', 'Message: I can help with SQL & <Rust>']),
    )
    await ada.types('request')
    expect(ada.modal()).toEqual(expect.arrayContaining(['Request a session', 'Message:']))
    expect(ada.told()).toEqual([])
  })

  it('/mentor requests shows what Home shows, with working buttons', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await ada.types('requests')
    expect(ada.told()).toEqual(
      expect.arrayContaining([
        '*1 needs you*',
        '*@ben offers to mentor you*',
        'Pending · sent {2026-11-23T10:00Z}',
        '[Accept]',
        '[Dismiss]',
      ]),
    )
    await ada.clickEphemeral('Accept')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    expect(buttonsOf(ada.messages()[0] ?? [])).toEqual([])
    expect(ben.last()[0]).toBe('*@ada accepted your offer to mentor* and booked a session with you')
    expect(ben.told()[0]).toMatch(/^Sent to @ada\./)
  })

  it('/mentor book without a name asks for one, says why not at the field, and goes on to book', async () => {
    const { ada, ben } = await scene()
    await ada.types('book')
    expect(ada.modal()).toEqual([
      'Book a session',
      'Who would you like to meet?:',
      "Next, you'll choose which of you is the mentor, and a time.",
      '[Next]',
      '[Close]',
    ])
    for (const [who, why] of [
      ['@ada', refused('self')],
      ['@robot', refused('bot')],
    ] as const) {
      await ada.choose('Who would you like to meet?', who)
      expect(Object.values((await ada.submit()).errors)).toEqual([why])
    }
    await ada.choose('Who would you like to meet?', '@ben')
    await ada.submit()
    expect(ada.member.modals()).toHaveLength(1)
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    expect(ben.last()[0]).toMatch('@ada')
    expect(ben.last()).toContain('[Reschedule]')
  })

  it('/mentor book lets the two switch roles, starting from what was asked', async () => {
    const { ada, ben } = await scene()
    await ada.types('book @ben')
    expect(ada.modal()).toContain("*@ben is the mentor* and you're the mentee.")
    expect(ada.offered()[0]).toBe('Tuesday 24 November 15:00–15:30 · 09:00 New York time')
    await ada.fill('Topic', 'Indexes')
    await ada.clickModal('Switch roles')
    expect(ada.modal()).toEqual(
      expect.arrayContaining([
        "*You're the mentor* and @ben is the mentee.",
        'Free times on Monday 23 November, Berlin time:',
        '[Any other time]',
        'Topic: Indexes',
      ]),
    )
    await ada.clickModal('Switch roles')
    expect(ada.modal()).toContain("*@ben is the mentor* and you're the mentee.")
    expect(ada.modal()).not.toContain('[Any other time]')
    await ada.close()

    await ben.types('request @ada Teach me German')
    await ada.types('book @ben')
    expect(ada.modal()).toContain("*You're the mentor* and @ben is the mentee.")
    expect(ada.modal()).toContain('Booking accepts their session request.')
    await ada.clickModal('Switch roles')
    expect(ada.modal()).not.toContain('Booking accepts their session request.')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    // Booked as a mentee, on Ben's hours: what Ben asked of Ada as a mentor stays open.
    expect(buttonsOf(ada.messages()[0] ?? [])).toEqual(['[Accept]', '[Dismiss]'])
    expect(ben.last()[0]).toBe('*@ada booked a session with you*')
  })
})
