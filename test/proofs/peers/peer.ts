import { execFile } from 'node:child_process'
import { accessSync, constants, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

/** Whether a program is installed. */
export const isInstalled = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

export const ownFolder = (): string => mkdtempSync(join(tmpdir(), 'mentorship-peer-'))

/** Runs a program of Debian's with a home of its own. @returns what it printed */
export const run = async (home: string, program: string, ...parts: readonly string[]): Promise<string> => {
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', TZ: 'UTC' }
  const { stdout } = await promisify(execFile)(program, [...parts], { env, cwd: home })
  return stdout
}
