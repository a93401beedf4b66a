import { postgresServer } from './server.ts'

/** vitest's global set-up, before the database's: everything after it runs on a server, of npm's binaries unless told. */
export default async (): Promise<(() => Promise<void>) | undefined> => {
  if (process.env.DATABASE_URL) return undefined
  const { url, stop } = await postgresServer()
  process.env.DATABASE_URL = url
  return stop
}
