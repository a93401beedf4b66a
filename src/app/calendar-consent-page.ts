import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import type { Provider } from '../calendar/providers/provider.ts'
import type { CalendarProvider } from '../domain/calendars/reading.ts'
import { MINUTE, SECOND } from '../domain/time/time.ts'
import type { UseCases } from '../service/services.ts'
import { consentForm } from '../slack/oauth/consent-form.ts'
import { page, sendPage } from '../slack/oauth/page.ts'
import type { Words } from '../slack/text/words.ts'
import type { Sealing } from '../store/sealing.ts'
import type { Log } from './log.ts'

type Parts = {
  providers: Readonly<Partial<Record<CalendarProvider, Provider>>>
  sealing: Sealing
  services: Pick<UseCases, 'readTicket' | 'connectProvider'>
  words: Words
  publicUrl(): string | undefined
  log: Log
}

/** The addresses in a browser's way from Slack to a provider and back. */
export const CONSENT = { begin: '/calendars/connect', go: '/calendars/go', back: '/calendars/connected' }

/** Binds the way back to the browser that went: whoever gets hold of an answer cannot use it elsewhere. */
const COOKIE = 'calendar-consent'
const COOKIE_LASTS = 10 * MINUTE
const bound = { workspace: 'any', column: 'calendar consent' }
const journeySchema = v.object({ ticket: v.string(), state: v.string(), verifier: v.string() })

/**
 * On these pages a member connects the calendar that they have at a provider: whose it will be and what is read, the way
 * to the provider, and the way back. What a browser has to remember meanwhile is sealed in its cookie.
 * @returns a listener that answers only requests for these pages, and says whether it did
 */
export const calendarConsentPage = ({ providers, sealing, services, words, publicUrl, log }: Parts) => {
  const said = words.consenting
  const say = (
    response: ServerResponse,
    status: number,
    lines: { title: string; lines: readonly string[] },
  ) => sendPage(response, status, page(lines))
  const asking = (base: string, { state, verifier }: { state: string; verifier: string }) => ({
    ...{ state, verifier },
    redirectUri: `${base}${CONSENT.back}`,
  })

  /** Names whose calendar it will be. */
  const begin = async (response: ServerResponse, asked: URLSearchParams) => {
    const ticket = asked.get('ticket') ?? ''
    const known = await services.readTicket(ticket)
    if (known) sendPage(response, 200, consentForm(words, known, { action: CONSENT.go, ticket }))
    else say(response, 404, said.over)
  }

  const go = async (
    request: IncomingMessage,
    response: ServerResponse,
    base: string,
    asked: URLSearchParams,
  ) => {
    // Only from our own page: nobody comes here by somebody else's link without reading whose calendar it will be.
    if ((request.headers['sec-fetch-site'] ?? OWN) !== OWN) return begin(response, asked)
    const ticket = asked.get('ticket') ?? ''
    const known = await services.readTicket(ticket)
    const provider = known && providers[known.provider]
    if (!provider) return say(response, 404, said.over)
    const journey = { ticket, state: random(), verifier: random() }
    const location = await provider.consentPage({ ...asking(base, journey), writes: asked.has('writes') })
    const cookie = encodeURIComponent(sealing.seal(JSON.stringify(journey), bound))
    response.writeHead(302, {
      location,
      'set-cookie': cookieOf(base, cookie, COOKIE_LASTS),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    response.end()
  }

  const comeBack = async (request: IncomingMessage, response: ServerResponse, base: string, answer: URL) => {
    response.setHeader('set-cookie', cookieOf(base, '', 0))
    const journey = journeyIn(request.headers.cookie, sealing)
    const known = journey && (await services.readTicket(journey.ticket))
    const provider = known && providers[known.provider]
    if (!provider) return say(response, 400, said.failed)
    const grant = await provider.grantFor(answer, asking(base, journey))
    if ('not' in grant) {
      if (grant.not === 'declined') return say(response, 200, said.declined)
      log.warn({ provider: known.provider, why: grant.why }, 'a calendar was not connected')
      return say(response, 400, said.failed)
    }
    const connected = await services.connectProvider({ ...known, grant })
    if (connected.outcome === 'refused')
      return say(response, 403, { title: said.failed.title, lines: [words.refusalText(connected)] })
    say(response, 200, said.done(known.provider, grant.writes))
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const base = publicUrl()
    const asked = request.url ?? '/'
    if (base === undefined || request.method !== 'GET' || !URL.canParse(asked, base)) return false
    const url = new URL(asked, base)
    if (url.pathname === CONSENT.begin) await begin(response, url.searchParams)
    else if (url.pathname === CONSENT.go) await go(request, response, base, url.searchParams)
    else if (url.pathname === CONSENT.back) await comeBack(request, response, base, url)
    else return false
    return true
  }
}

/** What browsers say of a request that one of a site's own pages makes (w3.org/TR/fetch-metadata). */
const OWN = 'same-origin'

const random = () => randomBytes(32).toString('base64url')

const cookieOf = (base: string, value: string, lasts: number) =>
  [
    `${COOKIE}=${value}`,
    `Path=/calendars`,
    `Max-Age=${lasts / SECOND}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(base.startsWith('https:') ? ['Secure'] : []),
  ].join('; ')

const journeyIn = (cookies: string | undefined, sealing: Sealing) => {
  const [, value] = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(cookies ?? '') ?? []
  if (value === undefined) return undefined
  try {
    return v.parse(journeySchema, JSON.parse(sealing.open(decodeURIComponent(value), bound)))
  } catch {
    return undefined
  }
}
