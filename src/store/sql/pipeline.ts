import type pg from 'pg'
import { hold } from './insides.ts'
import type { Row } from './row.ts'
import { type Bindings, statementOf, valuesOf } from './statement.ts'

/**
 * One transaction as it goes over the wire. Statements are sent without waiting (the driver's pipeline) and answered in
 * the order in which they were sent.
 */
export type Conversation = {
  /** Rejects after `commit` or `rollback` was called, when the connection may already be lent to others. */
  ask(sql: string, bindings?: Bindings): Promise<readonly Row[]>
  /** Sends a statement that gives nothing, has no values, and is not prepared. If it fails, so does all that follows. */
  tell(text: string): void
  /** Whether a statement was sent that changes rows, or may. */
  hasWritten(): boolean
  /** Throws if any statement failed, even one whose answer nobody awaited: then nothing was written. */
  commit(): Promise<void>
  rollback(): Promise<void>
  /** The first failure: statements behind it failed only because of it. */
  firstFailure(): unknown
}

export const conversation = (
  connection: pg.Client,
  prepares: boolean,
  hear: (query: { sql: string; bindings: readonly unknown[] }) => void,
): Conversation => {
  let failure: unknown
  let wrote = false
  let isOver = false
  const send = (query: pg.QueryConfig) => {
    hold(connection)
    const answer = connection.query<Record<string, unknown>>(query)
    answer.catch((error: unknown) => {
      failure ??= error
    })
    return answer
  }
  // A database may default to a stricter level, under which a transaction that waited for a lock would be refused.
  void send({ text: 'begin isolation level read committed' })
  return {
    ask: async (sql, bindings = {}) => {
      if (isOver) throw new Error('the transaction is over')
      const statement = statementOf(sql)
      wrote ||= statement.writes
      const { name, text } = statement
      const values = valuesOf(statement, bindings)
      hear({ sql: text, bindings: values })
      return (await send({ text, values, ...(prepares && { name }) })).rows
    },
    tell: (text) => {
      hear({ sql: text, bindings: [] })
      send({ text }).catch(() => {})
    },
    hasWritten: () => wrote,
    commit: async () => {
      isOver = true
      const { command } = await send({ text: 'commit' })
      // Postgres answers the COMMIT of a transaction in which something failed with ROLLBACK.
      if (command !== 'COMMIT') throw failure ?? new Error(`a transaction ended with ${command}`)
    },
    rollback: async () => {
      isOver = true
      await connection.query('rollback')
    },
    firstFailure: () => failure,
  }
}
