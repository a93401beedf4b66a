import { describe, expect, it } from 'vitest'
import { memberId } from '../../src/domain/ids.ts'
import { answerBar, isNewer, type Member, partnerRefusal } from '../../src/domain/member.ts'
import { defaultSettings } from '../../src/domain/settings.ts'
import { drawn } from '../support/table.ts'

const actor = memberId('UACTOR')

const someone: Member = {
  id: memberId('UOTHER'),
  name: 'other',
  fullName: 'Other Person',
  picture: null,
  title: null,
  zone: 'UTC',
  isBot: false,
  isDeactivated: false,
  isGuest: false,
  isStranger: false,
  isAdmin: false,
  isPaused: false,
}

const partners: Record<string, Partial<Member>> = {
  'a colleague': {},
  oneself: { id: actor },
  'a bot': { isBot: true },
  "Slack's own": { id: memberId('USLACKBOT') },
  deactivated: { isDeactivated: true },
  'of another firm': { isStranger: true },
  'a guest': { isGuest: true },
  paused: { isPaused: true },
  'guest, paused': { isGuest: true, isPaused: true },
  'gone, paused': { isDeactivated: true, isPaused: true },
  'foreign guest': { isStranger: true, isGuest: true },
}

const policies: Record<string, { guests: boolean; strangers: boolean }> = {
  nobody: { guests: false, strangers: false },
  guests: { guests: true, strangers: false },
  strangers: { guests: false, strangers: true },
  both: { guests: true, strangers: true },
}

/** Whom one may start something with (spec 1-lifecycle, rule 8). To answer: the other's own request is open. */
const table = drawn(
  ['the other is', 'allowed besides', 'send', 'answer', 'book'],
  `
  the other is    | allowed besides | send        | answer      | book
  ----------------|-----------------|-------------|-------------|------------
  a colleague     | nobody          | yes         | yes         | yes
  oneself         | both            | self        | self        | self
  a bot           | both            | bot         | bot         | bot
  Slack's own     | both            | bot         | bot         | bot
  deactivated     | both            | deactivated | deactivated | deactivated
  of another firm | nobody          | stranger    | stranger    | stranger
  of another firm | guests          | stranger    | stranger    | stranger
  of another firm | strangers       | yes         | yes         | yes
  a guest         | nobody          | guest       | guest       | guest
  a guest         | strangers       | guest       | guest       | guest
  a guest         | guests          | yes         | yes         | yes
  foreign guest   | guests          | stranger    | stranger    | stranger
  foreign guest   | strangers       | guest       | guest       | guest
  foreign guest   | both            | yes         | yes         | yes
  paused          | nobody          | paused      | yes         | paused
  guest, paused   | nobody          | guest       | guest       | guest
  guest, paused   | guests          | paused      | yes         | paused
  gone, paused    | both            | deactivated | deactivated | deactivated
`,
)

describe('who can be asked or booked', () => {
  it.each(table)('$the other is, where $allowed besides may take part besides', (row) => {
    const [changes, policy] = [partners[row['the other is']], policies[row['allowed besides']]]
    if (!changes || !policy) throw new Error('the table speaks of somebody unknown')
    const other = { ...someone, ...changes }
    for (const act of ['send', 'answer', 'book'] as const) {
      const refusal = partnerRefusal(actor, other, policy, act)
      expect([act, refusal ?? 'yes']).toEqual([act, row[act]])
    }
  })

  it('leaves out guests and members of other organisations until the workspace says otherwise', () => {
    expect(defaultSettings).toMatchObject({ guests: false, strangers: false })
  })
})

describe('whether an open request can be accepted', () => {
  const nobody = { guests: false, strangers: false }
  it.each([
    ['a colleague of a colleague', {}, {}, nobody, null],
    ['a colleague of a guest', { isGuest: true }, {}, nobody, { side: 'sender', bar: 'guest' }],
    ['a guest of a colleague', {}, { isGuest: true }, nobody, { side: 'receiver', bar: 'guest' }],
    [
      'a stranger of a guest',
      { isGuest: true },
      { isStranger: true },
      nobody,
      { side: 'receiver', bar: 'stranger' },
    ],
    [
      'a colleague of one who left',
      { isDeactivated: true },
      {},
      nobody,
      { side: 'sender', bar: 'deactivated' },
    ],
    [
      'a colleague of a guest, where guests take part',
      { isGuest: true },
      {},
      { ...nobody, guests: true },
      null,
    ],
    [
      'a colleague of a stranger, where strangers do',
      { isStranger: true },
      {},
      { ...nobody, strangers: true },
      null,
    ],
  ])('depends on both sides: %s', (_who, sender, receiver, policy, bar) => {
    expect(answerBar({ ...someone, ...sender }, { ...someone, ...receiver }, policy)).toEqual(bar)
  })
})

describe('news of a member', () => {
  // When the profile changed, by Slack, and the moment the news describes; then the same for what is kept.
  it.each([
    ['dated later', [2, 10], [1, 20], true],
    ['dated earlier', [1, 20], [2, 10], false],
    ['dated alike, of a later moment', [1, 20], [1, 10], true],
    ['dated alike, of the same moment', [1, 10], [1, 10], true],
    ['dated alike, of an earlier moment', [1, 10], [1, 20], false],
    ['not dated, of a later moment', [null, 20], [1, 10], true],
    ['not dated, of an earlier moment', [null, 10], [1, 20], false],
    ['the first that is dated', [1, 20], [null, 10], true],
  ] as const)('replaces what is kept, or does not: %s', (_how, heard, kept, isNews) => {
    const recency = ([updatedAt, seenAt]: readonly [number | null, number]) => ({ updatedAt, seenAt })
    expect(isNewer(recency(heard), recency(kept))).toBe(isNews)
  })
})
