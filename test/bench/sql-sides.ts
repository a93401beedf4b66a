import { Socket } from 'node:net'
import knex, { type Knex } from 'knex'
import { idSource } from '../../src/service/act.ts'
import { services } from '../../src/service/services.ts'
import { announce, borrow, giveBack } from '../../src/store/sql/insides.ts'
import { driverSettings, knexSettings, withSession } from '../../src/store/sql/knex-settings.ts'
import { conversation } from '../../src/store/sql/pipeline.ts'
import { type InWorkspace, inWorkspace } from '../../src/store/sql/transaction.ts'
import { txOver } from '../../src/store/sql/tx.ts'
import { raiseWalls } from '../support/knex-transaction.ts'
import { workOver } from '../support/wrapped-store.ts'
import { clock, dismiss, type Subject } from './acts.ts'

/** One way to dismiss a request: the whole act, receipt and notices included. */
export type Dismiss = (subject: Subject) => Promise<unknown>

export type Wire = { pipeline?: boolean; prepares?: boolean; holds?: boolean; delay?: number }

/** A pool like the app's, with one or the other of its mechanisms off; `delay`: milliseconds to the server. */
export const poolOf = (
  url: string,
  { pipeline = true, prepares = true, holds = true, delay = 0 }: Wire,
): Knex =>
  knex({
    ...knexSettings,
    ...withSession({ limit: 10_000, prepares, engine: 'postgres' }),
    connection: () => ({
      connectionString: url,
      ...driverSettings,
      pipeline,
      stream: () => new BenchSocket(holds, delay),
    }),
    pool: { min: 0, max: 8 },
  })

class BenchSocket extends Socket {
  readonly #holds: boolean
  readonly #delay: number

  constructor(holds: boolean, delay: number) {
    super()
    this.#holds = holds
    this.#delay = delay
  }

  /** Without the store's hold, only the driver's own remains, which keeps one statement's messages together. */
  override uncork() {
    super.uncork()
    while (!this.#holds && this.writableCorked > 0) super.uncork()
  }

  override _write(chunk: unknown, encoding: BufferEncoding, done: (error?: Error | null) => void) {
    this.#later(done, (written) => super._write(chunk, encoding, written))
  }

  override _writev(
    chunks: { chunk: unknown; encoding: BufferEncoding }[],
    done: (error?: Error | null) => void,
  ) {
    this.#later(done, (written) => super._writev?.(chunks, written))
  }

  #later(done: (error?: Error | null) => void, write: (written: (error?: Error | null) => void) => void) {
    if (this.#delay === 0) return write(done)
    setTimeout(write, this.#delay, () => {})
    done()
  }
}

/** The service over that store. */
export const through = (store: InWorkspace): Dismiss => {
  const parts = { inWorkspace: store, clock, nextId: idSource(clock), wake: () => {} }
  const all = services(parts, async () => 'unavailable')
  return async (subject) => {
    const { outcome } = await dismiss.run(all.onceFor(subject.receipt), subject)
    if (outcome !== dismiss.outcome) throw new Error(`it came out as ${outcome}`)
  }
}

export const asTheApp = (pool: Knex): Dismiss => through(inWorkspace(pool))

/** Like the app, except that it takes no role and names no workspace; no wall stops this user. */
export const withoutWalls = (pool: Knex): Dismiss =>
  through(async (workspace, work) => {
    const connection = await borrow(pool)
    const { ask, commit, rollback } = conversation(connection, true, (query) => announce(pool, query))
    try {
      const outcome = await work(txOver(workspace, ask))
      await commit()
      return outcome
    } catch (error) {
      await rollback()
      throw error
    } finally {
      await giveBack(pool, connection)
    }
  })

/** The store's own SQL, as Knex sends it. */
export const rawInTransaction = (pool: Knex, hasWalls: boolean): Dismiss =>
  through((workspace, work) =>
    pool.transaction(async (trx) => {
      if (hasWalls) await raiseWalls(trx, [workspace])
      return workOver(workspace, async (sql, bindings) => (await trx.raw(sql, { ...bindings })).rows, work)
    }),
  )

/** The act as plain Knex would have it: the same reads and writes, rebuilt each time. */
export const builderInTransaction =
  (pool: Knex, hasWalls: boolean): Dismiss =>
  ({ workspace, receiver, request, receipt, ids }) =>
    pool.transaction(async (trx) => {
      if (hasWalls) await raiseWalls(trx, [workspace])
      const here = { workspace_id: workspace }
      const sides = (side: string) =>
        trx('requests')
          .select(side)
          .where({ ...here, id: request })
      const members = await trx('members')
        .select('id', 'name', 'zone', 'is_bot', 'is_deactivated', 'is_guest', 'fetched_at', 'home_opened_at')
        .where(here)
        .whereIn('id', sides('sender_id').unionAll(sides('receiver_id')))
        .orderBy('id')
        .forNoKeyUpdate()
      const [found] = await trx('requests')
        .select(
          'id',
          'kind',
          'sender_id',
          'receiver_id',
          'message',
          'context_url',
          'status',
          'card_id',
          'number',
        )
        .select('sent_at', 'withdrawn_at', 'accepted_at', 'accepted_session_id', 'accepted_request_id')
        .where({ ...here, id: request })
      if (found.status !== 'pending' || found.receiver_id !== receiver) throw new Error('it is not pending')
      await trx('requests').where(here).whereIn('id', [request]).update({ status: 'dismissed' })
      const now = new Date(clock.now())
      const row = (id: string | undefined, lane: string, key: string, notice: object) => ({
        ...{ ...here, id, lane, merge_key: key, order_key: key, created_at: now, run_at: now },
        notice: JSON.stringify(notice),
      })
      const me = members.find(({ id }) => id === receiver)
      const card = {
        kind: 'card',
        to: receiver,
        from: found.sender_id,
        about: found.kind,
        card: found.card_id,
      }
      await trx('deliveries')
        .insert([
          row(ids[0], 'update', `card:${found.card_id}`, { ...card, announce: false }),
          ...(me?.home_opened_at
            ? [row(ids[1], 'home', `home:${receiver}`, { kind: 'home', to: receiver })]
            : []),
        ])
        .onConflict(trx.raw('(workspace_id, merge_key) where settled_at is null and merge_key is not null'))
        .merge({ run_at: trx.raw('least(deliveries.run_at, excluded.run_at)') })
      const outcome = JSON.stringify({ outcome: { outcome: 'dismissed', request: found, count: 1 } })
      await trx('receipts').insert({ ...here, key: receipt, outcome, received_at: now })
    })
