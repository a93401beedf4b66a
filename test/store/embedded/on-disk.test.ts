import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../../src/store/sql/database.ts'
import { DatabaseFault } from '../../../src/store/sql/database-fault.ts'

const script = fileURLToPath(new URL('writer.ts', import.meta.url))
const directory = fs.mkdtempSync(join(tmpdir(), 'mentorship-embedded-'))
const dataDir = join(directory, 'data')

type Writer = ChildProcessByStdio<null, Readable, Readable>
const writers: Writer[] = []
const startWriter = (): Writer => {
  const writer = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  writers.push(writer)
  return writer
}

let database: Database | undefined
const open = async () => {
  database = await openDatabase({ dataDir })
  return database
}

const fdatasync = fs.fdatasyncSync
const onSync = (replacement: typeof fdatasync) => {
  fs.fdatasyncSync = replacement
  syncBuiltinESMExports()
}

afterEach(async () => {
  onSync(fdatasync)
  await database?.close()
  database = undefined
})

afterAll(() => {
  for (const writer of writers) writer.kill('SIGKILL')
  fs.rmSync(directory, { recursive: true, force: true })
})

/** Lets a process commit this many rows, kills it at once, and returns how many it had reported. */
const killAfter = async (rows: number): Promise<number> => {
  const writer = startWriter()
  let told = 0
  for await (const line of createInterface(writer.stdout)) {
    told = Number(line)
    if (told === rows) writer.kill('SIGKILL')
  }
  return told
}

describe('the embedded database on disk', () => {
  beforeAll(async () => {
    expect(await killAfter(25)).toBeGreaterThanOrEqual(25)
  }, 120_000)

  it('keeps committed rows when its process is killed in the middle of its first writes', async () => {
    const { knex } = await open()
    const numbers = await knex('written').orderBy('number').pluck('number')
    expect(numbers.length).toBeGreaterThanOrEqual(25)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })

  it('syncs each commit to the disk before it counts as done', async () => {
    const { knex } = await open()
    await knex.raw('create table if not exists synced (number integer)')
    let syncs = 0
    onSync((fd) => {
      syncs += 1
      fdatasync(fd)
    })
    for (let number = 1; number <= 5; number += 1) {
      const before = syncs
      await knex('synced').insert({ number })
      expect(syncs).toBeGreaterThan(before)
    }
  })

  it('fails a commit whose sync fails, and answers nothing more until it is restarted', async () => {
    const { knex } = await open()
    await knex.raw('create table if not exists unsynced (number integer)')
    onSync(() => {
      throw new Error('the disk is broken')
    })
    await expect(knex('unsynced').insert({ number: 1 })).rejects.toThrow('could not fsync')
    await expect(knex('unsynced').select()).rejects.toThrow('has stopped')
  })

  it('refuses a second process on its directory, and says which one has it', async () => {
    const { knex } = await open()
    const second = startWriter()
    const [complaint, [code]] = await Promise.all([text(second.stderr), once(second, 'exit')])
    expect(complaint).toContain(`The data directory ${dataDir} is in use by process ${process.pid} on `)
    expect(code).toBe(1)
    expect((await knex.raw('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  it('refuses the same process a second time', async () => {
    await open()
    await expect(openDatabase({ dataDir })).rejects.toThrow(DatabaseFault)
  })

  it('is free again as soon as it is closed', async () => {
    await (await open()).close()
    expect(fs.readdirSync(join(dataDir, 'owner'))).toEqual([])
    expect((await open()).kind).toBe('embedded')
  })

  it('starts over if a first start was cut off before the database was complete', async () => {
    const other = join(directory, 'cut-off')
    fs.mkdirSync(join(other, 'postgres', 'base'), { recursive: true })
    fs.writeFileSync(join(other, 'postgres', 'PG_VERSION'), '18\n')
    database = await openDatabase({ dataDir: other })
    expect((await database.knex.raw('select 1 as one')).rows).toEqual([{ one: 1 }])
  }, 60_000)
})
