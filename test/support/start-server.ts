import { debianServer, packagedServer } from './server.ts'

/**
 * vitest's global set-up, before the database's: everything after it runs on a server. On Debian's if installed,
 * since it has something that npm's binaries lack (a JIT compiler).
 */
export default async (): Promise<(() => Promise<void>) | undefined> => {
  if (process.env.DATABASE_URL) return undefined
  const { url, stop } = await (debianServer() ?? packagedServer)()
  process.env.DATABASE_URL = url
  return stop
}
