import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { mayReadMetrics } from '../../src/slack/metrics-door.ts'

/** A request from that address; by default for the host that programs on this machine ask for. */
const from = (remoteAddress: string, headers: Record<string, string> = {}) => {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress })
  return Object.assign(new IncomingMessage(socket), {
    headers: { host: 'localhost:3000', ...headers },
  })
}

it.each([
  ['this machine', from('127.0.0.1'), undefined, true],
  ['this machine over IPv6', from('::1'), undefined, true],
  ['this machine by its address', from('127.0.0.1', { host: '127.0.0.1:3000' }), undefined, true],
  ['this machine by its IPv6 address', from('::1', { host: '[::1]' }), undefined, true],
  [
    'a proxy on this machine that adds nothing',
    from('127.0.0.1', { host: 'mentorship.example.com' }),
    undefined,
    false,
  ],
  ['a name that only begins alike', from('127.0.0.1', { host: 'localhost.example.com' }), undefined, false],
  ['nobody by name', from('127.0.0.1', { host: '' }), undefined, false],
  [
    'a proxy that adds nothing, with the token',
    from('127.0.0.1', { host: 'mentorship.example.com', authorization: 'Bearer s3cret' }),
    's3cret',
    true,
  ],
  ['another machine', from('10.0.0.8'), undefined, false],
  ['a proxy on this machine', from('127.0.0.1', { 'x-forwarded-for': '10.0.0.8' }), undefined, false],
  ['another machine with the token', from('10.0.0.8', { authorization: 'Bearer s3cret' }), 's3cret', true],
  [
    'another machine with a wrong token',
    from('10.0.0.8', { authorization: 'Bearer s3cre' }),
    's3cret',
    false,
  ],
  ['this machine without the token that is set', from('127.0.0.1'), 's3cret', false],
])('where Slack does not call, the metrics are open or closed to %s', (_who, request, token, may) => {
  expect(mayReadMetrics(request, { token, behindProxy: false })).toBe(may)
})

it('where Slack calls over HTTP, only the token opens the metrics: a proxy can look like a local program', () => {
  const passedOn = from('127.0.0.1', { host: '127.0.0.1:3000' })
  expect(mayReadMetrics(passedOn, { token: undefined, behindProxy: true })).toBe(false)
  const withToken = from('127.0.0.1', { authorization: 'Bearer s3cret' })
  expect(mayReadMetrics(withToken, { token: 's3cret', behindProxy: true })).toBe(true)
})
