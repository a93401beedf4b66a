import { Duplex } from 'node:stream'
import type { Knex } from 'knex'
import type pg from 'pg'

/*
 * Every reach into the internals of Knex and the driver. test/store/sql/insides.test.ts fails if a new version of
 * either moves one.
 */

/**
 * A connection from Knex's pool. Knex's own transactions wait for `begin` and for each statement, and plan every raw
 * one again (figures in docs/decisions/0011-sql-by-hand.md), so the store talks to the driver directly.
 */
export const borrow = (knex: Knex): Promise<pg.Client> => knex.client.acquireConnection()

/** The pool checks a connection before lending it again, and drops one that has ended. */
export const giveBack = (knex: Knex, connection: pg.Client): Promise<void> =>
  knex.client.releaseConnection(connection)

/** Emits the store's statements as Knex's `query` event, like those that Knex sends itself. */
export const announce = (knex: Knex, query: { sql: string; bindings: readonly unknown[] }): void =>
  void knex.client.emit('query', query)

/** The settings of a Knex instance, for Knex's command line, which accepts only settings. */
export const configOf = (knex: Knex): Knex.Config => knex.client.config

const held = new WeakSet<Duplex>()

/**
 * Sends everything asked in one turn of the event loop as one write to the socket. The driver writes each message
 * separately, and each write is a system call and, unless the kernel combines them, a packet.
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

/** If the driver ever renames it, nothing is held: slower, but still correct. */
const socketOf = (connection: pg.Client): Duplex | undefined => {
  const wire: unknown = Reflect.get(connection, 'connection')
  const socket: unknown = typeof wire === 'object' && wire !== null ? Reflect.get(wire, 'stream') : undefined
  return socket instanceof Duplex ? socket : undefined
}
