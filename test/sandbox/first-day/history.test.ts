import { describe, expect, it } from 'vitest'
import { memberId } from '../../../src/domain/ids.ts'
import { tally } from '../../../src/domain/programme/tally.ts'
import { FEEDBACK_OPEN_FOR } from '../../../src/domain/sessions/feedback.ts'
import { DAY, HOUR } from '../../../src/domain/time/time.ts'
import { threeMonths } from '../../../src/sandbox/first-day/history.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'

const sessions = threeMonths(MONDAY_10_UTC).flatMap(({ mentor, mentee, sessions }) =>
  sessions.map((session) => ({ mentor, mentee, ...session })),
)

describe('the three months with which the sandbox begins', () => {
  it('have five or more people on either side in each week, so that its bar is drawn', () => {
    const counted = tally(Math.floor(MONDAY_10_UTC / DAY) * DAY)
    for (const { mentor, mentee, startsAt } of sessions)
      counted.session({
        ...{ startsAt, endsAt: startsAt + HOUR / 2 },
        ...{ mentor: memberId(mentor), mentees: [memberId(mentee)] },
      })
    const { weeks } = counted.numbers({ mentors: new Set(), seekers: new Set() }, []).stretches
    expect(weeks.filter(({ people }) => people < 5)).toEqual([])
    expect(weeks).toHaveLength(12)
  })

  it('have enough that was said of sessions for its shares to be shown', () => {
    const end = Math.floor(MONDAY_10_UTC / DAY) * DAY
    const counted = tally(end)
    const closing = sessions.map((one) => ({ ...one, closedAt: one.startsAt + HOUR / 2 + FEEDBACK_OPEN_FOR }))
    for (const { mentor, mentee, closedAt, said } of closing.filter(({ closedAt }) => closedAt < end))
      for (const by of [mentor, mentee])
        counted.answer({ by: memberId(by), closedAt, kind: said === 'not_met' ? 'unmet' : said })
    const { quarter } = counted.numbers({ mentors: new Set(), seekers: new Set() }, []).spans
    for (const { people } of Object.values(quarter.feedback)) expect(people).toBeGreaterThanOrEqual(5)
    expect(quarter.feedback.great.count).toBeGreaterThan(quarter.feedback.fine.count)
  })

  it('have nobody in two sessions at once', () => {
    const starts = sessions.map(({ startsAt }) => startsAt)
    expect(new Set(starts).size).toBe(starts.length)
  })
})
