import type { Clock } from '../../src/domain/time/time.ts'

type Cookie = { value: string; isSecure: boolean; sameSite: string; path: string; endsAt: number }

const isLoopback = ({ hostname }: URL) => hostname === '127.0.0.1' || hostname === 'localhost'
/** Browsers take the machine itself for safe. */
const isSafeOrigin = (url: URL) => url.protocol === 'https:' || isLoopback(url)

/** A browser's cookies, by host name, without its port: RFC 6265bis. One without `SameSite` counts as `Lax`. */
export const cookieJar = (clock: Clock) => {
  const hosts = new Map<string, Map<string, Cookie>>()

  const isSent = (cookie: Cookie, url: URL, how: { isCrossSite: boolean; isSafe: boolean }) => {
    if (cookie.endsAt <= clock.now() || !url.pathname.startsWith(cookie.path)) return false
    if (cookie.isSecure && !isSafeOrigin(url)) return false
    if (!how.isCrossSite || cookie.sameSite === 'none') return true
    return cookie.sameSite === 'lax' && how.isSafe
  }

  return {
    keep: (url: URL, headers: readonly string[]) => {
      for (const header of headers) {
        const [pair = '', ...attributes] = header.split(';').map((part) => part.trim())
        const at = pair.indexOf('=')
        const of = (name: string) => attributeOf(attributes, name)
        const isSecure = of('secure') !== undefined
        if (at < 1 || (isSecure && !isSafeOrigin(url))) continue
        const own = hosts.get(url.hostname) ?? new Map<string, Cookie>()
        hosts.set(url.hostname, own)
        own.set(pair.slice(0, at), {
          value: pair.slice(at + 1),
          isSecure,
          sameSite: of('samesite')?.toLowerCase() ?? 'lax',
          path: of('path') ?? '/',
          endsAt: endOf(of('max-age'), of('expires'), clock.now()),
        })
      }
    },
    /** The header's value, or an empty text. */
    headerFor: (url: URL, how: { isCrossSite: boolean; isSafe: boolean }): string =>
      [...(hosts.get(url.hostname) ?? [])]
        .filter(([, cookie]) => isSent(cookie, url, how))
        .map(([name, { value }]) => `${name}=${value}`)
        .join('; '),
  }
}

const attributeOf = (attributes: string[], name: string): string | undefined => {
  const found = attributes.find((one) => one.toLowerCase().split('=')[0] === name)
  return found === undefined ? undefined : found.slice(name.length + 1)
}

const endOf = (maxAge: string | undefined, expires: string | undefined, now: number) => {
  if (maxAge !== undefined) return now + Number(maxAge) * 1000
  return expires === undefined ? Number.POSITIVE_INFINITY : Date.parse(expires)
}
