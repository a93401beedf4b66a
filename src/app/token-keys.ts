import type { TokenKey, TokenKeys } from '../store/sealing.ts'

const KEY_BYTES = 32

/** `id:base64`, several separated by commas, the newest first. @returns undefined with the fault in a sentence */
export const readTokenKeys = (raw: string, fault: (sentence: string) => undefined): TokenKeys | undefined => {
  const keys = raw.split(',').map((one): TokenKey | undefined => {
    const [, id, base64] = /^([\w-]{1,30}):([A-Za-z0-9+/]+={0,2})$/.exec(one.trim()) ?? []
    const key = Buffer.from(base64 ?? '', 'base64')
    return id && key.length === KEY_BYTES ? { id, key } : undefined
  })
  const [newest, ...older] = keys
  if (!newest || older.some((one) => one === undefined))
    return fault(
      'TOKEN_KEYS is not a list of keys: write each as id:base64 of 32 random bytes, separated by commas, the newest first (for one: echo "k1:$(openssl rand -base64 32)").',
    )
  const all: [TokenKey, ...TokenKey[]] = [newest, ...older.filter((one) => one !== undefined)]
  if (new Set(all.map(({ id }) => id)).size < all.length)
    return fault('TOKEN_KEYS has two keys of one id: give each key an id of its own.')
  return all
}
