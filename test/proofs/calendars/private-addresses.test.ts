import { createServer as createSecureServer } from 'node:https'
import { createServer } from 'node:net'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Resolve } from '../../../src/calendar/feeds/public-address.ts'
import { isPublic } from '../../../src/calendar/feeds/public-address.ts'
import { type CalendarsReached, calendarReaders } from '../../../src/calendar/readers.ts'
import { feedAddress } from '../../../src/domain/calendars/feed-address.ts'
import type { CalendarAccess } from '../../../src/domain/calendars/reading.ts'
import { DAY, SECOND } from '../../../src/domain/time/time.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'
import { AUTHORITY, GOOD, KEY } from './certificates.ts'
import { aimedAt, mappings } from './ways-in.ts'

const wanted = {
  window: { start: MONDAY_10_UTC - DAY, end: MONDAY_10_UTC + DAY },
  zones: ['UTC'],
  ours: new Set<string>(),
}

/** Counts who connects to this machine, on every address that it has; nobody should. */
const canary = async () => {
  let reached = 0
  const server = createServer((socket) => {
    reached += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '::', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return { port: typeof address === 'object' ? (address?.port ?? 0) : 0, reached: () => reached }
}

const reading = (changes: Partial<CalendarsReached> = {}) => {
  const { read, stop } = calendarReaders({ allowPrivate: false, within: 5 * SECOND, ...changes })
  onTestFinished(stop)
  return (access: CalendarAccess) => read(access, wanted)
}

const accesses = (address: string): readonly CalendarAccess[] => [
  { kind: 'feed', address },
  { kind: 'caldav', address, user: 'ada', password: 'app password' },
]

describe('an address that leads to this machine or its network', () => {
  let addresses: readonly string[]
  beforeAll(() => {
    addresses = aimedAt(1)
  })

  it('is among two hundred that were thought of', () => {
    expect(new Set(addresses).size).toBeGreaterThanOrEqual(200)
  })

  it('reaches nothing, however it is written: as a feed, or as a CalDAV account', async () => {
    const { port, reached } = await canary()
    const read = reading()
    const typed = aimedAt(port)
    const outcomes = new Map<string, string>()
    for (const address of typed) {
      const taken = feedAddress(address, false)
      if ('fault' in taken) continue
      for (const access of accesses(taken.address)) {
        const said = await read(access)
        if (said.state !== 'not_known' || said.fault === 'unreachable')
          outcomes.set(address, JSON.stringify(said))
      }
    }
    expect([...outcomes]).toEqual([])
    expect(reached()).toBe(0)
  })

  it('would have been reached without the guard', async () => {
    const { port, reached } = await canary()
    const read = reading({ allowPrivate: true })
    for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])
      for (const access of accesses(`http://${host}:${port}/`)) await read(access)
    expect(reached()).toBeGreaterThanOrEqual(10)
  })
})

/** Answers one after another, and the last for good. */
const changing = (...answers: readonly string[]): Resolve & { asked(): number } => {
  let asked = 0
  const resolve: Resolve = async () => {
    const address = answers[Math.min(asked++, answers.length - 1)] ?? ''
    return [{ address, family: address.includes(':') ? 6 : 4 }]
  }
  return Object.assign(resolve, { asked: () => asked })
}

/** One of the internet's, which nobody was given yet: nothing answers there. */
const PUBLIC = '2d00::1'

describe('a name', () => {
  it.each(mappings)('that has the address %s leads nowhere', async (address) => {
    const { port, reached } = await canary()
    const read = reading({ resolve: changing(address) })
    for (const access of accesses(`https://calendar.example:${port}/`))
      expect(await read(access)).toMatchObject({ state: 'not_known', fault: 'private_address' })
    expect(reached()).toBe(0)
  })

  it('that has a private address among public ones leads nowhere', async () => {
    const { port, reached } = await canary()
    const both = [
      { address: PUBLIC, family: 6 },
      { address: '127.0.0.1', family: 4 },
    ]
    const read = reading({ resolve: async () => both })
    for (const access of accesses(`https://calendar.example:${port}/`))
      expect(await read(access)).toMatchObject({ state: 'not_known', fault: 'private_address' })
    expect(reached()).toBe(0)
  })

  it('that changes its answer after it was checked is not asked again: it is connected to what was checked', async () => {
    const { port, reached } = await canary()
    const resolve = changing(PUBLIC, '127.0.0.1')
    const read = reading({ resolve, within: SECOND })
    expect((await read({ kind: 'feed', address: `https://calendar.example:${port}/` })).state).toBe(
      'not_known',
    )
    expect([resolve.asked(), reached()]).toEqual([1, 0])
    // The next reading checks what it finds then.
    expect(await read({ kind: 'feed', address: `https://calendar.example:${port}/` })).toMatchObject({
      fault: 'private_address',
    })
    expect(reached()).toBe(0)
  })
})

/** Where the server listens that redirects. */
const FIRST = '127.0.0.9'
/** `https:127.0.0.1` leads to a page of the same server, which has none. */
const REFUSED = ['private_address', 'bad_address', 'redirects', 'gone']

describe('a redirect', () => {
  it('is checked like what was typed, whatever the first address was', async () => {
    const { port, reached } = await canary()
    const places = aimedAt(port).filter((place) => URL.canParse(place) && /^[!-~]+$/.test(place))
    const server = createSecureServer({ key: KEY, cert: GOOD }, (request, response) => {
      const location = places[Number(String(request.url).slice(1))]
      if (location === undefined) response.writeHead(404).end()
      else response.writeHead(302, { location }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, FIRST, resolve))
    onTestFinished(() => void server.close())
    const here = server.address()
    const first = `https://calendar.example:${typeof here === 'object' ? here?.port : 0}/`
    // The first address is this machine's too: it stands for a public one.
    const allows = (address: string) => address === FIRST || isPublic(address)
    const resolve: Resolve = async (host) => [
      { address: host === 'calendar.example' ? FIRST : '127.0.0.1', family: 4 },
    ]
    const read = reading({ resolve, allows, ca: AUTHORITY })
    const outcomes = new Map<string, string>()
    for (const [n, place] of places.entries()) {
      const said = await read({ kind: 'feed', address: `${first}${n}` })
      if (said.state !== 'not_known' || !REFUSED.includes(said.fault))
        outcomes.set(place, JSON.stringify(said))
    }
    expect([[...outcomes], reached()]).toEqual([[], 0])
    expect(places.length).toBeGreaterThan(200)
  })
})

it('what the internet gives to people and companies is public', () => {
  for (const address of [
    '8.8.8.8',
    '1.1.1.1',
    '151.101.1.69',
    PUBLIC,
    '2606:4700:4700::1111',
    '2a00:1450::200e',
  ])
    expect([address, isPublic(address)]).toEqual([address, true])
})
