import fc from 'fast-check'
import type { MentoringRole } from '../../../src/domain/member.ts'

/** Those who may avoid the observed member, and those who never do. */
export const avoiders = ['UBEN', 'UCLEO'] as const
export const bystanders = ['UDORA', 'UEVE', 'UFAY', 'UGIL'] as const
export type Person = (typeof avoiders)[number] | (typeof bystanders)[number]

/** `settles`: the worker delivers all that is due before the next step. */
export type AvoidanceStep = { settles: boolean } & (
  | { do: 'avoid'; who: (typeof avoiders)[number] }
  | { do: 'find'; listedAs: 'mentor' | 'seeker'; words: string }
  | { do: 'suggest'; mentor: Person; mentee: Person; to: MentoringRole }
  /** The observed member is suggested to somebody, or somebody who never avoids anybody to them. */
  | { do: 'be suggested'; to: Person; by: Person }
  | { do: 'hear of'; mentor: (typeof bystanders)[number]; by: (typeof bystanders)[number] }
  | { do: 'send'; from: Person | 'UADA'; to: Person | 'UADA'; kind: 'offer' | 'session_request' }
  | { do: 'look'; at: 'home' | 'requests' | 'sessions' | 'profile' | `book <@${Person}>` }
  | { do: 'wait'; hours: number }
)

const people = [...avoiders, ...bystanders] as const
/** Rare, because each look for what is due takes as long as ten acts. */
const settles = fc.constantFrom(true, false, false, false)
const person = fc.constantFrom(...people)
const two = fc.tuple(person, person).filter(([one, other]) => one !== other)

const avoidance: fc.Arbitrary<AvoidanceStep> = fc.record({
  ...{ do: fc.constant('avoid' as const), settles },
  who: fc.constantFrom(...avoiders),
})

const finding: fc.Arbitrary<AvoidanceStep> = fc.record({
  ...{ do: fc.constant('find' as const), settles },
  listedAs: fc.constantFrom('mentor', 'mentor', 'seeker' as const),
  words: fc.constantFrom('', 'indexes', 'databases', 'indexs', 'udora'),
})

const step: fc.Arbitrary<AvoidanceStep> = fc.oneof(
  { weight: 3, arbitrary: finding },
  { weight: 1, arbitrary: avoidance },
  {
    weight: 2,
    arbitrary: fc
      .record({ settles, two, to: fc.constantFrom('mentor', 'mentee' as const) })
      .map(
        ({ two: [mentor, mentee], ...rest }): AvoidanceStep => ({ do: 'suggest', mentor, mentee, ...rest }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ settles, two })
      .map(({ two: [to, by], ...rest }): AvoidanceStep => ({ do: 'be suggested', to, by, ...rest })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ settles, mentor: fc.constantFrom(...bystanders), by: fc.constantFrom(...bystanders) })
      .filter(({ mentor, by }) => mentor !== by)
      .map((heard): AvoidanceStep => ({ do: 'hear of', ...heard })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        ...{ settles, other: person, isOwn: fc.boolean() },
        kind: fc.constantFrom('offer', 'session_request' as const),
      })
      .map(({ other, isOwn, ...rest }): AvoidanceStep => {
        const [from, to] = isOwn ? (['UADA', other] as const) : ([other, 'UADA'] as const)
        return { do: 'send', from, to, ...rest }
      }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant('look' as const), settles },
      at: fc.constantFrom(
        'home',
        'requests',
        'sessions',
        'profile',
        'book <@UBEN>',
        'book <@UDORA>' as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ do: fc.constant('wait' as const), settles },
      hours: fc.constantFrom(1, 20, 73),
    }),
  },
)

/** Begins with somebody who avoids the observed member, and ends with a look at the directory. */
export const avoidanceHistories: fc.Arbitrary<readonly AvoidanceStep[]> = fc
  .tuple(avoidance, fc.array(step, { minLength: 3, maxLength: 8 }), finding)
  .map(([first, middle, last]) => [first, ...middle, last])
