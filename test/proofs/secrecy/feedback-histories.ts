import fc from 'fast-check'
import type { MentoringRole } from '../../../src/domain/member.ts'
import { FEEDBACK_ANSWERS, type FeedbackAnswer } from '../../../src/domain/sessions/feedback.ts'

/** The observed member meets them, and organises the programme. */
export type Partner = 'UBEN' | 'UCLEO'

/** `settles`: the worker delivers all that is due before the next step. */
export type FeedbackStep = { settles: boolean } & (
  | { do: 'meet'; partner: Partner; as: MentoringRole }
  /** The secret: what a partner says of the latest session that is over, and perhaps writes without passing it on. */
  | { do: 'say'; partner: Partner; answer: FeedbackAnswer; line: string }
  | { do: 'say myself'; answer: FeedbackAnswer; passesOn: boolean }
  | { do: 'look'; at: 'home' | 'sessions' | 'my data' }
  | { do: 'wait'; hours: number }
)

const settles = fc.constantFrom(true, false, false)
const partner = fc.constantFrom<Partner>('UBEN', 'UCLEO')
const answer = fc.constantFrom(...FEEDBACK_ANSWERS)

const meets = fc.record({
  ...{ do: fc.constant('meet' as const), settles: fc.constant(true), partner },
  as: fc.constantFrom<MentoringRole>('mentor', 'mentee'),
})
const says = fc.record({
  ...{ do: fc.constant('say' as const), settles, partner, answer },
  line: fc.constantFrom('', 'Never again'),
})

const step: fc.Arbitrary<FeedbackStep> = fc.oneof(
  { weight: 3, arbitrary: meets },
  { weight: 5, arbitrary: says },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('say myself' as const),
      ...{ settles, answer, passesOn: fc.boolean() },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant('look' as const), settles },
      at: fc.constantFrom('home' as const, 'sessions' as const, 'my data' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ do: fc.constant('wait' as const), settles },
      hours: fc.constantFrom(1, 20, 6 * 24),
    }),
  },
)

export const feedbackHistories: fc.Arbitrary<readonly FeedbackStep[]> = fc
  .tuple(meets, says, fc.array(step, { minLength: 2, maxLength: 8 }))
  .map(([first, second, others]) => [first, second, ...others])
