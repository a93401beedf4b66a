/**
 * `npm run bench:sql`: what pipelining, names, one write a turn and the walls each bring, as one act (Dismiss) shows it,
 * beside plain Knex, in one run (docs/decisions/0011-sql-by-hand.md).
 */
import type { Knex } from 'knex'
import { postgresServer } from '../support/server.ts'
import { dismiss, subjectOf } from './acts.ts'
import { seededDatabase } from './databases.ts'
import { median } from './rounds.ts'
import {
  asTheApp,
  builderInTransaction,
  type Dismiss,
  poolOf,
  rawInTransaction,
  type Wire,
  withoutWalls,
} from './sql-sides.ts'

const IN_FLIGHT = 8
const SIZE = 500_000
const ROUNDS = 5

type Side = readonly [name: string, wire: Wire, way: (pool: Knex) => Dismiss]

const plain: Wire = { pipeline: false, holds: false }
const near: readonly Side[] = [
  ["Knex's builder in a transaction, no walls", plain, (pool) => builderInTransaction(pool, false)],
  ["Knex's builder in a transaction", plain, (pool) => builderInTransaction(pool, true)],
  ['knex.raw in a transaction, no walls', plain, (pool) => rawInTransaction(pool, false)],
  ['knex.raw in a transaction', plain, (pool) => rawInTransaction(pool, true)],
  ['named statements, one after the other', { pipeline: false }, asTheApp],
  ['pipelined, not named', { prepares: false }, asTheApp],
  ['pipelined and named, each a write', { holds: false }, asTheApp],
  ['as the app', {}, asTheApp],
  ['as the app, no walls', {}, withoutWalls],
]
const far = near
  .filter(([name]) => !name.includes('a write'))
  .map(([name, wire, way]): Side => [name, { ...wire, delay: 1 }, way])

const say = (line: string) => void process.stdout.write(`${line}\n`)

const server = await postgresServer()
const database = await seededDatabase(server.url, '500k', { requests: SIZE, lists: false, clicks: 0 })
const dismissed = async () => Number((await database.rows(dismiss.count))[0]?.count)

let next = 0
/** @returns acts a second, and how many microseconds of this process's time each took */
const measure = async (way: Dismiss, count: number) => {
  const subjects = Array.from({ length: count }, () => subjectOf(dismiss, next++, SIZE)).values()
  const before = await dismissed()
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      for (const subject of subjects) await way(subject)
    }),
  )
  const seconds = (performance.now() - began) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  if ((await dismissed()) - before !== count) throw new Error('not all were dismissed')
  return { rate: count / seconds, cpu: (user + system) / count }
}

const compare = async (title: string, sides: readonly Side[], count: number) => {
  const ways = sides.map(([name, wire, way]) => {
    const pool = poolOf(database.url, wire)
    return { name, pool, dismiss: way(pool), rates: [] as number[], cpus: [] as number[] }
  })
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const way of ways) {
      const { rate, cpu } = await measure(way.dismiss, count)
      // The first round does not count.
      if (round > 0) way.rates.push(rate)
      if (round > 0) way.cpus.push(cpu)
    }
  }
  const app = ways.find(({ name }) => name === 'as the app')
  say(`\n${title}\n\n| | acts/s | ÷ the app | CPU of the process, µs an act |\n| - | - | - | - |`)
  for (const { name, rates, cpus } of ways) {
    const share = median(rates) / median(app?.rates ?? [])
    say(`| ${name} | ${median(rates).toFixed(0)} | × ${share.toFixed(2)} | ${median(cpus).toFixed(0)} |`)
  }
  for (const { pool } of ways) await pool.destroy()
}

await compare('The server on this machine', near, 480)
await compare('The server a millisecond away', far, 240)
await database.close()
await server.stop()
process.exit()
