import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { DurableFs } from './durable-fs.ts'

const extensions = { btree_gist }

/**
 * PGlite's default turns fsync off (`-F`), which an app that answers "booked" cannot afford. Old segments of the
 * write-ahead log are removed, not kept for reuse: they hold what was deleted since.
 */
const startParams = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['-c', 'wal_sync_method=fsync'],
  ...['-c', 'wal_recycle=off'],
]

/**
 * Small segments and buffers make the first start a third shorter and the process 150 MB smaller. Files are synced once
 * at the end (below), since initdb writes to memory.
 */
const initDbStartParams = ['--wal-segsize=1', '--no-sync', '-c', 'shared_buffers=16MB']

/** Written into the data directory once it is complete and on disk. */
const marker = 'initialised'

/** Postgres on a data directory, which the first start creates. The caller holds the directory's lock. */
export const startOnDisk = async (directory: string): Promise<PGlite> => {
  const isNew = !existsSync(join(directory, marker))
  // It may belong to another user, say; PGlite would report only that it failed.
  if (!isNew) accessSync(join(directory, 'PG_VERSION'), constants.R_OK | constants.W_OK)
  if (isNew) {
    // A first start was killed half-way, so nobody has used this database yet.
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  }
  const pglite = await createPglite({ fs: new DurableFs(directory), startParams })
  if (isNew) {
    await syncTree(directory)
    writeFileSync(join(directory, marker), '', { flush: true })
  }
  return pglite
}

export const createPglite = (options: PGliteOptions): Promise<PGlite> =>
  PGlite.create({ extensions, initDbStartParams, ...options })

const syncTree = async (directory: string) => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  await Promise.all(
    entries.map(async (entry) => {
      const handle = await open(join(entry.parentPath, entry.name), 'r')
      await handle.sync().finally(() => handle.close())
    }),
  )
}
