import type { RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { type CalendarsReached, calendarReaders } from '../../../src/calendar/readers.ts'
import {
  type CalendarKind,
  type CalendarReading,
  calendarKinds,
  noValidators,
} from '../../../src/domain/calendars/reading.ts'
import { DAY, SECOND } from '../../../src/domain/time/time.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'
import { accounts, MEETING } from './accounts.ts'

const wanted = {
  window: { start: MONDAY_10_UTC - DAY, end: MONDAY_10_UTC + 400 * DAY },
  zones: ['UTC'],
  ours: new Set<string>(),
}

/** More than anything takes here, but for what never ends, which is given up after a moment. */
const [PATIENT, HASTY] = [30 * SECOND, SECOND / 2]

type Fault = { name: string; within: number; answer: RequestListener }

const STATUSES = [
  202, 204, 206, 207, 300, 302, 304, 400, 401, 403, 404, 409, 410, 412, 418, 429, 500, 502, 503, 504,
]

/** What a server of that kind can do in place of a good answer. */
const faultsOf = (kind: CalendarKind): readonly Fault[] => {
  const { good, empty, whole, misshapen } = accounts[kind]
  const says = (name: string, body: string, status = good): Fault => ({
    ...{ name, within: PATIENT },
    answer: (_, response) => void response.writeHead(status, { location: '/elsewhere' }).end(body),
  })
  return [
    { name: 'no answer', within: HASTY, answer: () => {} },
    {
      name: 'headers alone',
      within: HASTY,
      answer: (_, response) => response.writeHead(good).flushHeaders(),
    },
    {
      ...{ name: 'half of nothing, and no more', within: HASTY },
      answer: (_, response) => void response.writeHead(good).write(empty.slice(0, empty.length / 2)),
    },
    { name: 'the connection closed', within: PATIENT, answer: (request) => void request.socket.destroy() },
    {
      ...{ name: 'closed after an empty answer', within: PATIENT },
      answer: (_, response) => {
        response.writeHead(good)
        response.write(empty, () => response.destroy())
      },
    },
    // With a body that says that nothing is there, which must not count.
    ...STATUSES.filter((status) => status !== good).map((status) =>
      says(`${status}`, status === 204 ? '' : empty, status),
    ),
    says('a page', '<!doctype html><title>Sign in</title>'),
    says('nothing', ''),
    says('null', 'null'),
    says('a list', '[]'),
    says('an object', '{}'),
    says('a word', '"calendar"'),
    says('half an empty answer', empty.slice(0, empty.length / 2)),
    says('half an answer', whole.slice(0, whole.length / 2)),
    says('five megabytes and more', `${empty}${' '.repeat(5_300_000)}`),
    ...misshapen.map((body) => says(body, body)),
  ]
}

const read = async (kind: CalendarKind, { within, answer }: Partial<Fault> = {}, stage = 0) => {
  const { access, clients } = await accounts[kind].open(answer, stage)
  const reached: CalendarsReached = {
    allowPrivate: true,
    within: within ?? PATIENT,
    ...(clients && { clients }),
  }
  const { read, stop } = calendarReaders(reached)
  try {
    return await read(access, wanted)
  } finally {
    await stop()
  }
}

/** Not known, or busy at the time of the meeting. */
const isSafe = (reading: CalendarReading): boolean =>
  reading.state === 'not_known' ||
  (reading.state === 'read' &&
    reading.busy.get('UTC')?.some(({ start, end }) => start <= MEETING.start && end >= MEETING.end) === true)

/** What a careless reader would make of it. */
const asEmpty = (reading: CalendarReading): CalendarReading =>
  reading.state === 'not_known'
    ? {
        ...{ state: 'read', unclear: 0 },
        busy: new Map([['UTC', []]]),
        validators: noValidators,
      }
    : reading

describe.each(calendarKinds)('a calendar by %s', (kind) => {
  it('that is read says when its owner is busy', async () => {
    const reading = await read(kind)
    expect(reading.state).toBe('read')
    expect(isSafe(reading)).toBe(true)
  })

  it('is not known, and never free, whatever goes wrong at any stage of reading it', async () => {
    const { stages } = accounts[kind]
    const faults = faultsOf(kind)
    const [unsafe, hidden]: string[][] = [[], []]
    let unread = 0
    for (let stage = 0; stage < stages; stage++)
      for (const fault of faults) {
        const reading = await read(kind, fault, stage)
        if (!isSafe(reading)) unsafe?.push(`${fault.name}, at ${stage}: ${JSON.stringify(reading)}`)
        if (reading.state === 'not_known') unread += 1
        if (reading.state === 'not_known' && isSafe(asEmpty(reading))) hidden?.push(fault.name)
      }
    expect(unsafe).toEqual([])
    // Taken for empty, each of them would have been found. Where there is another way, a fault changes nothing.
    expect(hidden).toEqual([])
    expect(unread).toBeGreaterThanOrEqual((faults.length * stages) / 2)
  })
})
