/** One of several processes in which members join an open session at the same time; IPC tells it who. */

import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { intent, memberId, sessionId, workspaceId } from '../../../src/domain/ids.ts'
import { idSource } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { asUsual } from '../../support/as-usual.ts'
import { account } from '../../support/world.ts'
import { wrappedStore } from '../../support/wrapped-store.ts'

const settingsSchema = v.object({
  url: v.string(),
  workspace: v.pipe(v.string(), v.transform(workspaceId)),
  now: v.number(),
})

const member = v.pipe(v.string(), v.transform(memberId))
const orderSchema = v.object({
  session: v.pipe(v.string(), v.transform(sessionId)),
  startsAt: v.number(),
  /** False plants a fault: the mentor's row is not locked. */
  lock: v.boolean(),
  attempts: v.array(
    v.object({
      member,
      /** A mentor who books the member at that time, if it comes to that. */
      guide: member,
      /** Otherwise they joined before. */
      joins: v.boolean(),
      afterwards: v.picklist(['stays', 'leaves', 'is booked']),
    }),
  ),
})

export type SeatRacerSettings = v.InferInput<typeof settingsSchema>
export type SeatOrder = v.InferOutput<typeof orderSchema>
export type SeatAttempt = SeatOrder['attempts'][number]
/** `errors`: by Postgres' code, or as they read. `ms`: until the answer to joining. */
type Result = { member: string; outcome: string; isBooked: boolean; errors: string[]; ms: number }
export type SeatAnswer = { results: Result[] }

const POOL = 12

const settings = v.parse(v.pipe(v.string(), v.parseJson(), settingsSchema), process.argv[2])
const { workspace } = settings
const database = await openDatabase({ url: settings.url, dataDir: '' }, { poolSize: POOL })
const clock = { now: () => settings.now }
const real = inWorkspace(database.knex)

/** A planted fault: only those who act are locked. */
const withoutMentor = wrappedStore(
  real,
  (rows) => (sql, bindings) =>
    rows(
      sql.replace('any(array_append(cast(:ids as text[]), (', 'any(array_remove(cast(:ids as text[]), ('),
      bindings,
    ),
)
const nextId = idSource(clock)
const over = (store: typeof real) =>
  services({ inWorkspace: store, clock, nextId, wake: () => {} }, async (_workspace, id) => account(id))
const use = { locked: over(real), unlocked: over(withoutMentor) }

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

const attempt = async (
  { member: actor, guide, joins, afterwards }: SeatAttempt,
  { session, startsAt, lock }: SeatOrder,
): Promise<Result> => {
  const own = use[lock ? 'locked' : 'unlocked']
  const began = performance.now()
  const result: Result = {
    member: actor,
    outcome: joins ? 'failed' : 'joined before',
    isBooked: false,
    errors: [],
    ms: 0,
  }
  try {
    if (joins) result.outcome = (await own.join({ workspace, actor, session, note: '' })).outcome
    result.ms = performance.now() - began
    if (afterwards === 'leaves') await own.leave({ workspace, actor, session })
    if (afterwards === 'is booked') {
      const booking = { workspace, actor: guide, mentor: guide, mentee: actor, startsAt, topic: '' }
      const booked = await own.book({
        ...{ ...asUsual, ...booking, origin: null, confirmed: true },
        intent: intent(randomUUID()),
      })
      result.isBooked = booked.outcome === 'booked'
    }
  } catch (error) {
    result.errors.push(codeOf(error))
  }
  return result
}

process.on('message', async (message) => {
  const order = v.parse(orderSchema, message)
  const results = await Promise.all(order.attempts.map((one) => attempt(one, order)))
  process.send?.({ results } satisfies SeatAnswer)
})
process.on('disconnect', () => process.exit(0))

// Open the connections before the first race.
await Promise.all(Array.from({ length: POOL }, () => database.knex.raw('select pg_sleep(0.05)')))
process.send?.('ready')
