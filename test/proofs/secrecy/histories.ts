import fc from 'fast-check'

export type Name = 'UADA' | 'UBEN' | 'UCLEO'
type Kind = 'offer' | 'session_request'
type Surface = 'home' | 'list'

/** `settles`: the worker delivers all that is due before the next step. */
export type Step = { settles: boolean } & (
  | { do: 'send'; from: Name; to: Name; kind: Kind }
  | { do: 'dismiss'; nth: number; whose: 'observed' | 'anybody' }
  | { do: 'withdraw'; nth: number; surface: Surface }
  | { do: 'book'; nth: number; time: number }
  | { do: 'cancel'; nth: number }
  /** A seat of the mentor's open session, which they set up if they have none: taken, given, or given up. */
  | { do: 'join' | 'add' | 'leave'; mentor: Name; who: Name }
  | {
      do: 'look'
      at: 'home' | 'pending' | 'requests' | 'sessions' | 'book <@UBEN>' | 'request <@UBEN>'
      surface: Surface
    }
  | { do: 'wait'; hours: number }
)

/** Rare, because notices that wait together are told together, and each look for them takes as long as ten acts. */
const settles = fc.constantFrom(true, false, false)
const kind = fc.constantFrom<Kind>('offer', 'session_request')
const nth = fc.nat(5)
const surface = fc.constantFrom<Surface>('home', 'list')

const sending = (...pairs: [Name, Name][]) =>
  fc
    .record({ settles, kind, pair: fc.constantFrom(...pairs) })
    .map(({ pair: [from, to], ...rest }): Step => ({ do: 'send', from, to, ...rest }))
const own = sending(['UADA', 'UBEN'], ['UADA', 'UBEN'], ['UADA', 'UCLEO'])
const received = sending(['UBEN', 'UADA'], ['UCLEO', 'UADA'], ['UCLEO', 'UBEN'])
const dismissal = fc.record({
  do: fc.constant('dismiss' as const),
  settles,
  nth,
  whose: fc.constantFrom('observed', 'observed', 'anybody' as const),
})

const seat = fc
  .record({
    settles,
    do: fc.constantFrom('join', 'join', 'add', 'leave' as const),
    pair: fc.constantFrom<[Name, Name][]>(
      ['UADA', 'UBEN'],
      ['UADA', 'UBEN'],
      ['UADA', 'UCLEO'],
      ['UBEN', 'UADA'],
    ),
  })
  .map(({ pair: [mentor, who], ...rest }): Step => ({ mentor, who, ...rest }))

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: own },
  { weight: 1, arbitrary: received },
  { weight: 4, arbitrary: dismissal },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), settles, nth, surface }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('book' as const), settles, nth, time: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), settles, nth }) },
  { weight: 3, arbitrary: seat },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('look' as const),
      settles,
      surface,
      at: fc.constantFrom(
        'home',
        'pending',
        'requests',
        'sessions',
        'book <@UBEN>',
        'request <@UBEN>' as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), settles, hours: fc.constantFrom(1, 20, 73) }),
  },
)

/** Begins with something to dismiss, and with something that waits for the observed member and causes a nudge. */
export const histories: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.tuple(own, own, received), fc.array(step, { minLength: 3, maxLength: 9 }), dismissal)
  .chain(([beginning, middle, last]) =>
    fc
      .nat(middle.length)
      .map((place) => [...beginning, ...middle.slice(0, place), last, ...middle.slice(place)]),
  )
