import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { mayReadMetrics } from '../../src/slack/metrics-door.ts'

/** A request that came over a socket from there. */
const from = (remoteAddress: string, headers: Record<string, string> = {}) => {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress })
  return Object.assign(new IncomingMessage(socket), { headers })
}

test.each([
  ['this machine', from('127.0.0.1'), undefined, true],
  ['this machine over IPv6', from('::1'), undefined, true],
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
])('%s may read the metrics, or may not', (_who, request, token, may) => {
  expect(mayReadMetrics(request, token)).toBe(may)
})
