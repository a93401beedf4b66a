import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { calendarReaders } from '../../../src/calendar/readers.ts'
import { MINUTE } from '../../../src/domain/time/time.ts'
import { services } from '../../../src/service/services.ts'
import { sealAccess } from '../../../src/store/calendar-access.ts'
import { insertSource } from '../../../src/store/calendar-sources.ts'
import { sealing } from '../../../src/store/sealing.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import { calendarReader } from '../../../src/worker/calendar-reader.ts'
import { feedServer, icalendar, vevent } from '../../support/feed-server.ts'
import { account, calendarKeys } from '../../support/world.ts'
import { postOffice, silent } from '../../worker/support/post-office.ts'

/** How many sources, over how many addresses, of which how many hang. */
const [sources = 300, addresses = 60, hanging = 20] = (process.env.CALENDAR_SOURCES ?? '300,60,20')
  .split(',')
  .map(Number)

/** How many addresses a process reads at once: `src/worker/calendar-reader.ts`. */
const PLACES = 16

const CALENDAR = icalendar(...vevent('DTSTART:20261201T090000Z', 'DURATION:PT1H'))

it(`of ${sources} calendars at ${addresses} addresses each address is fetched once in a round, no more than ${PLACES} at once, and those that hang hold up no message`, {
  timeout: 300_000,
}, async () => {
  let [open, most, isReleased] = [0, 0, false]
  const fetches = new Map<string, number>()
  const held: ServerResponse[] = []
  const server = await feedServer(({ url = '' }, response) => {
    fetches.set(url, (fetches.get(url) ?? 0) + 1)
    open += 1
    most = Math.max(most, open)
    response.on('close', () => {
      open -= 1
    })
    if (Number(url.replace(/\D/g, '')) >= hanging) response.end(CALENDAR)
    else if (isReleased) response.destroy()
    else held.push(response)
  })

  const office = await postOffice()
  const { parts, workspace, clock, anna, ben, cleo, dora } = office
  await office.send(anna, ben)
  const owners = [anna, ben]
  const sealed = sealing(calendarKeys)
  await parts.inWorkspace(workspace, async (tx) => {
    const locked = tx.behind(ownRows)
    for (let n = 0; n < sources; n += 1) {
      const address = server.address(`/${n % addresses}.ics`)
      const id = `source ${n}`
      const secret = sealAccess(sealed, workspace, id, { kind: 'feed', address })
      const readWith = createHash('sha256').update(address).digest('base64url')
      const member = owners[n % owners.length] ?? anna
      const isWritten = {
        id,
        member,
        kind: 'feed',
        host: '127.0.0.1',
        secret,
        readWith,
        writes: false,
      } as const
      // Those that hang have waited longest.
      insertSource(locked, isWritten, clock.now() - (n % addresses < hanging ? MINUTE : 0))
      if (n % 500 === 499) await tx.rows('select 1')
    }
  })
  const { read, stop } = calendarReaders({ allowPrivate: true, within: 120_000 })
  onTestFinished(stop)
  const { calendarReading } = services(
    {
      ...parts,
      calendars: {
        sealing: sealed,
        providers: {},
        reach: { read, write: async () => ({ done: true }), allowPrivate: true },
        wake: () => {},
      },
    },
    async (_workspace, id) => account(id),
  )
  if (!calendarReading) throw new Error('no calendars can be read')
  /** Looks, as often as something is connected or checked, until that many fetches were made, and then reads to the end. */
  const readUntil = async (count: number, meanwhile = async (_look: () => number) => {}) => {
    const parts = { clock, log: silent, toRead: async () => [workspace] }
    const reader = calendarReader({ ...parts, ...calendarReading })
    reader.start()
    onTestFinished(reader.stop)
    await meanwhile(() => {
      reader.wake()
      return open
    })
    const fetched = () => {
      reader.wake()
      return [...fetches.values()].reduce((sum, one) => sum + one, 0)
    }
    await expect.poll(fetched, { timeout: 240_000, interval: 100 }).toBeGreaterThanOrEqual(count)
    // Whatever is due all the same.
    await expect.poll(dueNow, { timeout: 60_000 }).toBe(0)
    await reader.stop()
    return [fetches.size, new Set(fetches.values())]
  }
  const dueNow = async () => {
    const [row] = await office.rows(
      `select count(*) filter (where due_at <= '${new Date(clock.now()).toISOString()}') as due
      from calendar_sources where workspace_id = :workspace`,
    )
    return Number(row?.due)
  }

  const once = await readUntil(addresses, async (look) => {
    try {
      await expect.poll(look, { timeout: 60_000 }).toBeGreaterThanOrEqual(PLACES)
      // Every place is taken, and stays so, until the servers let go.
      await office.send(cleo, dora)
      await office.outbox().drain()
      expect(office.dm(dora)).toHaveLength(1)
      expect([open, held.length, fetches.size]).toEqual([PLACES, PLACES, PLACES])
    } finally {
      isReleased = true
      for (const response of held) response.destroy()
    }
  })
  expect(once).toEqual([addresses, new Set([1])])

  clock.advance(16 * MINUTE)
  expect(await readUntil(2 * addresses)).toEqual([addresses, new Set([2])])
  expect(most).toBe(PLACES)
  const [known] = await office.rows(
    'select count(*) filter (where fault is null) as read from calendar_sources where workspace_id = :workspace',
  )
  const hang = Array.from({ length: sources }, (_, n) => n % addresses).filter((n) => n < hanging).length
  expect(Number(known?.read)).toBe(sources - hang)
})
