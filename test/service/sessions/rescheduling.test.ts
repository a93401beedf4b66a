import { describe, expect, it } from 'vitest'
import { defaultAvailability } from '../../../src/domain/availability/availability.ts'
import type { SlotDay } from '../../../src/domain/availability/slot-day.ts'
import type { MemberId } from '../../../src/domain/ids.ts'
import { HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import type { Rescheduling } from '../../../src/service/sessions/reschedule.ts'
import { saveAvailability } from '../../../src/store/availabilities.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'
import { anna, ben, cleo, nobodysSession, scene, TUESDAY_9, TUESDAY_9_30, TUESDAY_10 } from '../scene.ts'

const ANY = { chosen: null, minutes: null }

/** Ben has booked a session with Anna on Tuesday at nine. */
const given = async () => {
  const here = await scene()
  const { services, workspace, booked, openHome, told } = here
  const session = await booked({ actor: ben, mentor: anna, mentee: ben })
  await openHome(anna, ben)
  await told()
  const move = (actor: MemberId, startsAt: number, changes: Partial<Rescheduling> = {}) =>
    services.reschedule({
      minutes: null,
      ...{ workspace, actor, session: session.id, sequence: 0, startsAt, confirmed: false },
      ...changes,
    })
  const options = (actor: MemberId, id = session.id, day: string | null = '2026-11-24') =>
    services.bookingOptions({ workspace, actor, source: { session: id }, times: { day, ...ANY } })
  const cancel = () => services.cancel({ workspace, actor: ben, session: session.id, reason: null })
  return { ...here, session, move, options, cancel }
}

const refused = (reason: string) => ({ outcome: 'refused', reason })
const unavailable = (reason: string) => ({ outcome: 'unavailable', reason })

describe('a session is moved', () => {
  it('by either side, even to a time that overlaps its own, and stays the same session', async () => {
    const { session, move, told } = await given()
    expect(await move(ben, TUESDAY_9_30)).toEqual({
      outcome: 'rescheduled',
      session: {
        ...session,
        ...{ startsAt: TUESDAY_9_30, endsAt: TUESDAY_10, sequence: 1 },
        moved: { by: ben, from: TUESDAY_9 },
      },
    })
    expect(await told()).toEqual([
      'calendar UANNA',
      'calendar UBEN',
      'home UANNA',
      'home UBEN',
      'session UANNA anew',
      'session UBEN',
    ])
    expect(await move(anna, TUESDAY_9_30 + 10 * MINUTE, { sequence: 1 })).toMatchObject({
      outcome: 'rescheduled',
      session: { id: session.id, startsAt: TUESDAY_9_30 + 10 * MINUTE, sequence: 2 },
    })
  })

  it('together with the card of the request that it accepted; it keeps its length, and its place once it has one', async () => {
    const { offer, booked, services, workspace, parts, clock, told } = await scene()
    await offer(anna, ben)
    const { id } = await booked({ actor: ben, mentor: anna, mentee: ben })
    const set = (location: string) =>
      parts.inWorkspace(workspace, async (tx) =>
        saveAvailability(
          tx.behind(ownRows),
          anna,
          { ...defaultAvailability('UTC'), location, sessionMinutes: 60 },
          clock.now(),
        ),
      )
    await set('the roof')
    await told()
    const move = { workspace, actor: ben, session: id, confirmed: false }
    const there = { location: 'the roof', endsAt: TUESDAY_10 + 30 * MINUTE }
    expect(
      await services.reschedule({ minutes: null, ...move, sequence: 0, startsAt: TUESDAY_10 }),
    ).toMatchObject({
      session: there,
    })
    expect(await told()).toContain('card UBEN')
    await set('the cellar')
    expect(
      await services.reschedule({ minutes: null, ...move, sequence: 1, startsAt: TUESDAY_9 }),
    ).toMatchObject({
      session: { location: 'the roof' },
    })
  })

  it('to its own time without any change or notice', async () => {
    const { session, move, told } = await given()
    expect(await move(ben, TUESDAY_9, { sequence: 7 })).toEqual({ outcome: 'unchanged', session })
    expect(await told()).toEqual([])
  })

  it('but not from a view older than the other side’s move', async () => {
    const { session, move } = await given()
    await move(anna, TUESDAY_10)
    expect(await move(ben, TUESDAY_9_30)).toMatchObject({
      outcome: 'overtaken',
      session: { id: session.id, startsAt: TUESDAY_10, sequence: 1 },
    })
  })

  it('but not once it has begun or was cancelled, not by others, and not if it does not exist', async () => {
    const { move, options, cancel, clock } = await given()
    const each = async (actor: MemberId, changes = {}) => [
      await move(actor, TUESDAY_10, changes),
      await options(actor, 'session' in changes ? nobodysSession : undefined),
    ]
    expect(await each(cleo)).toEqual([refused('not_found'), refused('not_found')])
    expect(await each(ben, { session: nobodysSession })).toEqual([refused('not_found'), refused('not_found')])
    clock.set(TUESDAY_9)
    expect(await each(ben)).toEqual([refused('begun'), refused('begun')])
    clock.set(MONDAY_10_UTC)
    await cancel()
    expect(await each(ben)).toEqual([refused('cancelled'), refused('cancelled')])
  })

  it('by the mentee onto a free slot, by the mentor to any free time', async () => {
    const { move, booked } = await given()
    await booked({ actor: cleo, mentor: anna, mentee: cleo, startsAt: TUESDAY_10 })
    expect(await move(ben, TUESDAY_9 + 10 * MINUTE)).toEqual(unavailable('off_grid'))
    expect(await move(ben, TUESDAY_10)).toEqual(unavailable('mentor_busy'))
    expect(await move(anna, TUESDAY_10 - 10 * MINUTE)).toEqual(unavailable('mentor_busy'))
    expect(await move(anna, MONDAY_10_UTC)).toEqual(unavailable('past'))
    const night = TUESDAY_9 - 3 * HOUR
    expect(await move(anna, night)).toEqual({ outcome: 'confirm', warning: 'outside_waking_hours' })
    expect(await move(anna, night, { confirmed: true })).toMatchObject({ outcome: 'rescheduled' })
  })
})

describe('the times to which a session can be moved', () => {
  const startsOf = (answer: object) =>
    'day' in answer ? (answer.day as SlotDay).slots.map(({ start }) => start) : []

  it('depend on each side’s role, and leave out its own, which counts as free', async () => {
    const { session, options } = await given()
    const [mentors, mentees] = [await options(anna), await options(ben)]
    const shown = { mentor: { id: anna }, mentee: { id: ben }, moves: session, accepts: 0, origin: null }
    expect(mentors).toMatchObject({ ...shown, outcome: 'options', actorIs: 'mentor' })
    expect(mentees).toMatchObject({ ...shown, outcome: 'options', actorIs: 'mentee' })
    for (const answer of [mentors, mentees]) {
      expect(startsOf(answer)).not.toContain(TUESDAY_9)
      expect(startsOf(answer)).toContain(TUESDAY_9_30)
    }
  })

  it('ignore notice and weekly cap for the mentor', async () => {
    const { options, parts, workspace, clock } = await given()
    const strict = { ...defaultAvailability('UTC'), leadMinutes: 3 * 24 * 60, weeklyCap: 1 }
    await parts.inWorkspace(workspace, async (tx) =>
      saveAvailability(tx.behind(ownRows), anna, strict, clock.now()),
    )
    const today = MONDAY_10_UTC + HOUR
    expect(startsOf(await options(anna, undefined, null))).toContain(today)
    const bens = startsOf(await options(ben, undefined, null))
    expect(bens.length).toBeGreaterThan(0)
    expect(bens.every((start) => start >= MONDAY_10_UTC + 72 * HOUR)).toBe(true)
  })
})

describe('the length of a session', () => {
  it('is what it was booked with, and the mentor alone can change it, with or without its time', async () => {
    const { session, move, options } = await given()
    expect(await move(ben, TUESDAY_10, { minutes: 60 })).toMatchObject({
      session: { startsAt: TUESDAY_10, endsAt: TUESDAY_10 + 30 * MINUTE },
    })
    expect(await move(anna, TUESDAY_10, { sequence: 1, minutes: 30 })).toMatchObject({ outcome: 'unchanged' })
    expect(await move(anna, TUESDAY_10, { sequence: 1, minutes: 90 })).toMatchObject({
      outcome: 'rescheduled',
      session: { id: session.id, startsAt: TUESDAY_10, endsAt: TUESDAY_10 + 90 * MINUTE, sequence: 2 },
    })
    expect(await options(ben)).toMatchObject({ usualMinutes: 90, availability: { sessionMinutes: 90 } })
    // Ninety minutes from Ben's next free slot.
    expect(await move(ben, TUESDAY_9 + 3 * HOUR, { sequence: 2 })).toMatchObject({
      session: { endsAt: TUESDAY_9 + 4.5 * HOUR },
    })
  })
})
