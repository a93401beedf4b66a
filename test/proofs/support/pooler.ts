import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, unprivileged } from '../../support/server.ts'

/** Debian's, unless another one is given. */
const PGBOUNCER = process.env.PGBOUNCER ?? '/usr/sbin/pgbouncer'

export const hasPooler = existsSync(PGBOUNCER)

/** Whether it can track prepared statements, as it can since 1.21. */
export const countsStatements = (): boolean => {
  const said = execFileSync(PGBOUNCER, ['--version'], { encoding: 'utf8' })
  const [, major, minor] = /(\d+)\.(\d+)/.exec(said)?.map(Number) ?? []
  return Number(major) > 1 || Number(minor) >= 21
}

/** A PgBouncer in transaction mode, with only the settings it needs and a few connections to share. */
export const startPooler = async (serverUrl: string, connections: number) => {
  const { hostname, port, username, password } = new URL(serverUrl)
  const directory = mkdtempSync(join(tmpdir(), 'mentorship-pooler-'))
  chmodSync(directory, 0o755)
  const listening = await freePort()
  const login = `user=${decodeURIComponent(username)}${password && ` password=${decodeURIComponent(password)}`}`
  writeFileSync(
    join(directory, 'pgbouncer.ini'),
    `[databases]
* = host=${hostname} port=${port || 5432} ${login}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listening}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${connections}
${countsStatements() ? 'max_prepared_statements = 200' : ''}
`,
  )
  const child = spawn(PGBOUNCER, ['-q', join(directory, 'pgbouncer.ini')], {
    ...unprivileged(),
    cwd: '/',
    stdio: 'ignore',
  })
  while (!(await listens(listening))) {
    if (child.exitCode !== null) throw new Error('PgBouncer does not start')
    await sleep(20)
  }
  return {
    /** @param said what its address says about prepared statements */
    url: (database: string, said: string) =>
      `postgres://postgres@127.0.0.1:${listening}/${database}?prepared_statements=${said}`,
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      rmSync(directory, { recursive: true })
    },
  }
}

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
