/** What is wrong with an address that a member typed. */
export type AddressFault = 'not_an_address' | 'not_https' | 'has_password' | 'too_long'

export type FeedAddress = { address: string; host: string }

/** Longer than any that a calendar gives out. */
const LONGEST = 2_000

/** A host that means the same wherever it is shown: letters of other scripts are written out by then. */
const READABLE = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/

/**
 * The address of a feed as members type or paste it; `webcal:` is what programs make of `https:` so that a calendar opens
 * it. Whether something is there, and whether it may be asked, shows when it is read.
 * @param allowHttp in private networks it is usual
 */
export const feedAddress = (typed: string, allowHttp: boolean): FeedAddress | { fault: AddressFault } => {
  const given = typed.trim().replace(/^webcals?:/i, 'https:')
  if (given.length > LONGEST) return { fault: 'too_long' }
  if (!URL.canParse(given)) return { fault: 'not_an_address' }
  const url = new URL(given)
  if (url.protocol === 'http:' && !allowHttp) return { fault: 'not_https' }
  if (!/^https?:$/.test(url.protocol) || !READABLE.test(url.hostname)) return { fault: 'not_an_address' }
  if (url.username !== '' || url.password !== '') return { fault: 'has_password' }
  url.hash = ''
  return { address: url.href, host: url.hostname }
}
