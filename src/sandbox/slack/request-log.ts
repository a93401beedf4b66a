import { messageNamed, summarise } from './summary.ts'

/** One of Slack's rules that the app broke. */
type Breach = { at: number; where: string; rule: string }

/** One request in either direction. `at`: epoch milliseconds of the workspace's clock; `ms`: real time to the answer. */
export type LoggedRequest = {
  id: number
  at: number
  direction: 'app-to-slack' | 'slack-to-app'
  /** The Web API method, or what was sent to the app, such as `block_actions`. */
  name: string
  url: string
  /** One line saying what it is about. */
  summary: string
  request: string
  answer: string
  /** What it names, even where the texts are cut. */
  channel?: string
  ts?: string
  status: number | 'no answer'
  ms: number
  /** The fault that struck this request. */
  fault?: string
  breaches: string[]
  /** The exact bytes that went to the app, so that they can be sent again. */
  sent?: { contentType: string; body: string; headers: { [name: string]: string } }
}

export type RequestLog = {
  readonly requests: readonly LoggedRequest[]
  readonly breaches: readonly Breach[]
  add(request: Omit<LoggedRequest, 'id' | 'summary' | 'channel' | 'ts'>): LoggedRequest
  /** Records breaches that belong to no single request. */
  breach(at: number, where: string, rule: string): void
  clear(): void
}

const KEPT = 2000
/** How many requests keep their bytes for a replay; not all, because a click on Home carries the whole view. */
const KEPT_WHOLE = 200
const TEXT_KEPT = 20_000

const clip = (text: string) => (text.length > TEXT_KEPT ? `${text.slice(0, TEXT_KEPT)}…` : text)

/** Keeps 2,000 requests with texts cut to 20,000 characters, the last 200 of them whole, and breaches until cleared. */
export const createRequestLog = (onChange: () => void): RequestLog => {
  const requests: LoggedRequest[] = []
  const breaches: Breach[] = []
  let last = 0
  return {
    requests,
    breaches,
    add(request) {
      const entry = {
        ...request,
        id: ++last,
        summary: summarise(request.request),
        ...messageNamed(request.request),
        request: clip(request.request),
        answer: clip(request.answer),
      }
      requests.push(entry)
      if (requests.length > KEPT) requests.shift()
      delete requests.at(-KEPT_WHOLE - 1)?.sent
      for (const rule of entry.breaches) breaches.push({ at: entry.at, where: entry.name, rule })
      onChange()
      return entry
    },
    breach(at, where, rule) {
      breaches.push({ at, where, rule })
      onChange()
    },
    clear() {
      requests.length = 0
      breaches.length = 0
      onChange()
    },
  }
}

/** Which of the app's calls to count: of one method, in one channel, about one message (what a post cannot name). */
export type Counted = { method: string; channel?: string; ts?: string }

/** How many of those calls came in each second of the workspace's clock (`second`: Unix time), without empty seconds. */
export const callsEachSecond = (requests: readonly LoggedRequest[], { method, channel, ts }: Counted) => {
  const counts = new Map<number, number>()
  for (const request of requests) {
    if (request.direction !== 'app-to-slack' || request.name !== method) continue
    if (channel !== undefined && request.channel !== channel) continue
    if (ts !== undefined && request.ts !== ts) continue
    const second = Math.floor(request.at / 1000)
    counts.set(second, (counts.get(second) ?? 0) + 1)
  }
  return [...counts].map(([second, calls]) => ({ second, calls }))
}
