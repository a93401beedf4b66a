import type { IncomingMessage } from 'node:http'

/**
 * Whether a request comes from the sandbox's own page, or from no page at all (curl). Any page can send requests to
 * 127.0.0.1; a foreign one is given away by its Origin or, if it points its own name here, by its Host.
 * @returns why the request is refused
 */
export const refusal = ({ headers, method, socket }: IncomingMessage): string | undefined => {
  const port = socket.localPort
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (!headers.host || !hosts.includes(headers.host))
    return 'the sandbox answers to 127.0.0.1 and localhost only'
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) {
    return 'another page may not use the sandbox'
  }
  const isRead = method === 'GET' || method === 'HEAD'
  if (!isRead && headers.origin === undefined) return 'acts come from the page, with its Origin'
  if (!isRead && headers['content-type'] !== 'application/json') return 'acts are JSON'
  // Any page may link to the sandbox; that is all another page may do with it.
  const isLink =
    isRead && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  const site = headers['sec-fetch-site'] ?? 'none'
  return isLink || site === 'same-origin' || site === 'none'
    ? undefined
    : 'another page may not use the sandbox'
}
