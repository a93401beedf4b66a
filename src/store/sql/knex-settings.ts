import type { Knex } from 'knex'
import { columnTypes } from './column-types.ts'
import type { Engine } from './opening.ts'

const silent = () => {}

/** What both kinds of database share. */
export const knexSettings = {
  client: 'pg',
  // A `knex` used inside a transaction on a pool of one waits for itself: better an error than a hang.
  acquireConnectionTimeout: 10_000,
  // Errors carry the statement without its values, which people wrote.
  compileSqlOnError: false,
  // Knex also throws whatever it would print; logging is the caller's business.
  log: { warn: silent, error: silent, deprecate: silent, debug: silent },
} as const satisfies Knex.Config

/** What a transaction must know about its database. */
export type Session = {
  /** Milliseconds after which a statement or an idle transaction is ended; 0: never. */
  readonly limit: number
  /** Whether a connection keeps its named prepared statements. */
  readonly prepares: boolean
  /** Which statements it takes, where that differs. */
  readonly engine: Engine
}

/** Kept in `userParams`, which Knex carries along and never reads. */
export const withSession = (session: Session) => ({ userParams: session })

export const sessionOf = ({ userParams: { limit, prepares, engine } }: Knex): Session => ({
  limit,
  prepares,
  engine,
})

/** For each connection. `pipeline`: statements are sent at once, without waiting for earlier answers. */
export const driverSettings = { types: columnTypes, pipeline: true } as const
