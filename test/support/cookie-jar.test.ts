import { describe, expect, it } from 'vitest'
import { cookieJar } from './cookie-jar.ts'
import { testClock } from './world.ts'

const app = new URL('https://app.example.com/slack/install')
const here = { isCrossSite: false, isSafe: true }

const jarWith = (cookie: string, from = app) => {
  const clock = testClock()
  const jar = cookieJar(clock)
  jar.keep(from, [cookie])
  return { jar, clock }
}

describe('a cookie', () => {
  it('goes back to the host that set it, under its path', () => {
    const { jar } = jarWith('state=1; Path=/slack; HttpOnly; Secure')
    expect(jar.headerFor(app, here)).toBe('state=1')
    expect(jar.headerFor(new URL('https://app.example.com/'), here)).toBe('')
    expect(jar.headerFor(new URL('https://other.example.com/slack/install'), here)).toBe('')
  })

  it('lasts as long as it says, or until it is deleted', () => {
    const { jar, clock } = jarWith('state=1; Max-Age=600')
    clock.advance(599_999)
    expect(jar.headerFor(app, here)).toBe('state=1')
    clock.advance(1)
    expect(jar.headerFor(app, here)).toBe('')
    jar.keep(app, ['other=2'])
    jar.keep(app, ['other=deleted; Expires=Thu, 01 Jan 1970 00:00:00 GMT'])
    expect(jar.headerFor(app, here)).toBe('')
  })

  it('that is secure travels safely, or stays on the machine', () => {
    expect(jarWith('state=1; Secure', new URL('http://app.example.com/')).jar.headerFor(app, here)).toBe('')
    const local = new URL('http://127.0.0.1:3000/')
    expect(jarWith('state=1; Secure', local).jar.headerFor(local, here)).toBe('state=1')
  })

  it.each([
    ['Strict', '', ''],
    ['Lax', 'state=1', ''],
    ['None', 'state=1', 'state=1'],
  ])('of SameSite=%s comes along from another site as browsers send it', (sameSite, onGet, onPost) => {
    const { jar } = jarWith(`state=1; Secure; SameSite=${sameSite}`)
    expect(jar.headerFor(app, { isCrossSite: true, isSafe: true })).toBe(onGet)
    expect(jar.headerFor(app, { isCrossSite: true, isSafe: false })).toBe(onPost)
    expect(jar.headerFor(app, here)).toBe('state=1')
  })
})
