import fc from 'fast-check'

/** Enough that some numbers are about five or more. */
export const people = ['UADA', 'UBEN', 'UCLEO', 'UDORA', 'UEVE', 'UFAY', 'UGIL', 'UHAL'] as const
const someone = fc.nat({ max: people.length - 1 })

/** `dismisses`: in one of the two, the receiver dismisses it that many hours later. */
export type ReportStep =
  | { do: 'send'; kind: 'offer' | 'session_request'; from: number; to: number; dismisses: number | null }
  | { do: 'withdraw' | 'accept'; nth: number }
  | { do: 'wait'; hours: number }

const send: fc.Arbitrary<ReportStep> = fc.record({
  do: fc.constant('send' as const),
  kind: fc.constantFrom('offer', 'session_request' as const),
  from: someone,
  to: someone,
  dismisses: fc.constantFrom(null, 0, 1, 30),
})

const step: fc.Arbitrary<ReportStep> = fc.oneof(
  { weight: 6, arbitrary: send },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), nth: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('accept' as const), nth: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 20, 200, 900) }),
  },
)

/** Everybody sends something to the next one, of which some is dismissed, and then whatever happens. */
export const reportHistories: fc.Arbitrary<readonly ReportStep[]> = fc
  .array(step, { minLength: 4, maxLength: 14 })
  .map((rest) => [
    ...people.map(
      (_, from): ReportStep => ({
        ...{ do: 'send', kind: 'offer', from, to: (from + 1) % people.length },
        dismisses: from % 2 === 0 ? 1 : null,
      }),
    ),
    ...rest,
  ])
