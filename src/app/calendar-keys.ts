import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TokenKeys } from '../store/sealing.ts'
import { type Config, ConfigFault } from './config.ts'
import { readTokenKeys } from './token-keys.ts'

const FILE = 'token-key'

/**
 * The keys that seal the addresses of members' calendars: the operator's or, where the database lives in the data
 * directory, one made there at the first start. It keeps the addresses out of dumps and logs, not from whoever has the
 * whole directory; and a copy of that is a whole backup, as it was before. A server's database gets none: a key that a
 * container loses with its disk would lose every calendar.
 * @throws ConfigFault if the file in the directory is not a key
 */
export const calendarKeys = async ({
  tokenKeys,
  databaseUrl,
  dataDir,
}: Pick<Config, 'tokenKeys' | 'databaseUrl' | 'dataDir'>): Promise<TokenKeys | undefined> => {
  if (tokenKeys || databaseUrl) return tokenKeys
  const path = join(dataDir, FILE)
  // Fails if there is one already, of which nobody else writes another.
  await writeFile(path, `own:${randomBytes(32).toString('base64')}\n`, { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  const kept = readTokenKeys(await readFile(path, 'utf8'), () => undefined)
  if (kept) return kept
  throw new ConfigFault([
    `${path} is not a key: put back the file that was there, or delete it, after which members have to connect their calendars again.`,
  ])
}
