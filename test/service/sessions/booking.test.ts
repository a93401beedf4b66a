import { describe, expect, it } from 'vitest'
import { defaultAvailability } from '../../../src/domain/availability/availability.ts'
import { memberId } from '../../../src/domain/ids.ts'
import type { MentoringRole } from '../../../src/domain/member.ts'
import { DAY, MINUTE } from '../../../src/domain/time/time.ts'
import { saveAvailability } from '../../../src/store/availabilities.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import { account, MONDAY_10_UTC } from '../../support/world.ts'
import { anna, ben, cleo, dora, scene, TUESDAY_9, TUESDAY_9_30, TUESDAY_10 } from '../scene.ts'

const WEDNESDAY_7 = Date.UTC(2026, 10, 25, 7)

describe('a member books with a mentor', () => {
  it('on a free slot; the next member finds it taken, and nothing of theirs changes', async () => {
    const { offer, booked, book, statuses, rowCounts } = await scene()
    const offered = await offer(anna, cleo)
    await booked({ actor: ben, mentor: anna, mentee: ben })
    const before = await rowCounts()
    const answer = await book({ actor: cleo, mentor: anna, mentee: cleo, origin: offered.id })
    expect(answer).toEqual({ outcome: 'unavailable', reason: 'mentor_busy' })
    expect(await statuses(offered)).toEqual(['pending'])
    expect(await rowCounts()).toEqual(before)
  })

  it.each([
    ['before now', MONDAY_10_UTC - 30 * MINUTE, 'past'],
    ['within twelve hours', Date.UTC(2026, 10, 23, 15), 'too_soon'],
    ['further ahead than four weeks', TUESDAY_9 + 28 * DAY, 'beyond_horizon'],
    ['on a Saturday', Date.UTC(2026, 10, 28, 10), 'outside_hours'],
    ['after office hours', Date.UTC(2026, 10, 24, 17), 'outside_hours'],
    ['between two slots', TUESDAY_9 + 15 * MINUTE, 'off_grid'],
  ])('but not %s', async (_when, startsAt, reason) => {
    const { offer, book, statuses, rowCounts } = await scene()
    const offered = await offer(anna, ben)
    const before = await rowCounts()
    const answer = await book({ actor: ben, mentor: anna, mentee: ben, startsAt, confirmed: true })
    expect(answer).toEqual({ outcome: 'unavailable', reason })
    expect(await statuses(offered)).toEqual(['pending'])
    expect(await rowCounts()).toEqual(before)
  })

  it('but not during another of their sessions, even one as mentor', async () => {
    const { booked, book } = await scene()
    await booked({ actor: ben, mentor: ben, mentee: cleo })
    const answer = await book({ actor: ben, mentor: anna, mentee: ben })
    expect(answer).toEqual({ outcome: 'unavailable', reason: 'mentee_busy' })
  })

  it('but not once the mentor’s week is full, from its first slot to its last', async () => {
    const { booked, book, parts, workspace, clock } = await scene()
    const [monday, allDay] = [Date.UTC(2026, 10, 30), [{ from: '00:00', to: '24:00' }]]
    const weekly = { ...defaultAvailability('UTC').weekly, monday: allDay, sunday: allDay }
    const availability = { ...defaultAvailability('UTC'), weekly, weeklyCap: 1 }
    await parts.inWorkspace(workspace, async (tx) =>
      saveAvailability(tx.behind(ownRows), anna, availability, clock.now()),
    )
    await booked({ actor: ben, mentor: anna, mentee: ben, startsAt: monday })
    const lastOfTheWeek = monday + 7 * DAY - 30 * MINUTE
    expect(await book({ actor: cleo, mentor: anna, mentee: cleo, startsAt: lastOfTheWeek })).toEqual({
      outcome: 'unavailable',
      reason: 'weekly_cap',
    })
    await booked({ actor: cleo, mentor: anna, mentee: cleo, startsAt: monday + 7 * DAY })
  })

  it('at the hours, length and place that the mentor has set', async () => {
    const { booked, book, parts, workspace, clock } = await scene()
    const availability = {
      ...defaultAvailability('Asia/Kolkata'),
      sessionMinutes: 45,
      bufferAfterMinutes: 15,
      location: 'the roof',
    }
    await parts.inWorkspace(workspace, async (tx) =>
      saveAvailability(tx.behind(ownRows), anna, availability, clock.now()),
    )
    const nineInKolkata = Date.UTC(2026, 10, 24, 3, 30)
    const session = await booked({ actor: ben, mentor: anna, mentee: ben, startsAt: nineInKolkata })
    expect(session).toMatchObject({ endsAt: nineInKolkata + 45 * MINUTE, location: 'the roof' })
    const within = { actor: cleo, mentor: anna, mentee: cleo, startsAt: nineInKolkata + 45 * MINUTE }
    expect(await book(within)).toEqual({ outcome: 'unavailable', reason: 'mentor_busy' })
    const after = { ...within, startsAt: nineInKolkata + 90 * MINUTE }
    expect(await book(after)).toMatchObject({ outcome: 'booked' })
  })
})

describe('a mentor books with a mentee', () => {
  it('at any future time, slot or not, notice or not', async () => {
    const { ask, booked, statuses } = await scene()
    const asked = await ask(ben, anna)
    const session = await booked({
      actor: anna,
      mentor: anna,
      mentee: ben,
      startsAt: MONDAY_10_UTC + 7 * MINUTE,
      origin: asked.id,
    })
    expect(session.endsAt - session.startsAt).toBe(30 * MINUTE)
    expect(await statuses(asked)).toEqual(['accepted'])
  })

  it('outside the mentee’s day only after confirming it', async () => {
    const { ask, book, statuses, rowCounts } = await scene()
    const asked = await ask(ben, anna)
    const before = await rowCounts()
    const early = { actor: anna, mentor: anna, mentee: ben, startsAt: WEDNESDAY_7, origin: asked.id }
    expect(await book(early)).toEqual({ outcome: 'confirm', warning: 'outside_waking_hours' })
    expect(await rowCounts()).toEqual(before)
    expect(await book({ ...early, confirmed: true })).toMatchObject({
      outcome: 'booked',
      accepted: { kind: 'session_request', count: 1 },
    })
    expect(await statuses(asked)).toEqual(['accepted'])
  })

  it('by the mentee’s clock, wherever the mentor is', async () => {
    const tokyo = memberId('UTOKYO')
    const { book } = await scene([account('UTOKYO', { zone: 'Asia/Tokyo' })])
    const seenFrom = { actor: anna, mentor: anna, mentee: tokyo }
    expect(await book({ ...seenFrom, startsAt: TUESDAY_10 + 60 * MINUTE })).toMatchObject({
      outcome: 'confirm',
    })
    expect(await book({ ...seenFrom, startsAt: TUESDAY_10 + 30 * MINUTE })).toMatchObject({
      outcome: 'booked',
    })
  })

  it.each([
    ['in the past', MONDAY_10_UTC, 'past'],
    ['more than a year ahead', MONDAY_10_UTC + 367 * DAY, 'too_far'],
  ])('but not %s', async (_when, startsAt, reason) => {
    const { book, rowCounts } = await scene()
    const before = await rowCounts()
    const answer = await book({ actor: anna, mentor: anna, mentee: ben, startsAt, confirmed: true })
    expect(answer).toEqual({ outcome: 'unavailable', reason })
    expect(await rowCounts()).toEqual(before)
  })

  it('but not during another session of either side, even when confirmed', async () => {
    const { booked, book } = await scene()
    await booked({ actor: cleo, mentor: dora, mentee: cleo })
    const over = { startsAt: TUESDAY_9 + 10 * MINUTE, confirmed: true }
    expect(await book({ actor: anna, mentor: anna, mentee: cleo, ...over })).toEqual({
      outcome: 'unavailable',
      reason: 'mentee_busy',
    })
    expect(await book({ actor: dora, mentor: dora, mentee: ben, ...over })).toEqual({
      outcome: 'unavailable',
      reason: 'mentor_busy',
    })
    expect(await book({ actor: dora, mentor: dora, mentee: ben, startsAt: TUESDAY_9_30 })).toMatchObject({
      outcome: 'booked',
    })
  })
})

describe('the booking modal opens', () => {
  it('from a request with its other side, the role that it gives, and how many requests a booking accepts', async () => {
    const { offer, ask, services, workspace, dismiss } = await scene()
    const [first, second] = [await offer(anna, ben), await offer(anna, ben)]
    const asked = await ask(anna, ben)
    await dismiss(ben, first.id)
    const open = (source: Parameters<typeof services.bookingOptions>[0]['source']) =>
      services.bookingOptions({ workspace, actor: ben, source })
    expect(await open({ card: first.card })).toMatchObject({
      actorIs: 'mentee',
      mentor: { id: anna },
      mentee: { id: ben },
      accepts: 2,
      origin: { id: second.id, message: second.message },
    })
    expect(await open({ request: asked.id })).toMatchObject({
      actorIs: 'mentor',
      mentor: { id: ben },
      mentee: { id: anna },
      accepts: 1,
      origin: { id: asked.id },
    })
  })

  it('from a name as mentor if that member asked for a session, and as mentee otherwise', async () => {
    const { ask, services, workspace } = await scene()
    const open = (actorIs: MentoringRole | null) =>
      services.bookingOptions({ workspace, actor: ben, source: { member: anna, actorIs } })
    expect(await open(null)).toMatchObject({ actorIs: 'mentee', origin: null, accepts: 0 })
    await ask(anna, ben)
    expect(await open(null)).toMatchObject({ actorIs: 'mentor', accepts: 1 })
    expect(await open('mentee')).toMatchObject({ actorIs: 'mentee', accepts: 0 })
  })

  it('with a day of the mentor’s free slots, and a mentor is not bound by their own notice', async () => {
    const { booked, services, workspace } = await scene([account('UTOKYO', { zone: 'Asia/Tokyo' })])
    await booked({ actor: ben, mentor: anna, mentee: ben })
    const open = async (actor: typeof anna, member: typeof anna, actorIs: MentoringRole) => {
      const seen = await services.bookingOptions({ workspace, actor, source: { member, actorIs } })
      if (seen.outcome === 'refused') throw new Error(seen.reason)
      return { ...seen.day, starts: seen.day.slots.map(({ start }) => start) }
    }
    const seen = await open(cleo, anna, 'mentee')
    expect([seen.date, seen.previous, seen.next]).toEqual(['2026-11-24', undefined, '2026-11-25'])
    expect(seen.starts).not.toContain(TUESDAY_9)
    expect(seen.starts).toContain(TUESDAY_9_30)
    expect((await open(anna, cleo, 'mentor')).date).toBe('2026-11-23')
  })

  it('with those in the daytime of both first, whichever of the two books', async () => {
    const tokyo = memberId('UTOKYO')
    const { services, workspace } = await scene([account('UTOKYO', { zone: 'Asia/Tokyo' })])
    const marks = async (actor: typeof anna, member: typeof anna, actorIs: MentoringRole) => {
      const times = { day: '2026-11-25', chosen: null, minutes: null }
      const seen = await services.bookingOptions({ workspace, actor, source: { member, actorIs }, times })
      if (seen.outcome === 'refused') throw new Error(seen.reason)
      return seen.day.slots.map(({ start, own, other }) => [new Date(start).getUTCHours(), own, other])
    }
    // Anna's 09:00 to 17:00 UTC are 18:00 to 02:00 in Tokyo.
    const mentors = await marks(anna, tokyo, 'mentor')
    expect(mentors[0]).toEqual([9, null, null])
    expect(mentors.at(-1)).toEqual([16, null, 'early'])
    const mentees = await marks(tokyo, anna, 'mentee')
    expect(mentees[0]).toEqual([9, null, null])
    expect(mentees.some(([, own, other]) => own === 'late' && other === null)).toBe(true)
  })
})

describe('the length and the place of one session', () => {
  it('are a mentor’s to choose, and take as much time as they say', async () => {
    const { book, booked } = await scene()
    const long = await booked({
      ...{ actor: anna, mentor: anna, mentee: ben, startsAt: TUESDAY_9 },
      ...{ minutes: 90, location: 'the roof' },
    })
    expect(long).toMatchObject({ endsAt: TUESDAY_9 + 90 * MINUTE, location: 'the roof' })
    const next = (startsAt: number) => book({ actor: cleo, mentor: anna, mentee: cleo, startsAt })
    expect(await next(TUESDAY_9 + 60 * MINUTE)).toMatchObject({ reason: 'mentor_busy' })
    expect(await next(TUESDAY_9 + 90 * MINUTE)).toMatchObject({ outcome: 'booked' })
  })

  it('decide which times are free', async () => {
    const { services, workspace, booked } = await scene()
    await booked({ actor: ben, mentor: anna, mentee: ben, startsAt: TUESDAY_9 + 60 * MINUTE })
    const starts = async (minutes: number | null, actor = anna) => {
      const seen = await services.bookingOptions({
        ...{ workspace, actor },
        source: actor === anna ? { member: cleo, actorIs: 'mentor' } : { member: anna, actorIs: 'mentee' },
        times: { day: '2026-11-24', chosen: null, minutes },
      })
      if (seen.outcome === 'refused') throw new Error(seen.reason)
      expect(seen.usualMinutes).toBe(30)
      return seen.day.slots.map(({ start }) => (start - TUESDAY_9) / MINUTE)
    }
    expect((await starts(null)).slice(0, 3)).toEqual([0, 30, 90])
    expect((await starts(90)).slice(0, 2)).toEqual([90, 180])
    // A mentee asks for no length.
    expect((await starts(90, cleo)).slice(0, 3)).toEqual([0, 30, 90])
  })

  it('are not a mentee’s, who is refused if the length is not the one they were shown', async () => {
    const here = await scene()
    const book = (minutes: number) =>
      here.book({ actor: ben, mentor: anna, mentee: ben, minutes, location: 'my place' })
    expect(await book(60)).toEqual({ outcome: 'unavailable', reason: 'off_grid' })
    expect(await book(30)).toMatchObject({ outcome: 'booked', session: { location: '' } })
  })

  it('are held to their bounds', async () => {
    const here = await scene()
    const book = (changes: { minutes?: number; location?: string }) =>
      here.book({ actor: anna, mentor: anna, mentee: ben, ...changes })
    for (const minutes of [0, 14, 241, 30.5]) await expect(book({ minutes })).rejects.toThrow(RangeError)
    expect(await book({ location: 'x'.repeat(301) })).toMatchObject({ reason: 'location_too_long' })
    expect(await book({ minutes: 240, location: 'x'.repeat(300) })).toMatchObject({ outcome: 'booked' })
  })
})

describe('a session', () => {
  it('cannot be cancelled once it has begun', async () => {
    const { booked, services, workspace, clock, rowCounts, rows } = await scene()
    const { id } = await booked({ actor: ben, mentor: anna, mentee: ben })
    const cancel = () => services.cancel({ workspace, actor: ben, session: id, reason: null })
    clock.set(TUESDAY_9)
    const before = await rowCounts()
    expect(await cancel()).toEqual({ outcome: 'refused', reason: 'begun' })
    expect(await rowCounts()).toEqual(before)
    expect(await rows('select status from sessions where workspace_id = :workspace')).toEqual([
      { status: 'scheduled' },
    ])
    clock.set(TUESDAY_9 - 1)
    expect(await cancel()).toMatchObject({ outcome: 'cancelled' })
  })
})
