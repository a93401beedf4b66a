import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, lchownSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { copyBinaries } from './server-binaries.ts'

export type PostgresServer = {
  /** The URL of its database `postgres`; tests create their own with `createDatabase`. */
  readonly url: string
  stop(): Promise<void>
}

type User = { readonly uid: number; readonly gid: number }

let started: Promise<PostgresServer> | undefined

/** A Postgres 18 from npm's binaries, one for all files of this test worker; it ends with the worker. */
export const packagedServer = (): Promise<PostgresServer> => {
  started ??= startServer(copyBinaries)
  return started
}

/** Another such server, beside it. */
export const anotherServer = (): Promise<PostgresServer> => startServer(copyBinaries)

const DEBIAN = '/usr/lib/postgresql'

/** Where the programs of the newest Postgres from Debian's packages are; undefined if there is none. */
export const debianPrograms = (): string | undefined => {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : []
  const newest = Math.max(...versions.filter((version) => existsSync(`${DEBIAN}/${version}/bin/postgres`)))
  return newest > 0 ? `${DEBIAN}/${newest}/bin` : undefined
}

/** How to start it. */
export const debianServer = (): (() => Promise<PostgresServer>) | undefined => {
  const programs = debianPrograms()
  return programs === undefined ? undefined : () => startServer(() => programs)
}

/** A Postgres server for tests that need several connections: the one of `DATABASE_URL`, or the packaged one. */
export const postgresServer = async (): Promise<PostgresServer> => {
  const url = process.env.DATABASE_URL
  return url ? { url, stop: async () => {} } : packagedServer()
}

/** Speed over durability: nothing in it outlives the tests. */
const settings = [
  'fsync=off',
  'full_page_writes=off',
  'max_connections=100',
  `listen_addresses='127.0.0.1'`,
  `unix_socket_directories=''`,
  `timezone='UTC'`,
]

/**
 * The shell that runs the server waits on a pipe whose other end only this process has: when this process ends, even
 * by kill -9, the pipe closes, and the shell stops the server and removes its files.
 */
const guard = `
  "$3/postgres" -D "$1/data" -p "$2" >"$1/log" 2>&1 </dev/null &
  read -r _
  kill -INT $! && wait $!
  rm -rf "$1"`

/** @param binaries may put the binaries into the server's own directory */
const startServer = async (binaries: (directory: string) => string): Promise<PostgresServer> => {
  const directory = mkdtempSync(join(tmpdir(), 'mentorship-postgres-'))
  const bin = binaries(directory)
  const user = unprivileged()
  if (user) giveTree(directory, user)
  const [data, port] = [join(directory, 'data'), await freePort()]
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  await promisify(execFile)(join(bin, 'initdb'), initdb, { ...user, cwd: directory })
  appendFileSync(join(data, 'postgresql.conf'), `${settings.join('\n')}\n`)
  const shell = spawn('sh', ['-c', guard, 'guard', directory, String(port), bin], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  shell.unref()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await reachable(url, join(directory, 'log'), shell)
  return {
    url,
    stop: async () => {
      // Nothing else may be left to keep this process waiting.
      shell.ref()
      const ended = once(shell, 'exit')
      shell.stdin?.end()
      await ended
    },
  }
}

/** Postgres refuses to run as root, so root starts it as another user whom the system knows. */
export const unprivileged = (): User | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const id = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

const giveTree = (directory: string, { uid, gid }: User) => {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    lchownSync(join(entry.parentPath, entry.name), uid, gid)
  }
  lchownSync(directory, uid, gid)
}

export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

const reachable = async (url: string, log: string, shell: ChildProcess) => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const client = new pg.Client({ connectionString: url })
    const answers = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (answers) return
    await sleep(50)
  }
  shell.stdin?.end()
  throw new Error(`the Postgres server does not start:\n${readFileSync(log, 'utf8')}`)
}
