import { beforeAll, describe, expect, it } from 'vitest'
import { memberId } from '../../src/domain/ids.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { emptyDraft } from '../../src/slack/views/booking-draft.ts'
import { bookingModal } from '../../src/slack/views/booking-modal.ts'
import { account, type World, world } from '../support/world.ts'
import { worstAvailability } from '../support/worst-availability.ts'

const mentor = memberId('UANNA')
const mentee = memberId('UMUMBAI')

let w: World

beforeAll(async () => {
  w = await world([account(mentor, { zone: 'Europe/Berlin' }), account(mentee, { zone: 'Asia/Kolkata' })])
  expect(
    await w.services.setAvailability({ workspace: w.workspace, actor: mentor, draft: worstAvailability }),
  ).toMatchObject({
    outcome: 'saved',
  })
})

const draw = async (actor: typeof mentor) => {
  const member = actor === mentor ? mentee : mentor
  const actorIs = actor === mentor ? 'mentor' : 'mentee'
  const source = { member, actorIs } as const
  const options = await w.services.bookingOptions({ workspace: w.workspace, actor, source })
  if (options.outcome === 'refused') throw new Error(options.reason)
  return bookingModal(english, options, emptyDraft, undefined)
}

/** How often the code asks Intl what clocks show. */
const clockLooks = async (work: () => Promise<unknown>): Promise<number> => {
  const { prototype } = Intl.DateTimeFormat
  const own = Object.getOwnPropertyDescriptor(prototype, 'format')
  if (!own?.get) throw new Error('Intl has changed')
  const { get } = own
  let looks = 0
  Object.defineProperty(prototype, 'format', {
    ...own,
    get(this: Intl.DateTimeFormat) {
      looks += 1
      return get.call(this)
    },
  })
  await work().finally(() => Object.defineProperty(prototype, 'format', own))
  return looks
}

describe('a mentor who offers as many times as can be set', () => {
  it.each([
    ['mentor', mentor],
    ['mentee', mentee],
  ])('makes the app work out one day of times, not all of them, when the %s books', async (_role, actor) => {
    await draw(actor)
    const times = await clockLooks(() => draw(actor))
    // One look per day of the year for each zone, and a few for each time shown.
    expect(times).toBeLessThan(3_000)
  })

  it('costs a booking modal a few milliseconds of processor time', async () => {
    const took: number[] = []
    for (let round = 0; round < 9; round += 1) {
      const before = process.cpuUsage()
      await draw(mentor)
      const { user, system } = process.cpuUsage(before)
      took.push((user + system) / 1_000)
    }
    // It was 700 to 1,000 when all times were worked out. Some 10 of today's are the database's, in this process.
    expect(Math.min(...took)).toBeLessThan(100)
  })
})
