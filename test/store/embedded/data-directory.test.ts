import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { directoryFault } from '../../../src/store/embedded/directory-fault.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { DatabaseFault } from '../../../src/store/sql/database-fault.ts'

const temporary = (): string => {
  const directory = fs.mkdtempSync(join(tmpdir(), 'mentorship-data-'))
  onTestFinished(() => {
    fs.chmodSync(directory, 0o700)
    fs.rmSync(directory, { recursive: true, force: true })
  })
  return directory
}

const faultOf = (dataDir: string): Promise<unknown> =>
  openDatabase({ dataDir }).then(
    () => 'it opened',
    (error: unknown) => error,
  )

const { writeSync } = fs

/** All files together may hold this many bytes; then the disk is full, in the kernel's words. */
const diskOf = (bytes: number) => {
  let left = bytes
  const limited = (...args: Parameters<typeof writeSync>): number => {
    const written = writeSync(...args)
    left -= written
    if (left >= 0) return written
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 })
  }
  fs.writeSync = limited as typeof writeSync
  syncBuiltinESMExports()
  onTestFinished(() => {
    fs.writeSync = writeSync
    syncBuiltinESMExports()
  })
}

it('a disk that fills up during the first start is reported in a sentence that says what to do', async () => {
  const dataDir = join(temporary(), 'data')
  diskOf(10_000_000)
  const fault = await faultOf(dataDir)
  expect(fault).toBeInstanceOf(DatabaseFault)
  expect(String(fault)).toContain(`The data directory ${dataDir} is on a full disk. Free some space there`)
})

it.each([
  ['that the app’s user may not write to', 'data', (directory: string) => fs.chmodSync(directory, 0o555)],
  [
    'whose database another user made',
    '',
    (directory: string) => {
      fs.chmodSync(directory, 0o777)
      fs.mkdirSync(join(directory, 'postgres'))
      for (const name of ['PG_VERSION', 'initialised']) {
        fs.writeFileSync(join(directory, 'postgres', name), '', { mode: 0o444 })
      }
    },
  ],
])('a data directory %s is reported in a sentence, without a stack', async (_what, name, prepare) => {
  const directory = temporary()
  prepare(directory)
  const dataDir = join(directory, name)
  const script = fileURLToPath(new URL('writer.ts', import.meta.url))
  // Root can write anywhere.
  const isRoot = process.getuid?.() === 0
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot && { uid: 65_534, gid: 65_534 }),
  })
  const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  expect(complaint).toBe(
    `The data directory ${dataDir} is not writable for the user that runs the app. Make it writable, or set DATA_DIR to a directory of that user’s own.\n`,
  )
  expect(code).toBe(1)
})

it('a data directory below a file is reported in a sentence', async () => {
  const file = join(temporary(), 'notes.txt')
  fs.writeFileSync(file, '')
  for (const dataDir of [file, join(file, 'data')]) {
    expect(String(await faultOf(dataDir))).toContain(`The data directory ${dataDir} cannot be created`)
  }
})

it('a read-only disk is recognised, by Node’s name and by PGlite’s number', () => {
  const byNode = Object.assign(new Error('EROFS: read-only file system, mkdir'), {
    code: 'EROFS',
    errno: -30,
  })
  const byItsMkdir = Object.assign(new Error('ENOENT: no such file or directory, mkdir'), {
    code: 'ENOENT',
    syscall: 'mkdir',
  })
  for (const cause of [byNode, byItsMkdir, { name: 'ErrnoError', errno: 69 }]) {
    expect(String(directoryFault(cause, '/data'))).toContain('/data is on a read-only disk.')
  }
})

it('anything else that PGlite throws without an Error is reported with its number', () => {
  expect(String(directoryFault({ name: 'ErrnoError', errno: 29 }, '/data'))).toContain(
    '/data could not be used (29).',
  )
})
