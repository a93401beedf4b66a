import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sealing, type TokenKey } from '../../src/store/sealing.ts'

const keyNamed = (id: string): TokenKey => ({ id, key: randomBytes(32) })
const [old, fresh] = [keyNamed('k1'), keyNamed('k2')]
const place = { workspace: 'T1', column: 'bot_token' }

describe('a sealed token', () => {
  it('opens where it was sealed, and differs each time', () => {
    const { seal, open } = sealing([old])
    const [one, again] = [seal('xoxb-secret', place), seal('xoxb-secret', place)]
    expect(open(one, place)).toBe('xoxb-secret')
    expect(one).not.toBe(again)
    expect(one).not.toContain('secret')
  })

  it.each([
    ['of another workspace', { ...place, workspace: 'T2' }],
    ['of another column', { ...place, column: 'refresh_token' }],
  ])('does not open in the row %s', (_, elsewhere) => {
    const { seal, open } = sealing([old])
    expect(() => open(seal('xoxb-secret', place), elsewhere)).toThrow('does not open')
  })

  it('does not open once a byte of it has changed, and the error quotes nothing of it', () => {
    const { seal, open } = sealing([old])
    const sealed = seal('xoxb-secret', place)
    const bytes = Buffer.from(sealed.slice(3), 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    const changed = `k1:${bytes.toString('base64')}`
    expect(() => open(changed, place)).toThrow(
      /^bot_token of T1 does not open with the key “\w+”: it was changed or belongs elsewhere, or TOKEN_KEYS has another key under that id$/,
    )
  })

  it('opens with an older key, and is sealed anew with the newest', () => {
    const sealed = sealing([old]).seal('xoxb-secret', place)
    const { open, seal, isCurrent } = sealing([fresh, old])
    expect(open(sealed, place)).toBe('xoxb-secret')
    expect([isCurrent(sealed), isCurrent(seal('xoxb-secret', place))]).toEqual([false, true])
  })

  it('names what still needs a key that was removed too early', () => {
    const sealed = sealing([old]).seal('xoxb-secret', place)
    expect(() => sealing([fresh]).open(sealed, place)).toThrow(
      'TOKEN_KEYS has no key “k1”, with which bot_token of T1 is encrypted: put it back, run npm run rotate-keys, then remove it.',
    )
  })
})
