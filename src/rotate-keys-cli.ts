import { settings } from '../knexfile.ts'
import { ConfigFault, environment } from './app/config.ts'
import { readTokenKeys } from './app/token-keys.ts'
import { runCommand } from './cli.ts'
import { installationStore } from './store/installations.ts'
import { allWorkspaces } from './store/look-over.ts'
import { sealing } from './store/sealing.ts'
import { openDatabase } from './store/sql/database.ts'

/** Encrypts every token with the newest of TOKEN_KEYS, so that older keys can be removed. */
const run = async (): Promise<string> => {
  const faults: string[] = []
  const raw = environment().TOKEN_KEYS?.trim()
  const keys = raw ? readTokenKeys(raw, (sentence) => void faults.push(sentence)) : undefined
  if (!raw) faults.push('TOKEN_KEYS is not set: set it to the keys of the app, the newest first.')
  if (!keys) throw new ConfigFault(faults)
  const database = await openDatabase(settings, { poolSize: 1 })
  try {
    const store = installationStore(database.knex, sealing(keys))
    const unopened: string[] = []
    let count = 0
    for (const id of await allWorkspaces(database.knex).installations()) {
      try {
        if (await store.rotate(id)) count += 1
      } catch (error) {
        unopened.push(error instanceof Error ? error.message : String(error))
      }
    }
    if (unopened.length > 0) throw new Error(unopened.join('\n'))
    return count === 0
      ? 'Every token is encrypted with the newest key: older ones can be removed.'
      : `Encrypted the tokens of ${count} ${count === 1 ? 'installation' : 'installations'} anew: older keys can be removed.`
  } finally {
    await database.close()
  }
}

await runCommand(run)
