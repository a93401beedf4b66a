import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { ben, cleo, dora } from '../scene.ts'
import { hosted, NEXT_TUESDAY } from './hosted.ts'

const HELD = 'held'
const SEATED = 'seated'
const REFUSED_BEGUN = 'begun'

/**
 * When Ben gives up the only seat, for which Cleo and then Dora wait: what becomes of it at once, until when it is held
 * for Cleo, what her yes brings a moment before that and at that moment, and who has the seat after the one and the other.
 * Written by hand from spec 8-open-sessions, rule 2: the shorter of four hours and half of what is left.
 */
const table = [
  { before: 25 * HOUR, cleo: SEATED, until: null },
  { before: 24 * HOUR, cleo: SEATED, until: null },
  { before: 24 * HOUR - 1, cleo: HELD, until: 20 * HOUR - 1 },
  { before: 23 * HOUR, cleo: HELD, until: 19 * HOUR },
  { before: 8 * HOUR, cleo: HELD, until: 4 * HOUR },
  { before: 2 * HOUR, cleo: HELD, until: HOUR },
  { before: 10 * MINUTE, cleo: HELD, until: 5 * MINUTE },
  { before: 0, cleo: REFUSED_BEGUN, until: null },
] as const

const inWords = (before: number) => {
  const [hours, minutes] = [Math.floor(before / HOUR), (before % HOUR) / MINUTE]
  if (before === 0) return 'once it has begun'
  return hours > 0 ? `${hours + minutes / 60} hours before` : `${minutes} minutes before`
}

const scene = async (before: number) => {
  const here = await hosted()
  const session = await here.made({ seats: 1 })
  for (const member of [ben, cleo, dora]) await here.join(member, session)
  here.clock.set(NEXT_TUESDAY - before)
  const left = await here.leave(ben, session)
  return {
    ...here,
    session,
    left: left.outcome === 'refused' ? left.reason : left.outcome,
    at: (untilStart: number) => here.clock.set(NEXT_TUESDAY - untilStart),
    says: async (member: typeof cleo, yesOrNo: 'yes' | 'no') =>
      (await here.answer(member, session, yesOrNo)).outcome,
  }
}

describe.each(table)('a seat that comes free', ({ before, cleo: becomes, until }) => {
  it(`${inWords(before)} is ${becomes === REFUSED_BEGUN ? 'nobody’s' : becomes}`, async () => {
    const { session, left, standing, seated, waiting } = await scene(before)
    const stands = {
      [SEATED]: { is: 'seated', by: 'promoted' },
      [HELD]: { is: 'held', until: NEXT_TUESDAY - (until ?? 0) },
      [REFUSED_BEGUN]: { is: 'waiting', place: 1, passedOver: false },
    }
    expect(await standing(cleo, session)).toEqual(stands[becomes])
    const isBegun = becomes === REFUSED_BEGUN
    expect([left, await seated(session), await waiting(session)]).toEqual(
      isBegun ? ['begun', [ben], [cleo, dora]] : ['left', [cleo], [dora]],
    )
  })

  if (until === null) return
  it(`${inWords(before)} is theirs by a yes in time, and by no second one`, async () => {
    const { at, says, seated, session, upkeep, standing } = await scene(before)
    at(until + 1)
    await upkeep()
    expect(await says(cleo, 'yes')).toBe('seated')
    expect(await says(cleo, 'yes')).toBe('unchanged')
    at(until)
    await upkeep()
    expect([await seated(session), (await standing(cleo, session))?.is]).toEqual([[cleo], 'seated'])
  })

  it.each(['before', 'after'])(
    `${inWords(before)} goes on if the yes comes too late, %s the app has looked`,
    async (when) => {
      const { at, says, seated, session, upkeep, standing } = await scene(before)
      at(until)
      if (when === 'after') await upkeep()
      expect(await says(cleo, 'yes')).toBe('lapsed')
      expect(await says(cleo, 'yes')).toBe('lapsed')
      expect(await seated(session)).toEqual([dora])
      expect(await standing(cleo, session)).toEqual({ is: 'gone', because: 'lapsed' })
      expect(await says(dora, 'yes')).toBe('seated')
    },
  )

  it(`${inWords(before)} goes on at a no, of which no yes makes anything else`, async () => {
    const { says, seated, session } = await scene(before)
    expect(await says(cleo, 'no')).toBe('left')
    expect(await says(cleo, 'no')).toBe('unchanged')
    expect(await says(cleo, 'yes')).toBe('lapsed')
    expect(await seated(session)).toEqual([dora])
  })
})
