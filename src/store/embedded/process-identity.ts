import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Enough to tell a process from a later one that was given its number. */
export type ProcessIdentity = {
  readonly pid: number
  readonly host: string
  /** Where the number means this process: one boot of one machine, one container of it. */
  readonly space: string
  /** When it began, in whatever form the system says it; empty where it does not. */
  readonly birth: string
}

/** Whether the process still runs. Only for identities of this process's own space. */
export const isAlive = ({ pid, birth }: ProcessIdentity): boolean => {
  const found = birthOf(pid)
  return found !== undefined && (birth === '' || found === '' || found === birth)
}

/** When the process began; undefined: there is none. */
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
    // Somebody else's process may not be signalled, but it is there.
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
