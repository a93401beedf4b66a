import { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { workspaceId } from '../../../src/domain/ids.ts'
import { Wire } from '../../../src/store/embedded/wire.ts'
import type { Database } from '../../../src/store/sql/database.ts'
import { announce, borrow, configOf, giveBack } from '../../../src/store/sql/insides.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { openInMemory } from '../../support/in-memory.ts'
import { ownDatabase } from '../../support/own-database.ts'

const embedded = async () => {
  const database = await openInMemory()
  await migrator(database.knex).up()
  return database
}

/** What goes through sockets of that kind while the work runs, write by write. */
const writesTo = async (socket: { prototype: Wire | Socket }, work: () => Promise<unknown>) => {
  const one = vi.spyOn(socket.prototype, '_write')
  const several = vi.spyOn(socket.prototype, '_writev')
  try {
    await work()
    return one.mock.calls.length + several.mock.calls.length
  } finally {
    one.mockRestore()
    several.mockRestore()
  }
}

/** Neither Knex nor the driver promises any of these: a version that changes one fails here. */
describe.each([
  { kind: 'the embedded database', open: embedded, socket: Wire },
  { kind: 'a server', open: () => ownDatabase(1), socket: Socket },
])('of Knex and its driver, over $kind,', ({ open, socket }) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())

  it('a connection is lent, and lent again once it is returned', async () => {
    const { knex } = database
    const first = await borrow(knex)
    expect((await first.query({ name: 'one', text: 'select 1 as one' })).rows).toEqual([{ one: 1 }])
    await giveBack(knex, first)
    const second = await borrow(knex)
    await giveBack(knex, second)
    expect(second).toBe(first)
  })

  it('a connection that has ended is never lent again', async () => {
    const { knex } = database
    const ended = await borrow(knex)
    await ended.end()
    await giveBack(knex, ended)
    const next = await borrow(knex)
    expect(next).not.toBe(ended)
    expect((await next.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await giveBack(knex, next)
  })

  it('all queries of one turn of the event loop make one write to the socket', async () => {
    const rows = async (asked: number) =>
      inWorkspace(database.knex)(workspaceId('T1'), async (tx) => {
        await Promise.all(Array.from({ length: asked }, () => tx.rows('select 1 as one')))
        await tx.rows('select 2 as two')
        // Wait for the change, so that its commit is counted.
        await tx.rows(`update members set name = name where workspace_id = :workspace`)
      })
    await rows(1)
    // `begin`, the walls and the first turn; the second turn; the third; the commit.
    expect(await writesTo(socket, () => rows(1))).toBe(4)
    expect(await writesTo(socket, () => rows(9))).toBe(4)
  })

  it('a listener for queries hears those that the store sends', async () => {
    const heard: { sql: string; bindings: readonly unknown[] }[] = []
    const { knex } = database
    const listen = (query: { sql: string; bindings: readonly unknown[] }) => void heard.push(query)
    knex.on('query', listen)
    announce(knex, { sql: 'select $1', bindings: [1] })
    knex.off('query', listen)
    expect(heard).toEqual([{ sql: 'select $1', bindings: [1] }])
  })

  it('the settings can be read', () => {
    expect(configOf(database.knex)).toMatchObject({ client: 'pg', pool: { max: 1 } })
  })
})
