import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { DatabaseFault } from '../sql/database-fault.ts'
import { isAlive, type ProcessIdentity, thisProcess } from './process-identity.ts'

const BEAT_EVERY = 1_000
const WATCH_FOR = 4_000
const ATTEMPTS = 3

export type DirectoryLock = { release(): void }

/**
 * Makes this process the only one on the directory: PGlite itself would let a second one in, and lose its rows.
 *
 * Each process first writes its own claim and then looks at the others', so of two at least one sees the other. A claim
 * is never taken over, since two processes recovering from the same dead owner would collide there; the claims of dead
 * processes are only removed. Throws a `DatabaseFault` if a living process has a claim.
 */
export const lockDirectory = async (directory: string): Promise<DirectoryLock> => {
  const claims = join(directory, 'owner')
  mkdirSync(claims, { recursive: true })
  for (let attempt = 1; ; attempt += 1) {
    const claim = layClaim(claims)
    const other = await livingOther(claims, claim.name)
    if (other === undefined) return claim
    claim.release()
    if (attempt === ATTEMPTS) {
      throw new DatabaseFault(
        `The data directory ${directory} is in use by process ${other.pid} on ${other.host}. Stop that one first, or set DATA_DIR to another directory, or DATABASE_URL to a server that several processes can share.`,
      )
    }
    // Two that started at the same instant both withdraw; after random pauses one of them is back first.
    await sleep(50 + Math.random() * 200)
  }
}

const layClaim = (claims: string) => {
  const name = `${thisProcess.pid}-${crypto.randomUUID()}.json`
  const path = join(claims, name)
  // Renamed when complete: a half-written claim is unreadable, and would pass for a dead one.
  writeFileSync(`${path}.new`, JSON.stringify(thisProcess), { flush: true })
  renameSync(`${path}.new`, path)
  const timer = setInterval(beat, BEAT_EVERY, path)
  timer.unref()
  const release = () => {
    clearInterval(timer)
    process.off('exit', release)
    rmSync(path, { force: true })
  }
  process.once('exit', release)
  return { name, release }
}

/** Only that the file's time changes matters, not what it says: so the owner's clock may differ from ours. */
const beat = (path: string) => {
  try {
    const next = statSync(path).mtimeMs / 1_000 + 1
    utimesSync(path, next, next)
  } catch {
    // Somebody has removed the data directory. The database will report that better.
  }
}

const livingOther = async (claims: string, own: string): Promise<ProcessIdentity | undefined> => {
  for (const name of readdirSync(claims)) {
    if (name === own || !name.endsWith('.json')) continue
    const path = join(claims, name)
    const owner = readClaim(path)
    if (owner && (await isHeld(path, owner))) return owner
    rmSync(path, { force: true })
  }
  return undefined
}

/**
 * If the owner's process can be looked up, that decides. From another container or machine it cannot: then the claim
 * holds as long as it beats.
 */
const isHeld = async (path: string, owner: ProcessIdentity): Promise<boolean> => {
  if (owner.space === thisProcess.space) return isAlive(owner)
  const before = beatOf(path)
  for (let waited = 0; waited < WATCH_FOR; waited += BEAT_EVERY / 2) {
    await sleep(BEAT_EVERY / 2)
    const now = beatOf(path)
    if (now !== before) return now !== undefined
  }
  return false
}

const beatOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs

const claimSchema = v.object({ pid: v.number(), host: v.string(), space: v.string(), birth: v.string() })

const readClaim = (path: string): ProcessIdentity | undefined => {
  try {
    return v.parse(claimSchema, JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}
