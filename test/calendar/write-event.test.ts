import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeGoogle } from '../../src/calendar/google/events.ts'
import { writeMicrosoft } from '../../src/calendar/microsoft/events.ts'
import { usualBounds } from '../../src/calendar/refused.ts'
import type { WriteEvent } from '../../src/calendar/write-event.ts'
import type { EventToWrite } from '../../src/domain/calendars/writing.ts'
import { HOUR, type Instant } from '../../src/domain/time/time.ts'
import { EVENTS_OWNED, googleStandIn } from '../support/google-stand-in.ts'
import { microsoftStandIn, READ_WRITE } from '../support/microsoft-stand-in.ts'
import { lostReply, type Misbehaviour, type Reply, refusal } from '../support/provider-stand-in.ts'
import { MONDAY_10_UTC, testClock } from '../support/world.ts'

/** A calendar that events are written into, and what its owner sees and can do there. */
type Account = {
  write: WriteEvent
  token: string
  asked: string[]
  plant(fault: Misbehaviour, when?: { times?: number; name?: string }): void
  behave(): void
  refuse(status: number, code: string): Reply
  clear(): void
  revoke(): void
  seen(): { starts: Instant; ends: Instant; title: string; attendees: number }[]
}

const google = async (): Promise<Account> => {
  const it = await googleStandIn(testClock())
  const seen = () =>
    it.seen().map(({ start, end, summary, attendees }) => ({
      ...{ starts: Date.parse(start.dateTime), ends: Date.parse(end.dateTime) },
      ...{ title: summary, attendees: attendees.length },
    }))
  return {
    ...it,
    write: writeGoogle({ base: it.places.api, ...usualBounds }),
    token: it.grant(EVENTS_OWNED).access_token,
    seen,
  }
}

const microsoft = async (): Promise<Account> => {
  const it = await microsoftStandIn(testClock())
  const seen = () =>
    it.seen().map(({ start, end, subject, attendees }) => ({
      ...{ starts: Date.parse(`${start.dateTime}Z`), ends: Date.parse(`${end.dateTime}Z`) },
      ...{ title: subject, attendees: attendees.length },
    }))
  return {
    ...it,
    write: writeMicrosoft({ base: it.places.api, ...usualBounds }),
    token: it.grant(READ_WRITE).access_token,
    seen,
  }
}

const event = (sequence: number, hours = sequence): EventToWrite => ({
  ...{ uid: '01J@mentorship-bot', sequence },
  startsAt: MONDAY_10_UTC + hours * HOUR,
  endsAt: MONDAY_10_UTC + (hours + 1) * HOUR,
  ...{ title: `Mentoring ${sequence}`, description: 'with Ada & “Ben”\nagenda', location: '' },
})
const seenAs = ({ startsAt, endsAt, title }: EventToWrite) => ({
  ...{ starts: startsAt, ends: endsAt, title, attendees: 0 },
})

describe.each([
  ['Google', google],
  ['Microsoft', microsoft],
])('into %s', (_who, open) => {
  it('an event is created, moved and deleted', async () => {
    const { write, token, seen } = await open()
    expect(await write.put(token, event(0))).toEqual({ done: true })
    expect(seen()).toEqual([seenAs(event(0))])
    expect(await write.put(token, event(1))).toEqual({ done: true })
    expect(seen()).toEqual([seenAs(event(1))])
    for (const _ of [1, 2]) {
      expect(await write.remove(token, event(1).uid)).toEqual({ done: true })
      expect(seen()).toEqual([])
    }
  })

  it('an earlier state never replaces a later one', async () => {
    const { write, token, seen } = await open()
    await write.put(token, event(2))
    expect(await write.put(token, event(1))).toEqual({ done: true })
    expect(seen()).toEqual([seenAs(event(2))])
  })

  it('an event that its owner deleted comes back when the session is changed, again and again', async () => {
    const { write, token, clear, seen } = await open()
    for (const sequence of [0, 1, 2]) {
      expect(await write.put(token, event(sequence))).toEqual({ done: true })
      expect(seen()).toEqual([seenAs(event(sequence))])
      clear()
    }
  })

  it('two events of the app are two', async () => {
    const { write, token, seen } = await open()
    await write.put(token, event(0))
    await write.put(token, { ...event(0), uid: 'another@mentorship-bot' })
    expect(seen()).toHaveLength(2)
  })

  it.each([
    [401, 'revoked'],
    [403, 'forbidden'],
    [429, 'limited'],
    [500, 'server_error'],
    [503, 'server_error'],
    [400, 'unexpected'],
  ])('%i is said', async (status, fault) => {
    const { write, token, plant, refuse, seen } = await open()
    plant(refusal(refuse(status, 'whatever')))
    expect(await write.put(token, event(0))).toEqual({ fault })
    expect(seen()).toEqual([])
  })

  it('calls at once make one event, the latest', async () => {
    const { write, token, seen } = await open()
    for (const sequences of [
      [0, 0],
      [1, 2],
      [3, 3, 4],
    ]) {
      const done = await Promise.all(sequences.map((sequence) => write.put(token, event(sequence))))
      // One that others overtook too often says so, and is tried again.
      for (const [n, one] of done.entries())
        if ('fault' in one) await write.put(token, event(sequences[n] ?? 0))
      expect(seen()).toEqual([seenAs(event(Math.max(...sequences)))])
    }
  })

  it('whatever goes wrong on the way, in the end there is one event, as it should be, or none', async () => {
    const account = await open()
    const { write, token, plant, refuse, behave, clear, seen } = account
    const fault = fc.constantFrom<Misbehaviour>(
      ...[lostReply, lostReply, lostReply],
      ...[409, 410, 412, 429, 500, 404].map((status) => refusal(refuse(status, 'whatever'))),
      { works: true, answer: (_, response) => void response.end('<html>') },
      { works: true, answer: (_, response) => void response.writeHead(502).end() },
    )
    const step = fc.record({
      does: fc.constantFrom('put', 'put', 'put', 'remove', 'clear'),
      faults: fc.array(fc.record({ fault, after: fc.nat({ max: 2 }) }), { maxLength: 2 }),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        clear()
        run += 1
        const uid = `${run}@mentorship-bot`
        for (const [sequence, { does, faults }] of steps.entries()) {
          const wanted = { ...event(sequence), uid }
          if (does === 'clear') {
            clear()
            continue
          }
          const once = () => (does === 'put' ? write.put(token, wanted) : write.remove(token, uid))
          for (const { fault, after } of faults) {
            for (let n = 0; n < after; n++) await once()
            plant(fault)
            await once()
          }
          behave()
          expect(await once()).toEqual({ done: true })
          expect(seen()).toEqual(does === 'put' ? [seenAs(wanted)] : [])
        }
      }),
      { numRuns: Number(process.env.WRITING_RUNS ?? 15), seed: 20261129 },
    )
  })
})
