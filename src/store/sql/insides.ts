import { Duplex } from 'node:stream'
import type { Knex } from 'knex'
import type pg from 'pg'

/*
 * Every reach into what Knex and the driver keep to themselves. test/store/sql/insides.test.ts fails where a new version
 * of either moves it.
 */

/**
 * A connection of Knex's pool. Knex's own transactions wait for `begin` and for each statement, and plan every raw one
 * anew (docs/decisions/0011-sql-by-hand.md has the figures), so the store speaks to the driver itself.
 */
export const borrow = (knex: Knex): Promise<pg.Client> => knex.client.acquireConnection()

/** One that was ended meanwhile is dropped by the pool, which looks at it before it lends it again. */
export const giveBack = (knex: Knex, connection: pg.Client): Promise<void> =>
  knex.client.releaseConnection(connection)

/** Who listens to Knex's `query` event hears the store's statements as well as those that Knex sends. */
export const announce = (knex: Knex, query: { sql: string; bindings: readonly unknown[] }): void =>
  void knex.client.emit('query', query)

/** What a Knex was made with: the command line wants settings where there is an instance. */
export const configOf = (knex: Knex): Knex.Config => knex.client.config

const held = new WeakSet<Duplex>()

/**
 * What is asked in one turn of the event loop is one write to the socket. The driver writes each message by itself, and
 * each write is a system call and, unless the kernel gathers them, a packet.
 */
export const hold = (connection: pg.Client): void => {
  const socket = socketOf(connection)
  if (!socket || held.has(socket)) return
  held.add(socket)
  socket.cork()
  setImmediate(() => {
    held.delete(socket)
    socket.uncork()
  })
}

/** Where the driver no longer has it under this name, nothing is held: slower, and no less right. */
const socketOf = (connection: pg.Client): Duplex | undefined => {
  const wire: unknown = Reflect.get(connection, 'connection')
  const socket: unknown = typeof wire === 'object' && wire !== null ? Reflect.get(wire, 'stream') : undefined
  return socket instanceof Duplex ? socket : undefined
}
