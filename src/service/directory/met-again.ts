import { SHOWN_FOR } from '../../domain/member.ts'
import type { Read } from '../act.ts'
import type { Result } from './results.ts'

/**
 * Asks Slack again about those of whom it said nothing for a day. If it does not answer, they are shown without it.
 * @returns whether there were any, so that those found have to be read again
 */
export const metAgain = async (read: Read, results: readonly Result[]): Promise<boolean> => {
  const stale = results.filter(({ seenAt }) => seenAt < read.now() - SHOWN_FOR)
  if (stale.length > 0) await read.meet(stale.map(({ member }) => member.id))
  return stale.length > 0
}
