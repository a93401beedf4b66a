import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** A key of 32 bytes, named so that what it sealed can say which it was. */
export type TokenKey = { id: string; key: Buffer }

/** The newest first, with which everything new is sealed. */
export type TokenKeys = readonly [TokenKey, ...TokenKey[]]

/** Whose secret it is: a sealed one that is copied to another row or column does not open there. */
export type BoundTo = { workspace: string; column: string }

export type Sealing = {
  seal(secret: string, to: BoundTo): string
  /** @throws KeyMissing if its key is no longer among the keys; Error if it is not what was sealed there */
  open(sealed: string, to: BoundTo): string
  /** Whether it was sealed with the newest key. */
  isCurrent(sealed: string): boolean
}

/** A key was removed while something is still sealed with it. */
export class KeyMissing extends Error {
  readonly keyId: string
  constructor(keyId: string, { workspace, column }: BoundTo) {
    super(
      `TOKEN_KEYS has no key “${keyId}”, with which ${column} of ${workspace} is encrypted: put it back, run npm run rotate-keys, then remove it.`,
    )
    this.keyId = keyId
  }
}

const CIPHER = 'aes-256-gcm'
const [NONCE, TAG] = [12, 16]

/** AES-256-GCM (NIST SP 800-38D). */
export const sealing = (keys: TokenKeys): Sealing => {
  const [newest] = keys
  return {
    seal: (secret, to) => {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv(CIPHER, newest.key, nonce).setAAD(boundBytes(to))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return `${newest.id}:${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')}`
    },
    open: (sealed, to) => {
      const [id, bytes] = partsOf(sealed)
      const known = keys.find((one) => one.id === id)
      if (!known) throw new KeyMissing(id, to)
      const cipher = createDecipheriv(CIPHER, known.key, bytes.subarray(0, NONCE))
        .setAAD(boundBytes(to))
        .setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
      try {
        return cipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + cipher.final('utf8')
      } catch {
        // Node's error says nothing of what failed, and must not quote what was sealed.
        throw new Error(
          `${to.column} of ${to.workspace} does not open with the key “${id}”: it was changed or belongs elsewhere, or TOKEN_KEYS has another key under that id`,
        )
      }
    },
    isCurrent: (sealed) => partsOf(sealed)[0] === newest.id,
  }
}

const partsOf = (sealed: string): [id: string, bytes: Buffer] => {
  const end = sealed.indexOf(':')
  return [sealed.slice(0, end), Buffer.from(sealed.slice(end + 1), 'base64')]
}

const boundBytes = ({ workspace, column }: BoundTo) => Buffer.from(`${workspace} ${column}`, 'utf8')
