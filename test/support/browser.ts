import type { Clock } from '../../src/domain/time/time.ts'
import { cookieJar } from './cookie-jar.ts'
import { readForm, readLinks, readTitle } from './html.ts'

/** What a person sees after going somewhere, and can do next. */
export type Page = {
  url: URL
  status: number
  html: string
  title: string
  /** Follows the link with this text. */
  follow(text: string): Promise<Page>
  /** Fills in the page's form, as it offers, and presses the button with this text. */
  press(button: string, chosen?: Chosen): Promise<Page>
}

/** By field. A list is what of its boxes is ticked. */
type Chosen = { [field: string]: string | readonly string[] }

const MOST_REDIRECTS = 10

/**
 * A browser without a window: it follows links and redirects, sends forms, and keeps cookies as RFC 6265bis says. Each call
 * is another person's.
 * @param hosts where an origin that a test makes up really answers: `{ 'https://app.example.com': 'http://127.0.0.1:1234' }`
 */
export const createBrowser = ({
  hosts = {},
  clock,
  keepsCookies = true,
}: {
  hosts?: { [origin: string]: string }
  clock: Clock
  keepsCookies?: boolean
}) => {
  const cookies = cookieJar(clock)

  const go = async (start: URL, from: URL | undefined, body?: URLSearchParams): Promise<Page> => {
    let [url, sent, isCrossSite] = [start, body, false]
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      isCrossSite ||= from !== undefined && from.hostname !== url.hostname
      const cookie = cookies.headerFor(url, { isCrossSite, isSafe: sent === undefined })
      const response = await fetch(new URL(url.pathname + url.search, hosts[url.origin] ?? url.origin), {
        method: sent ? 'POST' : 'GET',
        redirect: 'manual',
        headers: cookie ? { cookie } : {},
        ...(sent && { body: sent }),
      })
      if (keepsCookies) cookies.keep(url, response.headers.getSetCookie())
      const location = response.headers.get('location')
      if (location === null || response.status < 300 || response.status > 399) {
        return pageOf(url, response.status, await response.text())
      }
      await response.body?.cancel()
      url = new URL(location, url)
      sent = undefined
    }
    throw new Error(`${start.href} redirects without end`)
  }

  const pageOf = (url: URL, status: number, html: string): Page => ({
    ...{ url, status, html, title: readTitle(html) },
    follow: (text) => {
      const links = readLinks(html)
      const link = links.find((one) => one.text === text)
      if (!link) throw new Error(`no link ${text}; there are: ${links.map((one) => one.text).join(', ')}`)
      return go(new URL(link.href, url), url)
    },
    press: (button, chosen = {}) => {
      const { action, method, fields } = readForm(html, button, chosen)
      const to = new URL(action || url.href, url)
      if (method === 'post') return go(to, url, fields)
      to.search = fields.toString()
      return go(to, url)
    },
  })

  return {
    /** As if the address was typed. */
    open: (url: string) => go(new URL(url), undefined),
    /** As if another site sent the person there. */
    openFrom: (elsewhere: string, url: string) => go(new URL(url), new URL(elsewhere)),
  }
}

export type Browser = ReturnType<typeof createBrowser>
