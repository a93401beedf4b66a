import { describe, expect, it } from 'vitest'
import { type Journey, journey } from '../support/app.ts'
import {
  command,
  FORM,
  type Headers,
  post,
  seconds,
  send,
  signed,
  statementsDuring,
} from '../support/raw-http.ts'

describe('a request that Slack did not just sign with our secret gets a 401 without a single query:', () => {
  const cases: [string, (headers: Headers, j: Journey) => Headers][] = [
    ['no signature', ({ 'x-slack-signature': _, ...rest }) => rest],
    ['no timestamp', ({ 'x-slack-request-timestamp': _, ...rest }) => rest],
    ['an empty signature', (headers) => ({ ...headers, 'x-slack-signature': '' })],
    [
      'half a signature',
      (headers) => ({ ...headers, 'x-slack-signature': `${headers['x-slack-signature']}`.slice(0, 35) }),
    ],
    [
      'a signature that is no hexadecimal',
      (headers) => ({ ...headers, 'x-slack-signature': `v0=${'z'.repeat(64)}` }),
    ],
    ['a timestamp that is no number', (headers) => ({ ...headers, 'x-slack-request-timestamp': 'now' })],
    [
      'another timestamp than the signed one',
      (headers) => ({ ...headers, 'x-slack-request-timestamp': String(seconds() - 7) }),
    ],
    ['another secret', (_, j) => signed(j, command(j), { secret: 'not ours' })],
    ['six minutes old', (_, j) => signed(j, command(j), { off: -360 })],
    ['six minutes from the future', (_, j) => signed(j, command(j), { off: 360 })],
  ]
  it('one unsigned, forged, old or from the future', async () => {
    const j = await journey()
    const statements = await statementsDuring(async () => {
      for (const [what, change] of cases) {
        const headers = { 'content-type': FORM, ...change(signed(j, command(j)), j) }
        expect((await send(j, '/slack/events', headers, command(j))).status, what).toBe(401)
      }
    })
    expect(statements).toEqual([])
  })

  it('one with the body of another request', async () => {
    const j = await journey()
    const headers = { 'content-type': FORM, ...signed(j, command(j)) }
    const statements = await statementsDuring(async () => {
      expect((await send(j, '/slack/events', headers, `${command(j)}&text=offer`)).status).toBe(401)
    })
    expect(statements).toEqual([])
  })
})

it('a signed request is accepted up to five minutes before and after its time, and with a charset in its type', async () => {
  const j = await journey()
  for (const off of [-280, 0, 280]) expect((await post(j, FORM, command(j), { off })).status).toBe(200)
  const typed = await post(j, `${FORM}; charset=utf-8`, command(j))
  expect([typed.status, typed.body]).toEqual([200, expect.stringContaining('/mentor requests')])
  const challenge = JSON.stringify({ type: 'url_verification', challenge: 'are you there?' })
  const answer = await post(j, 'Application/JSON; charset=UTF-8', challenge)
  expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('are you there?')])
})

it('a signed body without any type is refused', async () => {
  const j = await journey()
  const body = command(j)
  expect((await send(j, '/slack/events', signed(j, body), body)).status).toBe(400)
})

it.each([2_000_000, 6_000_000])(
  'a body of %i bytes is refused without a single query, and the next request is accepted',
  async (size) => {
    const j = await journey()
    const body = `payload=${'x'.repeat(size)}`
    const statements = await statementsDuring(async () => {
      const { status, ms } = await post(j, FORM, body)
      expect(status).toBe(413)
      expect(ms).toBeLessThan(2000)
    })
    expect(statements).toEqual([])
    expect((await post(j, FORM, command(j))).status).toBe(200)
  },
)

it('unknown paths are not found, and the health check answers only GET', async () => {
  const j = await journey()
  const get = (path: string, method = 'GET') => send(j, path, {}, undefined, method)
  expect(await get('/healthz')).toMatchObject({ status: 200, body: 'alive' })
  expect(await get('/healthz?from=probe')).toMatchObject({ status: 200 })
  expect(await get('/readyz')).toMatchObject({ status: 200, body: 'ready' })
  for (const path of ['/', '/slack', '/slack/events', '/slack/install', '/admin', '/slack/events/']) {
    expect(await get(path), path).toMatchObject({ status: 404, body: '' })
  }
  expect((await get('/healthz', 'POST')).status).toBe(404)
  expect((await get('/slack/events', 'PUT')).status).toBe(404)
})
