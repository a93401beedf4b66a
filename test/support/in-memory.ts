import { createPglite } from '../../src/store/embedded/cluster.ts'
import { openThrough } from '../../src/store/embedded/open.ts'

/** The embedded Postgres in memory, gone when the process ends: empty, or as `dump` left it. */
export const openInMemory = async (dump?: Blob) => {
  const pglite = await createPglite(dump ? { loadDataDir: dump } : {})
  return { ...(await openThrough(pglite, () => {})), dump: () => pglite.dumpDataDir('none') }
}
