import { settings } from '../knexfile.ts'
import { ConfigFault, environment } from './app/config.ts'
import { readTokenKeys } from './app/token-keys.ts'
import { runCommand } from './cli.ts'
import { resealAccess } from './store/calendar-access.ts'
import { installationStore } from './store/installations.ts'
import { allWorkspaces } from './store/look-over.ts'
import { sealing } from './store/sealing.ts'
import { openDatabase } from './store/sql/database.ts'
import { inWorkspace } from './store/sql/transaction.ts'
import { ownRows } from './store/sql/tx.ts'

/** Encrypts every token, and every address of a member's calendar, with the newest of TOKEN_KEYS, so that older keys can be removed. */
const run = async (): Promise<string> => {
  const faults: string[] = []
  const raw = environment().TOKEN_KEYS?.trim()
  const keys = raw ? readTokenKeys(raw, (sentence) => void faults.push(sentence)) : undefined
  if (!raw) faults.push('TOKEN_KEYS is not set: set it to the keys of the app, the newest first.')
  if (!keys) throw new ConfigFault(faults)
  const database = await openDatabase(settings, { poolSize: 1 })
  try {
    const seals = sealing(keys)
    const store = installationStore(database.knex, seals)
    const inOne = inWorkspace(database.knex)
    const look = allWorkspaces(database.knex)
    const unopened: string[] = []
    const each = async <Id>(ids: readonly Id[], renew: (id: Id) => Promise<number>): Promise<number> => {
      let count = 0
      for (const id of ids) {
        try {
          count += await renew(id)
        } catch (error) {
          unopened.push(error instanceof Error ? error.message : String(error))
        }
      }
      return count
    }
    const tokens = await each(await look.installations(), async (id) => Number(await store.rotate(id)))
    // One that removed the app gets its calendars back if it returns.
    const workspaces = [...(await look.installed()), ...(await look.removed())]
    const calendars = await each(workspaces, (workspace) =>
      inOne(workspace, (tx) => resealAccess(tx.behind(ownRows), seals)),
    )
    if (unopened.length > 0) throw new Error(unopened.join('\n'))
    const renewed = [...counted(tokens, 'installation'), ...counted(calendars, 'calendar')]
    return renewed.length === 0
      ? 'Everything is encrypted with the newest key: older ones can be removed.'
      : `Encrypted anew: ${renewed.join(', ')}. Older keys can be removed.`
  } finally {
    await database.close()
  }
}

const counted = (count: number, what: string): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? what : `${what}s`}`]

await runCommand(run)
