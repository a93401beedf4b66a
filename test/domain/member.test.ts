import { describe, expect, test } from 'vitest'
import { memberId } from '../../src/domain/ids.ts'
import { defaultPolicy, type Member, partnerRefusal } from '../../src/domain/member.ts'
import { drawn } from '../support/table.ts'

const actor = memberId('UACTOR')

const someone: Member = {
  id: memberId('UOTHER'),
  name: 'other',
  zone: 'UTC',
  isBot: false,
  isDeactivated: false,
  isGuest: false,
  isStranger: false,
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

describe('whom one may start something with', () => {
  test.each(table)('$the other is, where $allowed besides may take part besides', (row) => {
    const [changes, policy] = [partners[row['the other is']], policies[row['allowed besides']]]
    if (!changes || !policy) throw new Error('the table speaks of somebody unknown')
    const other = { ...someone, ...changes }
    for (const act of ['send', 'answer', 'book'] as const) {
      const refusal = partnerRefusal(actor, other, policy, act)
      expect([act, refusal ?? 'yes']).toEqual([act, row[act]])
    }
  })

  test('a workspace that has set nothing keeps guests and members of other firms out', () => {
    expect(defaultPolicy).toEqual(policies.nobody)
  })
})
