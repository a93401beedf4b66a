import fc from 'fast-check'
import type { MentoringRole } from '../../../src/domain/member.ts'

/** The observed member suggests; the others are suggested, and do with it what they like. */
export type Other = 'UBEN' | 'UCLEO' | 'UDORA' | 'UEVE'

/** What may become of a suggestion; with `ignored`, nothing. */
export const fates = [
  'ignored',
  'put aside',
  'used by asking',
  'used by booking',
  'takes none',
  'is paused',
  'avoids the other',
  'avoids the suggester',
  'offered before',
  'suggested before',
  'three this week',
] as const
export type Fate = (typeof fates)[number]

/** `settles`: the worker delivers all that is due before the next step. */
export type SuggestionStep = { settles: boolean } & (
  | {
      do: 'suggest'
      by: 'command' | 'form'
      mentor: Other
      mentee: Other
      to: MentoringRole
      fate: Fate
    }
  | { do: 'send'; from: Other | 'UADA'; to: Other | 'UADA'; kind: 'offer' | 'session_request' }
  | { do: 'look'; at: 'home' | 'requests' | 'sessions' | 'suggest' }
  | { do: 'wait'; hours: number }
)

/** Rare, because each look for what is due takes as long as ten acts. */
const settles = fc.constantFrom(true, false, false, false)
const others = ['UBEN', 'UCLEO', 'UDORA', 'UEVE'] as const
const pair = fc
  .tuple(fc.constantFrom(...others), fc.constantFrom(...others))
  .filter(([mentor, mentee]) => mentor !== mentee)

const suggestion: fc.Arbitrary<SuggestionStep> = fc
  .record({
    settles,
    by: fc.constantFrom('command', 'command', 'form'),
    pair,
    to: fc.constantFrom('mentor', 'mentee', 'mentee'),
    fate: fc.constantFrom(...fates),
  })
  .map(({ pair: [mentor, mentee], ...rest }) => ({ do: 'suggest', mentor, mentee, ...rest }))

const step: fc.Arbitrary<SuggestionStep> = fc.oneof(
  { weight: 8, arbitrary: suggestion },
  {
    weight: 1,
    arbitrary: fc
      .record({
        settles,
        other: fc.constantFrom(...others),
        isOwn: fc.boolean(),
        kind: fc.constantFrom('offer', 'session_request' as const),
      })
      .map(({ other, isOwn, ...rest }): SuggestionStep => {
        const [from, to] = isOwn ? (['UADA', other] as const) : ([other, 'UADA'] as const)
        return { do: 'send', from, to, ...rest }
      }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('look' as const),
      settles,
      at: fc.constantFrom('home', 'requests', 'sessions', 'suggest' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      settles,
      hours: fc.constantFrom(1, 20, 73, 8 * 24),
    }),
  },
)

/** Enough to come to the sixth of a day now and then. */
export const suggestionHistories: fc.Arbitrary<readonly SuggestionStep[]> = fc
  .tuple(suggestion, fc.array(step, { minLength: 3, maxLength: 8 }))
  .map(([first, others]) => [first, ...others])
