import { debianServer, packagedServer } from './server.ts'

/**
 * vitest's global set-up, before the database's: everything after it runs on a server. Debian's, where it is installed,
 * since it has what npm's binaries have not (a JIT compiler).
 */
export default async (): Promise<(() => Promise<void>) | undefined> => {
  if (process.env.DATABASE_URL) return undefined
  const { url, stop } = await (debianServer() ?? packagedServer)()
  process.env.DATABASE_URL = url
  return stop
}
