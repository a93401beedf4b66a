import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Enough to tell a process from a later one with the same pid. */
export type ProcessIdentity = {
  readonly pid: number
  readonly host: string
  /** Where the pid is unique: one boot of one machine, and one container on it. */
  readonly space: string
  /** When it began, as the system writes it; empty if it does not say. */
  readonly birth: string
}

/** Whether the process still runs. Only for identities in this process's own space. */
export const isAlive = ({ pid, birth }: ProcessIdentity): boolean => {
  const found = birthOf(pid)
  return found !== undefined && (birth === '' || found === '' || found === birth)
}

/** When the process began; undefined if there is no such process. */
const birthOf = (pid: number): string | undefined => {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  if (stat !== undefined) {
    // proc(5): after the name in parentheses come state (field 3) … starttime (field 22).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const isZombie = fields[0] === 'Z' || fields[0] === 'X'
    return isZombie ? undefined : (fields[19] ?? '')
  }
  if (!exists(pid)) return undefined
  return (
    attempt(() => execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()) ?? ''
  )
}

const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It is another user's process, which we may not signal, but it exists.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

const bootId = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
const namespace = attempt(() => readlinkSync('/proc/self/ns/pid'))

export const thisProcess: ProcessIdentity = {
  pid: process.pid,
  host: hostname(),
  space: [hostname(), bootId, namespace].join(' '),
  birth: birthOf(process.pid) ?? '',
}
