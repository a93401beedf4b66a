import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export type HttpServer = {
  address: string
  /** Accepts nothing new, lets running requests finish with their answers, then closes every connection. */
  close(): Promise<void>
}

/** A request that has not fully arrived by then is dropped: Slack itself waits only 3 s for the answer. */
const ARRIVES_WITHIN = 10_000

/** Starts listening. Rejects if the port is taken. */
export const serve = async (
  listener: RequestListener,
  { port, host }: { port: number; host: string },
): Promise<HttpServer> => {
  let closing = false
  const server = createServer(
    { requestTimeout: ARRIVES_WITHIN, headersTimeout: ARRIVES_WITHIN },
    (request, response) => {
      // A keep-alive connection would delay the close by five seconds after its last answer.
      if (closing) response.setHeader('connection', 'close')
      response.once('close', () => {
        if (closing) setImmediate(() => server.closeIdleConnections())
      })
      listener(request, response)
    },
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    address: addressOf(server.address(), host),
    close: () =>
      new Promise((resolve) => {
        closing = true
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
  }
}

const addressOf = (address: AddressInfo | string | null, host: string): string => {
  const port = typeof address === 'object' && address ? address.port : 0
  return `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`
}
