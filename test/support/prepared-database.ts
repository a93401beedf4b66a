import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** What the run's set-up hands to its workers. */
export type PreparedDatabase =
  | { readonly kind: 'server'; readonly urls: readonly [string, ...string[]] }
  /** The dump of a migrated database: there, or there in a few seconds. */
  | { readonly kind: 'embedded'; readonly dump: string }

declare module 'vitest' {
  interface ProvidedContext {
    database: PreparedDatabase
  }
}

/** Beside the dump: why it could not be made, if so. */
export const failureOf = (dump: string) => `${dump}.failure`

/** The dump, as soon as it is complete. */
export const loadDump = async (dump: string): Promise<Blob> => {
  while (!existsSync(dump)) {
    if (existsSync(failureOf(dump))) {
      throw new Error(`no test database: ${await readFile(failureOf(dump), 'utf8')}`)
    }
    await sleep(50)
  }
  return new Blob([await readFile(dump)])
}
