import { createHash } from 'node:crypto'

export type Mint = (prefix: string) => string

/** Codes and tokens that nobody can guess who does not know the salt; never the same twice. */
export const minting = (salt: string): Mint => {
  let count = 0
  return (prefix) => {
    count += 1
    const hash = createHash('sha256').update(`${salt}/${prefix}/${count}`).digest('hex')
    return `${prefix}${count}-${hash.slice(0, 32)}`
  }
}
