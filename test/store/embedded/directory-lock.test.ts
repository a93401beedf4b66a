import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockDirectory } from '../../../src/store/embedded/directory-lock.ts'
import { type ProcessIdentity, thisProcess } from '../../../src/store/embedded/process-identity.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mentorship-lock-'))
  mkdirSync(join(directory, 'owner'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const claims = () => readdirSync(join(directory, 'owner'))
const claimOf = (owner: ProcessIdentity) => {
  const path = join(directory, 'owner', 'theirs.json')
  writeFileSync(path, JSON.stringify(owner))
  return path
}

const deadPid = async () => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(child, 'exit')
  return child.pid ?? 0
}

describe('the lock on the data directory', () => {
  it('is refused while its owner lives', async () => {
    claimOf({ ...thisProcess })
    await expect(lockDirectory(directory)).rejects.toThrow(
      `in use by process ${process.pid} on ${thisProcess.host}`,
    )
    expect(claims()).toEqual(['theirs.json'])
  })

  it('is free if its owner has died', async () => {
    claimOf({ ...thisProcess, pid: await deadPid() })
    const lock = await lockDirectory(directory)
    expect(claims()).toHaveLength(1)
    expect(claims()).not.toContain('theirs.json')
    lock.release()
    expect(claims()).toEqual([])
  })

  it('is free if its dead owner’s process id now belongs to another process', async () => {
    claimOf({ ...thisProcess, birth: 'long ago' })
    const lock = await lockDirectory(directory)
    expect(claims()).not.toContain('theirs.json')
    lock.release()
  })

  it('is free if its owner left it unreadable', async () => {
    writeFileSync(join(directory, 'owner', 'theirs.json'), '{"pid":')
    const lock = await lockDirectory(directory)
    expect(claims()).not.toContain('theirs.json')
    lock.release()
  })

  it('is refused while an owner in another container or on another machine shows signs of life', async () => {
    const path = claimOf({ ...thisProcess, host: 'elsewhere', space: 'elsewhere' })
    let beats = 0
    const beating = setInterval(() => {
      beats += 1
      utimesSync(path, beats, beats)
    }, 300)
    await expect(lockDirectory(directory))
      .rejects.toThrow('on elsewhere')
      .finally(() => clearInterval(beating))
  })

  it('is free if an owner elsewhere shows none', async () => {
    claimOf({ ...thisProcess, host: 'elsewhere', space: 'elsewhere' })
    const lock = await lockDirectory(directory)
    expect(claims()).not.toContain('theirs.json')
    lock.release()
  })

  it('goes to at most one of several that ask at the same instant', async () => {
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => lockDirectory(directory)))
    const locks = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(locks.length).toBeLessThanOrEqual(1)
    expect(claims()).toHaveLength(locks.length)
    for (const lock of locks) lock.release()
  })
})
