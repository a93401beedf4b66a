import { describe, expect, it } from 'vitest'
import { browsingValue } from '../../../src/slack/browsing.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { requestTarget } from '../../../src/slack/values.ts'
import { requestCard } from '../../../src/slack/views/request-card.ts'
import { buttonsOf, labelsOf } from '../support/reading.ts'
import { cardStateOf, ids, NOW, request, session } from '../support/states.ts'

const asked = { kind: 'session_request' } as const
const accepted = { status: 'accepted', acceptedAt: NOW } as const
const bySession = { ...accepted, acceptedBy: { session: ids.session } }
const byAnswer = { ...accepted, acceptedBy: { sessionRequest: ids.answer } }
const at = '<!date^1795428000^{date_short_pretty} at {time}|Mon 23 Nov, 10:00 UTC>'

const card = (changes: Parameters<typeof request>[0], state: Parameters<typeof cardStateOf>[1] = {}) =>
  requestCard(english, cardStateOf(request(changes), state), NOW)

describe('the buttons of a request card', () => {
  // Written by hand from the table in spec 2-surfaces, The request card.
  it.each([
    ['an offer, pending', {}, ['Accept', 'Dismiss']],
    ['a session request, pending', asked, ['Accept', 'Dismiss']],
    ['an offer, dismissed', { status: 'dismissed' }, ['Accept']],
    ['a session request, dismissed', { ...asked, status: 'dismissed' }, ['Accept']],
    ['an offer, accepted by booking', bySession, []],
    ['an offer, accepted by a session request', byAnswer, []],
    ['a session request, accepted', { ...asked, ...bySession }, []],
    ['an offer, withdrawn', { withdrawnAt: NOW }, []],
    ['a session request, withdrawn', { ...asked, withdrawnAt: NOW }, []],
    ['an offer, dismissed and then withdrawn', { status: 'dismissed', withdrawnAt: NOW }, []],
  ] as const)('%s: %o', (_name, changes, labels) => {
    expect(labelsOf(card(changes).blocks)).toEqual(labels)
  })

  it('act on the card up to the highest number that it shows', () => {
    const buttons = buttonsOf(card({ number: 3 }, { upTo: 4, pending: 2 }).blocks)
    expect(buttons.slice(0, 2).map(({ value }) => requestTarget.decode(value))).toEqual([
      { card: ids.card, upTo: 4 },
      { card: ids.card, upTo: 4 },
    ])
    expect(buttons.map(({ style }) => style)).toEqual(['primary', undefined, undefined])
  })

  it('are plain once all is dismissed, so that nothing urges the reader on', () => {
    expect(buttonsOf(card({ status: 'dismissed' }).blocks).map(({ style }) => style)).toEqual([undefined])
  })

  it('lead from a card of several to all of that kind that its sender asks', () => {
    const seeAll = buttonsOf(card(asked, { pending: 7, dismissed: 4 }).blocks).at(-1)
    expect(seeAll?.label).toBe('See all 11')
    expect(browsingValue.decode(seeAll?.value)?.received).toEqual({
      filter: { kind: 'session_request', state: null, sender: ids.ada },
      from: null,
    })
    expect(labelsOf(card(asked, { pending: 100_000 }).blocks)).toContain('See all 100000')
  })

  it('say to a screen reader whose request they answer', () => {
    expect(buttonsOf(card({}).blocks).map((one) => one.spoken)).toEqual([
      'Accept: offer to mentor from Ada Berlin',
      'Dismiss: offer to mentor from Ada Berlin',
    ])
  })

  it.each([
    ['a sender who is a guest', { side: 'sender', bar: 'guest' }, '<@U0ADA00001> is a guest here'],
    [
      'a sender of another organisation',
      { side: 'sender', bar: 'stranger' },
      '<@U0ADA00001> is from another',
    ],
    ['a reader who is a guest', { side: 'receiver', bar: 'guest' }, "You're a guest here"],
    ['a reader of another organisation', { side: 'receiver', bar: 'stranger' }, "You're from another"],
  ] as const)('offer no Accept that would be refused, and say why: %s', (_who, barred, says) => {
    const pending = card({}, { barred })
    expect(labelsOf(pending.blocks)).toEqual(['Dismiss'])
    expect(pending.text).toContain(says)
    expect(pending.text).not.toContain('Accept to pick a time')
    const dismissed = card({ status: 'dismissed' }, { barred })
    expect(labelsOf(dismissed.blocks)).toEqual([])
    expect(dismissed.text).toContain(says)
    expect(dismissed.text).not.toContain('You can still accept')
  })

  it('offer Dismiss as long as one request is pending, whatever happened to the latest', () => {
    const { blocks, text } = card({ status: 'dismissed' }, { pending: 1, dismissed: 1 })
    expect(labelsOf(blocks)).toEqual(['Accept', 'Dismiss', 'See all 2'])
    expect(text).toContain('You dismissed 1 of them.')
  })
})

describe('what a request card says', () => {
  it('names kind and sender, quotes the message and says when it was sent', () => {
    const { text, blocks } = card({ sentAt: NOW })
    expect(text.split('\n').slice(0, 3)).toEqual([
      '*<@U0ADA00001> offers to mentor you*',
      `Sent ${at} · Berlin time`,
      'Shall we look at your first talk?',
    ])
    expect(blocks[1]).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_quote',
          elements: [{ type: 'text', text: 'Shall we look at your first talk?' }],
        },
      ],
    })
  })

  it('shows the sender’s picture beside the title, if Slack has one', () => {
    const sender = { fullName: 'Ada Berlin', picture: 'https://example.com/ada.png', zone: 'Europe/Berlin' }
    expect(card({}, { sender }).blocks[0]).toMatchObject({
      accessory: { type: 'image', image_url: 'https://example.com/ada.png', alt_text: 'Ada Berlin' },
    })
    expect(card({}).blocks[0]).not.toHaveProperty('accessory')
  })

  it('speaks of what is over in the past', () => {
    expect(card(bySession).text).toContain('*<@U0ADA00001> offered to mentor you*')
    expect(card({ ...asked, withdrawnAt: NOW }).text).toContain('*<@U0ADA00001> asked you for a session*')
  })

  it('names a session request as one', () => {
    expect(card(asked).text).toContain('*<@U0ADA00001> would like a session with you*')
  })

  it('says if no message was added', () => {
    expect(card({ message: '' }).text).toContain('No message.')
  })

  it('links the message that the request is about, unless the address is none', () => {
    const about = (contextUrl: string) => card({ contextUrl }).text
    expect(about('https://example.slack.com/archives/C1/p1')).toContain(
      'About <https://example.slack.com/archives/C1/p1|this message>',
    )
    expect(about('javascript:alert(1)')).not.toContain('About')
  })

  it('counts several open ones and shows the latest', () => {
    expect(card({}, { pending: 2, dismissed: 1 }).text).toContain(
      '\n3 offers to mentor, the latest:\nShall we look at your first talk?\n',
    )
    expect(card(asked, { pending: 2 }).text).toContain('2 session requests, the latest:')
  })

  it('says first that it accepts the reader’s offers', () => {
    expect(card(asked, { answered: 1 }).text.split('\n')[0]).toBe(
      '<@U0ADA00001> *accepted your offer to mentor* with this session request.',
    )
    expect(card(asked, { answered: 3 }).text.split('\n')[0]).toContain('all 3 of your offers to mentor')
  })

  it('says Dismissed, that nobody was told, and that it can still be accepted', () => {
    expect(card({ status: 'dismissed' }).text).toContain(
      "*Dismissed.* <@U0ADA00001> won't be notified. You can still accept at any time.",
    )
  })

  it('says by which session it was accepted, and how many went with it', () => {
    const { text } = card(bySession, { session: session({ startsAt: NOW }), accepted: 3 })
    expect(text).toContain(`*Accepted.* You're booked with <@U0ADA00001>: ${at}.`)
    expect(text).toContain('That accepted all 3 of their offers to mentor.')
    expect(card(bySession, { session: session() }).text).not.toContain('That accepted')
  })

  it('stays accepted when the session is cancelled, and says so', () => {
    const { text, blocks } = card(bySession, { session: session({ status: 'cancelled' }) })
    expect(text).toContain('*Accepted.*')
    expect(text).toContain('It was cancelled later.')
    expect(labelsOf(blocks)).toEqual([])
  })

  it('says that it was accepted by a session request', () => {
    expect(card(byAnswer).text).toContain('*Accepted.* You asked <@U0ADA00001> for a session.')
  })

  it('says who withdrew it', () => {
    expect(card({ withdrawnAt: NOW }).text).toContain('*Withdrawn.* <@U0ADA00001> took it back.')
  })

  it('says that the sender booked meanwhile, and keeps both buttons', () => {
    const booked = session({ bookedBy: ids.ada })
    const { text, blocks } = card(asked, { session: booked })
    expect(text).toContain('<@U0ADA00001> booked a session with you: ')
    expect(text).toContain('dismiss this')
    expect(labelsOf(blocks)).toEqual(['Accept', 'Dismiss'])
    const dismissed = card({ ...asked, status: 'dismissed' }, { session: booked })
    expect(dismissed.text).toContain('booked a session with you: ')
    expect(dismissed.text).not.toContain('dismiss this')
  })
})
