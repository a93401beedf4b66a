import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request from Slack, which a test can deliver as often, and to whichever process, as it likes. */
export type Inbound = { body: Buffer; headers: IncomingHttpHeaders }

/** `undefined`: the process that took it ended before answering. */
export type Outcome = { status: number; body: string; type: string } | undefined

/** The headers with which Slack marks a retry; some tests put them on a first try. */
export const retryHeaders = (number: number, reason = 'http_timeout') => ({
  'x-slack-retry-num': String(number),
  'x-slack-retry-reason': reason,
})

export const deliverTo = (
  address: string,
  { body, headers }: Inbound,
  more: Record<string, string> = {},
): Promise<Outcome> =>
  new Promise((resolve) => {
    const outgoing = request(
      `${address}/slack/events`,
      { method: 'POST', agent: false, headers: { ...headers, ...more } },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', () => resolve(undefined))
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
            type: incoming.headers['content-type'] ?? 'text/plain',
          }),
        )
      },
    )
    outgoing.on('error', () => resolve(undefined))
    outgoing.end(body)
  })

/** Stands between the local Slack and the app's processes. */
export const startFront = async (deliver: (inbound: Inbound) => Promise<Outcome>) => {
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', async () => {
      const outcome = await deliver({ body: Buffer.concat(chunks), headers: incoming.headers })
      if (!outcome) response.destroy()
      else response.writeHead(outcome.status, { 'content-type': outcome.type }).end(outcome.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    stop: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
