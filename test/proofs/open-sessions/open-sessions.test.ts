import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Command, openSessionsModel } from './model.ts'
import { IN_FLIGHT, openPlayground, type Playground } from './playground.ts'
import type { Done, Fault } from './real.ts'

/** Where a number is set, planted faults must be found too. */
const asked = process.env.OPEN_SESSION_RUNS
const numRuns = Number(asked ?? 1000)
/** Each is found long before. */
const RUNS_FOR_A_FAULT = 60
/** Another seed plays other histories; a failure prints the path that replays it. */
const seed = Number(process.env.OPEN_SESSION_SEED ?? 20261129)

const mentors = ['UM1', 'UM2', 'UM3']
const members = ['UA', 'UB', 'UC', 'UD', 'UE', 'UF', 'UG', 'UH']
/** A mentor may want a seat of another's session too. */
const anybody = fc.constantFrom(...members, ...mentors)
const who = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...members) }, { weight: 1, arbitrary: anybody })
const session = fc.nat({ max: 3 })
const slot = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 3 }) })
const seats = fc.integer({ min: 1, max: 4 })
const mentor = fc.constantFrom(...mentors)

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ act: fc.constant('join' as const), who, session }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant('leave' as const), who, session }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('add' as const), who, session }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('seats' as const), session, seats }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('book' as const), mentor, who, slot }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('host' as const), mentor, slot, seats }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('move' as const), session, slot }) },
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('answer' as const), who, session, yes: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 9 }) }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('cancel' as const), session }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('deactivate' as const), who: anybody }) },
)

/**
 * Two sessions in less than a day and one in more, with few seats: members wait, and one of them is busy then. Seats that
 * come free are held.
 */
const beginning: readonly Command[] = [
  { act: 'host', mentor: 'UM1', slot: 0, seats: 1 },
  { act: 'host', mentor: 'UM2', slot: 0, seats: 2 },
  { act: 'host', mentor: 'UM3', slot: 1, seats: 2 },
  { act: 'join', who: 'UA', session: 0 },
  { act: 'join', who: 'UB', session: 0 },
  { act: 'join', who: 'UC', session: 0 },
  { act: 'join', who: 'UB', session: 1 },
  { act: 'wait', hours: 3 },
  { act: 'leave', who: 'UA', session: 0 },
]

let playground: Playground
beforeAll(async () => {
  playground = await openPlayground([...mentors, ...members], beginning)
})
afterAll(() => playground.close())

/** A model, and what says that it agrees with what the app did. */
const compared = () => {
  const model = openSessionsModel()
  return (command: Command, { looks, ...done }: Done) => {
    const { word, told } = model.does(command, looks)
    const standing = model.sessions.filter(({ cancelled }) => !cancelled)
    const state = standing.map(({ seated, waiting }) => ({ seated, waiting }))
    expect([command, done]).toEqual([command, { word, told, state }])
  }
}

const agrees = async (commands: readonly Command[]) => {
  const agree = compared()
  for (const { command, done } of playground.begun) agree(command, done)
  const real = await playground.continued()
  for (const command of commands) agree(command, await real.does(command))
}

const agreesDespite = (fault: Fault) => async (commands: readonly Command[]) => {
  const agree = compared()
  const real = await playground.untouched(fault)
  for (const command of [...beginning, ...commands]) agree(command, await real.does(command))
}

const histories = fc.array(command, { minLength: 2, maxLength: 12, size: 'max' })

/** Several at once, each with a seed of its own. */
const checkAll = async () => {
  const runs = Math.ceil(numRuns / IN_FLIGHT)
  const ended = await Promise.allSettled(
    Array.from({ length: IN_FLIGHT }, (_, index) =>
      fc.assert(fc.asyncProperty(histories, agrees), { numRuns: runs, seed: seed + index }),
    ),
  )
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}

/** Each statement as it is, and as somebody might have written it by mistake. */
const faults: Readonly<Record<string, [from: string, to: string]>> = {
  'the waitlist is read from its end': ['order by position', 'order by position desc'],
  'the first seat is not counted': [
    "role = 'mentee' and active\n    order",
    "role = 'mentee' and active and seat > 1\n    order",
  ],
  'a seat that is left stays taken': [
    'set active = false, left_at = :at, left_because = :because, held_until',
    'set held_until',
  ],
  'who comes up keeps their place': [
    "set position = null, note = '', passed_over_at = null\n    where workspace_id = :workspace and session_id",
    "set note = ''\n    where workspace_id = :workspace and session_id",
  ],
  'a seat takes none of the member’s time': [
    "'mentee', tstzrange(:from, :to)",
    "'mentee', tstzrange(to_timestamp(abs(hashtext(:session))), to_timestamp(abs(hashtext(:session)) + 1))",
  ],
  'who says yes to a held seat still has to': [
    'set held_until = null, seated_by = :by',
    'set seated_by = :by',
  ],
  'nothing is looked at again': ['else cast(:lookAt as timestamptz) end', 'else null end'],
  'it is not kept who was passed over': ['set passed_over_at = :at', 'set passed_over_at = null'],
}

describe('open sessions on the real database', () => {
  it(`agree with the model after every act of ${numRuns} random histories`, { timeout: 0 }, checkAll)

  if (!asked) return
  it.concurrent.each(Object.entries(faults))('do not if %s', { timeout: 0 }, async (_, [from, to]) => {
    let planted = 0
    const fault: Fault = (sql) => {
      if (sql.includes(from)) planted += 1
      return sql.replace(from, to)
    }
    const found = fc.assert(fc.asyncProperty(histories, agreesDespite(fault)), {
      ...{ numRuns: RUNS_FOR_A_FAULT, seed, endOnFailure: true },
    })
    await expect(found).rejects.toThrow('Property failed')
    expect(planted).toBeGreaterThan(0)
  })
})
