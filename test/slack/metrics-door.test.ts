import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { mayReadMetrics } from '../../src/slack/metrics-door.ts'

/** A request from that address; by default for the host that programs on this machine ask for. */
const from = (remoteAddress: string, headers: Record<string, string> = {}, httpVersion = '1.1') => {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress })
  return Object.assign(new IncomingMessage(socket), {
    headers: { host: 'localhost:3000', ...headers },
    httpVersion,
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
  ['nginx with its defaults', from('127.0.0.1', { host: '127.0.0.1:3000' }, '1.0'), undefined, false],
  [
    'a proxy that adds nothing, with the token',
    from('127.0.0.1', { host: 'mentorship.example.com', authorization: 'Bearer s3cret' }, '1.0'),
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
])('whether the metrics are open is settled for %s', (_who, request, token, may) => {
  expect(mayReadMetrics(request, token)).toBe(may)
})
