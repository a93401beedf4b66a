import { ConfigFault, EX_CONFIG } from './app/config.ts'
import { DatabaseFault } from './store/sql/database-fault.ts'

/** A command that was typed wrongly: its message says how it is typed. */
export class UsageFault extends Error {}

/** EX_UNAVAILABLE, EX_USAGE and EX_SOFTWARE of sysexits(3). */
const exitCodeOf = (error: unknown) => {
  if (error instanceof DatabaseFault) return 69
  if (error instanceof ConfigFault) return EX_CONFIG
  const isUsage = error instanceof UsageFault || (error instanceof TypeError && 'code' in error)
  return isUsage ? 64 : 70
}

/** Runs a command and prints what it says, or why it failed. */
export const runCommand = async (run: () => Promise<string>): Promise<void> => {
  try {
    process.stdout.write(`${await run()}\n`)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exitCode = exitCodeOf(error)
  }
}
