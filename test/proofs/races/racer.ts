/** One of several processes that book at the same time; IPC tells it what to try. */

import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { intent, memberId, sessionId, workspaceId } from '../../../src/domain/ids.ts'
import { MINUTE } from '../../../src/domain/time/time.ts'
import { idSource } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import { insertSession } from '../../../src/store/sessions.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { type InWorkspace, inWorkspace, isOverlap } from '../../../src/store/sql/transaction.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import { asUsual } from '../../support/as-usual.ts'
import { wrappedStore } from '../../support/wrapped-store.ts'

const settingsSchema = v.object({
  url: v.string(),
  workspace: v.pipe(v.string(), v.transform(workspaceId)),
  now: v.number(),
})

const member = v.pipe(v.string(), v.transform(memberId))
const attemptSchema = v.object({
  actor: member,
  mentor: member,
  mentee: member,
  startsAt: v.number(),
  /** Writes without any of the app's checks, as a bug would. */
  unchecked: v.boolean(),
})

const orderSchema = v.object({
  /** False plants a fault: members are read but not locked. */
  lock: v.boolean(),
  attempts: v.array(attemptSchema),
})

/** `collisions`: writes that the constraint refused. */
export type Answer = { results: Result[]; collisions: number }
export type RacerSettings = v.InferInput<typeof settingsSchema>
export type Attempt = v.InferInput<typeof attemptSchema>
export type Order = v.InferInput<typeof orderSchema>
/** `code`: Postgres' error, where one got through. */
export type Result = { outcome: string; code?: string; ms: number }

const POOL = 12

const settings = v.parse(v.pipe(v.string(), v.parseJson(), settingsSchema), process.argv[2])
const database = await openDatabase({ url: settings.url, dataDir: '' }, { poolSize: POOL })
const clock = { now: () => settings.now }

/** Opens when this many have come. A racer that ends without coming counts too. */
const gateFor = (expected: number) => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  let counted = 0
  const count = () => {
    counted += 1
    if (counted >= expected) open()
  }
  return {
    count,
    pass: () => {
      count()
      return opened
    },
  }
}

let gate = gateFor(0)

/** A planted fault: nobody is locked, and everyone who found a time free writes at once. */
const withoutLocks = (real: InWorkspace): InWorkspace =>
  wrappedStore(real, (rows) => {
    // What follows in the same transaction is sent after it.
    let passed = Promise.resolve()
    return async (sql, bindings) => {
      if (sql.includes('insert into sessions')) passed = gate.pass()
      await passed
      return rows(sql.replace(/for no key update( of m)?/, ''), bindings)
    }
  })

let collisions = 0

/** Counts the writes that the constraint had to refuse, which the lock should have prevented. */
const counting = (real: InWorkspace): InWorkspace =>
  wrappedStore(
    real,
    (rows) => (sql, bindings) =>
      rows(sql, bindings).catch((error: unknown) => {
        if (isOverlap(error)) collisions += 1
        throw error
      }),
  )

const real = counting(inWorkspace(database.knex))
const nextId = idSource(clock)
const bookOver = (over: InWorkspace) =>
  services({ inWorkspace: over, clock, nextId, wake: () => {} }, async () => 'unavailable').book
const book = { locked: bookOver(real), unlocked: bookOver(withoutLocks(real)) }

type Parsed = v.InferOutput<typeof attemptSchema>

const insertUnchecked = async ({ actor, mentor, mentee, startsAt }: Parsed): Promise<string> => {
  const time = { start: startsAt, end: startsAt + 30 * MINUTE }
  try {
    await real(settings.workspace, async (tx) =>
      insertSession(tx.behind(ownRows), {
        id: sessionId(nextId()),
        mentor,
        mentees: [mentee],
        startsAt,
        endsAt: time.end,
        topic: '',
        location: '',
        intent: intent(randomUUID()),
        bookedBy: actor,
        suggestedBy: null,
        bookedAt: settings.now,
        busy: { mentor: time, mentee: time },
      }),
    )
    return 'booked'
  } catch (error) {
    if (isOverlap(error)) return 'overlap'
    throw error
  }
}

const bookOnce = async ({ unchecked: _unchecked, ...attempt }: Parsed, lock: boolean): Promise<string> => {
  const booked = await book[lock ? 'locked' : 'unlocked']({
    ...asUsual,
    ...attempt,
    workspace: settings.workspace,
    topic: '',
    intent: intent(randomUUID()),
    origin: null,
    confirmed: true,
  })
  return booked.outcome
}

const tryOnce = async (attempt: Parsed, lock: boolean): Promise<Result> => {
  const began = performance.now()
  try {
    const outcome = await (attempt.unchecked ? insertUnchecked(attempt) : bookOnce(attempt, lock))
    return { outcome, ms: performance.now() - began }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { outcome: 'error', code, ms: performance.now() - began }
  } finally {
    gate.count()
  }
}

process.on('message', async (message) => {
  const { lock, attempts } = v.parse(orderSchema, message)
  gate = gateFor(Math.min(POOL, attempts.length))
  collisions = 0
  const results = await Promise.all(attempts.map((attempt) => tryOnce(attempt, lock)))
  process.send?.({ results, collisions } satisfies Answer)
})
process.on('disconnect', () => process.exit(0))

// Open the connections before the first race.
await Promise.all(Array.from({ length: POOL }, () => database.knex.raw('select pg_sleep(0.05)')))
process.send?.('ready')
