import type { Knex } from 'knex'
import { columnTypes } from './column-types.ts'

const silent = () => {}

/** What both kinds of database share. */
export const knexSettings = {
  client: 'pg',
  // A `knex` used inside a transaction on a pool of one waits for itself: better an error than silence.
  acquireConnectionTimeout: 10_000,
  // Errors carry the statement, but not the values in it: they are what people wrote.
  compileSqlOnError: false,
  // Whatever knex would print, it also throws; the log is the caller's.
  log: { warn: silent, error: silent, deprecate: silent, debug: silent },
} as const satisfies Knex.Config

/** What a transaction must know of its database. */
export type Session = {
  /** Milliseconds after which a statement, or a transaction that asks nothing, is ended; 0: never. */
  readonly limit: number
  /** Whether a connection keeps what it has prepared by name. */
  readonly prepares: boolean
}

/** Among Knex's settings: it carries what is called so, and reads none of it. */
export const withSession = (session: Session) => ({ userParams: session })

export const sessionOf = ({ userParams: { limit, prepares } }: Knex): Session => ({ limit, prepares })

/** Of each connection. `pipeline`: what is asked is sent at once, without waiting for the answer before it. */
export const driverSettings = { types: columnTypes, pipeline: true } as const
