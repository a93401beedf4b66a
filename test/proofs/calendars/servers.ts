import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { providersOf } from '../../../src/calendar/providers/provider.ts'
import type { ReadCalendar } from '../../../src/calendar/read-calendar.ts'
import { calendarReaders } from '../../../src/calendar/readers.ts'
import {
  type CalendarKind,
  type CalendarProvider,
  calendarProviders,
  type Grant,
} from '../../../src/domain/calendars/reading.ts'
import type { MemberId, WorkspaceId } from '../../../src/domain/ids.ts'
import { type Clock, HOUR, type Instant, type Interval, SECOND } from '../../../src/domain/time/time.ts'
import type { Calendars } from '../../../src/service/calendars/calendars.ts'
import type { Services } from '../../../src/service/services.ts'
import { icalendar, vevent } from '../../support/feed-server.ts'
import { FREEBUSY, googleStandIn } from '../../support/google-stand-in.ts'
import { microsoftStandIn, READ_BASIC } from '../../support/microsoft-stand-in.ts'
import { multistatus } from './accounts.ts'
import type { Fault } from './faults.ts'
import { hour } from './history.ts'

/** A calendar, what its server does, and what the test knows that it gave out. */
export type Served = {
  kind: CalendarKind
  version: number
  meeting: number
  fault: Fault | null
  /** What was said last, and when: the test's own account of it. */
  given: { at: Instant; meeting: number } | null
}

type By = { workspace: WorkspaceId; actor: MemberId }

export type Servers = Awaited<ReturnType<typeof openServers>>

/**
 * Servers of all kinds, and readers of them, once for all histories: each reader has a thread. Hanging servers are given up
 * after a moment. There is one account at each provider.
 */
export const openServers = async () => {
  let clock: Clock = { now: () => 0 }
  let all: readonly Served[] = []
  const give = (served: Served) => {
    served.given = { at: clock.now(), meeting: served.meeting }
  }

  const answer: RequestListener = (request, response) => {
    const served = all[Number(String(request.url).slice(1))]
    if (!served) return void response.writeHead(404).end()
    if (served.fault) return void served.fault.answer(request, response)
    if (request.method === 'PROPFIND') {
      const props = '<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>'
      return void response.writeHead(207).end(multistatus(String(request.url), props))
    }
    give(served)
    const file = fileOf(served.meeting)
    if (request.method === 'REPORT')
      return void response
        .writeHead(207)
        .end(multistatus(`${request.url}/1`, `<c:calendar-data>${file}</c:calendar-data>`))
    const etag = `"${served.version}"`
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
    response.writeHead(200, { 'content-type': 'text/calendar', etag }).end(file)
  }
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = (n: number) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${n}`

  const ends: (() => void)[] = [
    () => {
      server.closeAllConnections()
      server.close()
    },
  ]
  const theClock: Clock = { now: () => clock.now() }
  const google = await googleStandIn(theClock, (stop) => void ends.push(stop))
  const microsoft = await microsoftStandIn(theClock, (stop) => void ends.push(stop))
  const at = (provider: CalendarProvider) => all.find(({ kind }) => kind === provider)
  const standIns = { google, microsoft }
  const meet = {
    google: ({ start, end }: Interval) =>
      void google.meetings.splice(0, google.meetings.length, { start, end }),
    microsoft: ({ start, end }: Interval) => {
      microsoft.clear()
      microsoft.add(start, end)
    },
  }
  for (const provider of calendarProviders)
    standIns[provider].weather.fault = () => {
      const served = at(provider)
      if (!served) return undefined
      if (served.fault) return { works: false, answer: served.fault.answer }
      meet[provider](hour(served.meeting))
      give(served)
      return undefined
    }
  const clients = {
    google: { ...google.client, places: google.places },
    microsoft: { ...microsoft.client, places: microsoft.places },
  }
  const [patient, hasty] = [30 * SECOND, SECOND / 4].map((within) =>
    calendarReaders({ allowPrivate: true, within, clients }),
  )
  if (!patient || !hasty) throw new Error('no readers')

  const read: ReadCalendar = (access, wanted) => {
    const path = 'address' in access ? Number(new URL(access.address).pathname.slice(1)) : undefined
    const served = path === undefined ? all.find(({ kind }) => kind === access.kind) : all[path]
    const { read: by } = served?.fault?.fault === 'timeout' ? hasty : patient
    return by(access, wanted)
  }
  const real = providersOf(clients, theClock)
  const renewing = (provider: CalendarProvider) => ({
    renew: async (grant: Grant) => {
      // No reader has a say in how long it is waited for.
      if (at(provider)?.fault?.fault === 'timeout') return { fault: 'timeout' as const }
      return (await real[provider]?.renew(grant)) ?? { fault: 'revoked' as const }
    },
  })
  const providers: Calendars['providers'] = { google: renewing('google'), microsoft: renewing('microsoft') }

  const connect = async (use: Services, n: number, by: By) => {
    const kind = all[n]?.kind ?? 'feed'
    const login = kind === 'caldav' ? { user: 'ada', password: 'app password' } : { user: '', password: '' }
    const { outcome } =
      kind === 'google' || kind === 'microsoft'
        ? await use.connectProvider({ ...by, provider: kind, grant: grantAt(kind) })
        : await use.connectFeed({ ...by, typed: address(n), ...login })
    if (outcome !== 'connected') throw new Error(outcome)
  }
  const grantAt = (provider: CalendarProvider): Grant => {
    const given = standIns[provider].grant(provider === 'google' ? FREEBUSY : READ_BASIC)
    const { access_token: access, refresh_token: refresh = '' } = given
    return { access, refresh, accessUntil: clock.now() + HOUR, writes: false }
  }
  return {
    /** From now on these are served, by that clock. */
    serve: (calendars: readonly Served[], by: Clock) => {
      all = calendars
      clock = by
      return { read, providers, connect }
    },
    stop: async () => {
      for (const end of ends) end()
      await Promise.all([patient.stop(), hasty.stop()])
    },
  }
}

const fileOf = (meeting: number) => {
  const { start, end } = hour(meeting)
  return icalendar(...vevent(`DTSTART:${compact(start)}`, `DTEND:${compact(end)}`))
}
const compact = (at: Instant) => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')
