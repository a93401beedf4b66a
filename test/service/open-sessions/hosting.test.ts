import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../../src/domain/time/time.ts'
import { anna, ben, cleo } from '../scene.ts'
import { hosted, NEXT_TUESDAY } from './hosted.ts'

const WEEK = 7 * DAY
const refused = (reason: string) => expect.objectContaining({ outcome: 'refused', reason })

describe('an open session that is set up', () => {
  it('takes the mentor’s time at once, and only once however often its form is sent', async () => {
    const { host, book, intent } = await hosted()
    const once = intent()
    expect(await host({ intent: once })).toMatchObject({
      outcome: 'hosted',
      made: [{ mentor: anna, mentees: [], topic: 'Reading plans', startsAt: NEXT_TUESDAY }],
      notMade: [],
    })
    expect(await host({ intent: once })).toMatchObject({ outcome: 'unchanged' })
    const booking = { actor: ben, mentor: anna, mentee: ben, startsAt: NEXT_TUESDAY }
    expect(await book(booking)).toEqual({ outcome: 'unavailable', reason: 'mentor_busy' })
  })

  it('is made without the repetitions that collide, and names them', async () => {
    const { host, booked, clock } = await hosted()
    clock.set(NEXT_TUESDAY - DAY)
    const [second, fourth] = await Promise.all([
      booked({ actor: ben, mentor: anna, mentee: ben, startsAt: NEXT_TUESDAY + WEEK }),
      booked({ actor: anna, mentor: anna, mentee: cleo, startsAt: NEXT_TUESDAY + 3 * WEEK }),
    ])
    const answer = await host({ repeats: { every: 'week', times: 5 } })
    expect(answer).toMatchObject({
      outcome: 'hosted',
      made: [0, 2, 4].map((weeks) => ({ startsAt: NEXT_TUESDAY + weeks * WEEK })),
      notMade: [
        { startsAt: NEXT_TUESDAY + WEEK, with: { session: second.id } },
        { startsAt: NEXT_TUESDAY + 3 * WEEK, with: { session: fourth.id } },
      ],
    })
    expect(await host({ startsAt: NEXT_TUESDAY + WEEK })).toMatchObject({
      outcome: 'collides',
      with: { session: second.id },
    })
  })

  it('is refused beyond its limits, and in the past', async () => {
    const { host, clock } = await hosted()
    const faulty = (field: string) => expect.objectContaining({ outcome: 'faulty', field })
    expect(await host({ title: ' ' })).toEqual(faulty('title'))
    expect(await host({ title: 'x'.repeat(101) })).toEqual(faulty('title'))
    expect(await host({ minutes: 14 })).toEqual(faulty('minutes'))
    expect(await host({ seats: 0 })).toEqual(faulty('seats'))
    expect(await host({ seats: 3, fewest: 4 })).toEqual(faulty('fewest'))
    expect(await host({ repeats: { every: 'week', times: 13 } })).toEqual(faulty('times'))
    expect(await host({ startsAt: clock.now() })).toEqual({ outcome: 'past' })
  })

  it('is cancelled alone or with all of its series that are ahead, and tells everyone', async () => {
    const { host, cancel, join, told, clock, rows } = await hosted()
    const answer = await host({ repeats: { every: 'week', times: 4 } })
    const [first, second, third] = answer.outcome === 'hosted' ? answer.made.map(({ id }) => id) : []
    if (!first || !second || !third) throw new Error('not made')
    await join(ben, third)
    await told()
    expect(await cancel(ben, second)).toEqual(refused('not_found'))
    expect(await cancel(anna, second)).toEqual({ outcome: 'cancelled', sessions: [second] })
    expect(await cancel(anna, second)).toEqual({ outcome: 'unchanged', sessions: [] })
    expect(await told()).toEqual(['calendar UANNA', 'session UANNA'])
    clock.set(NEXT_TUESDAY)
    expect(await cancel(anna, first)).toEqual(refused('begun'))
    expect(await cancel(anna, first, 'all')).toMatchObject({ outcome: 'cancelled', sessions: [third, {}] })
    expect(await told()).toContain('session UBEN anew')
    const active = 'select count(*)::int as active from session_members where active'
    expect(await rows(active)).toEqual([{ active: 1 }])
  })
})

describe('the app cancels an open session', () => {
  it('if nobody has joined by the time the mentor named', async () => {
    const { made, clock, upkeep, told, rows, join, leave } = await hosted()
    const [free, taken] = [
      await made({ releaseHours: 2 }),
      await made({ releaseHours: 2, startsAt: NEXT_TUESDAY + 2 * HOUR }),
    ]
    await join(ben, taken)
    clock.set(NEXT_TUESDAY - 2 * HOUR - 1)
    await upkeep()
    await told()
    clock.advance(1)
    await upkeep()
    await upkeep()
    expect(await told()).toEqual(['calendar UANNA', 'session UANNA anew'])
    const ended = `select o.session_id, o.ended_because, s.status from open_sessions o
      join sessions s on s.id = o.session_id order by s.starts_at`
    expect(await rows(ended)).toEqual([
      { session_id: free, ended_because: 'released', status: 'cancelled' },
      { session_id: taken, ended_because: null, status: 'scheduled' },
    ])
    clock.set(NEXT_TUESDAY + HOUR)
    await leave(ben, taken)
    await upkeep()
    expect(await rows(ended)).toContainEqual({
      session_id: taken,
      ended_because: 'released',
      status: 'cancelled',
    })
  })

  it('if too few have a seat a day before: that is counted once', async () => {
    const { made, clock, upkeep, rows, join, leave } = await hosted()
    const few = await made({ fewest: 2 })
    const enough = await made({ fewest: 1, startsAt: NEXT_TUESDAY + 2 * HOUR })
    await join(ben, few)
    await join(ben, enough)
    clock.set(NEXT_TUESDAY - DAY)
    await upkeep()
    clock.set(NEXT_TUESDAY - DAY + 2 * HOUR)
    await upkeep()
    await leave(ben, enough)
    const late = await made({ fewest: 2, startsAt: NEXT_TUESDAY + 4 * HOUR - DAY })
    await upkeep()
    const ended = await rows('select session_id, ended_because from open_sessions')
    expect(Object.fromEntries(ended.map((row) => [row.session_id, row.ended_because]))).toEqual({
      [few]: 'too_few',
      [enough]: null,
      [late]: null,
    })
  })
})
