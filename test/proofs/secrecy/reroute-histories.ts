import fc from 'fast-check'

/** Whom the observed member asks, and who is found instead. */
export const asked = ['UBEN', 'UCLEO'] as const
export const listed = ['UDORA', 'UEVE', 'UFAY', 'UGIL', 'UHAL'] as const

/** What the receiver does about a request, of which its sender may not learn. */
export const answers = ['nothing', 'dismisses', 'dismisses later', 'pauses', 'looks at it'] as const
export type Answer = (typeof answers)[number]

/** `settles`: the worker delivers all that is due before the next step. */
export type RerouteStep = { settles: boolean } & (
  | { do: 'ask'; to: (typeof asked)[number]; message: string; others: boolean; answer: Answer }
  /** By the receiver of an earlier request, in both twins. */
  | { do: 'accept'; nth: number; time: number }
  | { do: 'withdraw'; nth: number }
  | { do: 'look'; at: 'home' | 'requests' | 'find' }
  | { do: 'wait'; hours: number }
)

/** Rare, because each look for what is due takes as long as ten acts. */
const settles = fc.constantFrom(true, false, false, false)

const request: fc.Arbitrary<RerouteStep> = fc.record({
  ...{ do: fc.constant('ask' as const), settles },
  to: fc.constantFrom(...asked),
  message: fc.constantFrom('', 'How do indexes work?', 'Databases', 'Something else'),
  others: fc.constantFrom(true, true, false),
  answer: fc.constantFrom(...answers),
})

const step: fc.Arbitrary<RerouteStep> = fc.oneof(
  { weight: 3, arbitrary: request },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ do: fc.constant('accept' as const), settles },
      ...{ nth: fc.nat(3), time: fc.nat(9) },
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('withdraw' as const), settles, nth: fc.nat(3) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ do: fc.constant('look' as const), settles },
      at: fc.constantFrom('home', 'requests', 'find' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant('wait' as const), settles },
      hours: fc.constantFrom(1, 20, 73),
    }),
  },
)

/** Begins with a request that asks for others, and about which its receiver does something. */
export const rerouteHistories: fc.Arbitrary<readonly RerouteStep[]> = fc
  .tuple(request, fc.array(step, { maxLength: 5 }))
  .map(([first, rest]) => [{ ...first, others: true, answer: 'dismisses' }, ...rest])
