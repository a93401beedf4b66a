import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forSender } from '../../../src/domain/requests/request.ts'
import type { Refusal } from '../../../src/service/outcome.ts'
import type { Unavailable } from '../../../src/service/sessions/session-time.ts'
import { unavailableText } from '../../../src/slack/text/english/booking.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import {
  bookedText,
  cancelledText,
  confirmation,
  dismissedText,
  refusalText,
  withdrawnText,
} from '../../../src/slack/text/english/outcomes.ts'
import { plain } from '../../../src/slack/text/markup.ts'
import {
  helpMessage,
  incompleteMessage,
  unresolvedMessage,
  usageMessage,
} from '../../../src/slack/views/help.ts'
import { requestCard } from '../../../src/slack/views/request-card.ts'
import { requestsMessage } from '../../../src/slack/views/requests-message.ts'
import { sessionMessage } from '../../../src/slack/views/session-message.ts'
import { anyCardState, anyHomeState, anySessionState } from '../support/arbitrary.ts'
import { spokenTexts } from '../support/reading.ts'
import { ids, NOW, request, session } from '../support/states.ts'

const refusals: Refusal[] = [
  ...(['not_found', 'accepted', 'withdrawn', 'needs_booking', 'begun'] as const).map(
    (reason): Refusal => ({ outcome: 'refused', reason }),
  ),
  ...(
    [
      'self',
      'bot',
      'deactivated',
      'stranger',
      'guest',
      'paused',
      'unknown_member',
      'slack_unavailable',
    ] as const
  ).map((reason): Refusal => ({ outcome: 'refused', reason, member: ids.ada })),
  ...(['message_too_long', 'topic_too_long', 'reason_too_long'] as const).map(
    (reason): Refusal => ({ outcome: 'refused', reason, limit: 1500 }),
  ),
]

const reasons: Unavailable[] = [
  'past',
  'too_far',
  'too_soon',
  'beyond_horizon',
  'day_off',
  'outside_hours',
  'off_grid',
  'mentor_busy',
  'mentee_busy',
  'weekly_cap',
]

describe('refusals', () => {
  // Slack draws no markup at a modal's field.
  it.each(refusals)('$reason: a plain sentence that says what to do next', (refusal) => {
    const text = refusalText(refusal)
    expect(text).not.toMatch(/[*_`~<>]/)
    expect(text.split(/[.:;,!] /).length).toBeGreaterThan(1)
  })

  it.each(reasons)('%s: the same for a time, to either side', (reason) => {
    for (const actorIs of ['mentor', 'mentee'] as const) {
      expect(unavailableText(reason, actorIs)).toMatch(/^[^*_`~<>]+Pick [^*_`~<>]+\.$/)
    }
  })
})

describe('confirmations', () => {
  const offer = forSender(request())
  const asked = forSender(request({ kind: 'session_request' }))

  it('say what happens next', () => {
    expect(confirmation({ outcome: 'sent', request: offer, answered: 0 })).toBe(
      "Sent to <@U0BEN00002>. I'll message you when they respond.",
    )
    expect(confirmation({ outcome: 'sent', request: asked, answered: 0 })).toMatch(
      /^Sent to <@U0BEN00002>\. I'll/,
    )
    expect(confirmation({ outcome: 'sent', request: asked, answered: 2 })).toMatch(
      /^Sent to <@U0BEN00002>\. That accepted both of their offers to mentor\./,
    )
    expect(dismissedText({ outcome: 'dismissed', request: request(), count: 1 })).toBe(
      "Dismissed. <@U0ADA00001> won't be notified. You can still accept at any time.",
    )
    expect(withdrawnText({ outcome: 'withdrawn', request: offer })).toContain(
      "<@U0BEN00002> can't accept it any more",
    )
    expect(
      bookedText({ outcome: 'booked', session: session(), accepted: { kind: 'offer', count: 1 } }, ids.ben),
    ).toMatch(/^You're booked with <@U0ADA00001>: <!date.*That accepted their offer to mentor\./)
    expect(cancelledText({ outcome: 'cancelled', session: session() }, ids.ada)).toContain(
      "I'm letting <@U0BEN00002> know",
    )
  })

  it('say plainly if it was already done', () => {
    const unchanged = { outcome: 'unchanged' } as const
    const texts = [
      confirmation({ ...unchanged, request: offer, answered: 0 }),
      dismissedText({ ...unchanged, request: request(), count: 0 }),
      withdrawnText({ ...unchanged, request: offer }),
      bookedText({ ...unchanged, session: session(), accepted: null }, ids.ben),
      cancelledText({ ...unchanged, session: session() }, ids.ben),
    ]
    for (const text of texts) expect(text).toMatch(/already/)
    const cancelledSince = session({ status: 'cancelled' })
    expect(bookedText({ ...unchanged, session: cancelledSince, accepted: null }, ids.ben)).toContain(
      'cancelled since',
    )
  })
})

describe('the text beside the blocks', () => {
  it('says the same as the blocks, in their order', () => {
    const anyMessage = fc.oneof(
      anyCardState.map((state) => requestCard(english, state, NOW)),
      anySessionState.map((state) => sessionMessage(english, state, NOW)),
      anyHomeState(5).map((state) => requestsMessage(english, state)),
      fc.constant(helpMessage(english)),
      fc.string().map((typed) => usageMessage(english, typed, ['book'])),
      fc.string().map((typed) => unresolvedMessage(english, typed, 'offer')),
    )
    fc.assert(
      fc.property(anyMessage, ({ text, blocks }) => {
        let read = 0
        for (const spoken of spokenTexts(blocks)) {
          const said = spoken.isMrkdwn ? spoken.text : plain(spoken.text)
          const at = text.indexOf(said, read)
          expect(at, said).toBeGreaterThanOrEqual(0)
          read = at + said.length
        }
      }),
      { numRuns: 100 },
    )
  })

  it('repeats typed text without letting it act', () => {
    expect(usageMessage(english, '<!channel>', ['offer']).text).toContain(
      "I don't know “&lt;!channel&gt;”. Did you mean:",
    )
    expect(unresolvedMessage(english, '<!here>', 'book').text).toContain('“@&lt;!here&gt;”')
    expect(incompleteMessage(english, 'book').text).toMatch(/^Name one member:\n`\/mentor book @member`/)
  })
})

it('no two files of a language call two things by one name, where the second would hide the first', async () => {
  const files = readdirSync('src/slack/text/english').map((file) => file.replace(/\.ts$/, ''))
  const names = await Promise.all(
    files
      .filter((file) => file !== 'english')
      .map(async (file) => Object.keys(await import(`../../../src/slack/text/english/${file}.ts`))),
  )
  const all = names.flat()
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([])
  expect(Object.keys(english).filter((name) => !all.includes(name))).toEqual([])
})
