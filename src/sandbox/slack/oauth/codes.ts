import { type Clock, MINUTE } from '../state/clock.ts'
import type { Mint } from './minting.ts'

/** docs.slack.dev/authentication/installing-with-oauth */
const CODE_LASTS = 10 * MINUTE

/** What somebody allowed, before the app has fetched its token. */
export type Code = {
  place: string
  scopes: readonly string[]
  by: string
  /** As the app gave it on the way to Slack's page, and must give it again; null if it gave none. */
  redirectUri: string | null
  at: number
  isUsed: boolean
}

export const createCodes = ({ clock, mint }: { clock: Clock; mint: Mint }) => {
  const codes = new Map<string, Code>()
  return {
    issue: (allowed: Omit<Code, 'at' | 'isUsed'>): string => {
      const code = mint('')
      codes.set(code, { ...allowed, at: clock.now(), isUsed: false })
      return code
    },
    /** Undefined if there is no such code, or it is older than ten minutes. */
    find: (code: string): Code | undefined => {
      const found = codes.get(code)
      return found && clock.now() - found.at <= CODE_LASTS ? found : undefined
    },
  }
}
