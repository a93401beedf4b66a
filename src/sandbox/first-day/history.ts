import { DAY, HOUR } from '../../domain/time/time.ts'

/** Two who met: who asked or offered, when that was, and when they met; never, if it was withdrawn. */
export type Past = {
  mentor: string
  mentee: string
  kind: 'offer' | 'session_request'
  sentAt: number
  /** Half an hour each, the first of which accepted it, and what both said of it. */
  sessions: readonly { startsAt: number; said: 'great' | 'fine' | 'not_met' }[]
}

const WEEKS = 12
const A_WEEK = 10

/**
 * Colleagues, so that nobody whom one plays begins with other people's history; mentors with a limit would be full. In
 * each week five or more of either side meet: a report draws nothing of fewer.
 */
const MENTORS = ['U0AMARA001', 'U0HANA0001', 'U0IRENA001', 'U0LIAM0001', 'U0MEI00001']
const MENTEES = ['U0FATIMA01', 'U0JONAS001', 'U0NOAH0001', 'U0KAVYA001', 'U0BJORN001', 'U0CAMILA01']

/** At noon, UTC, that many days ago, and so many half hours later: no two sessions of all are at the same time. */
const at = (now: number, daysAgo: number, slot: number) =>
  Math.floor(now / DAY - daysAgo) * DAY + 12 * HOUR + (slot * HOUR) / 2

/** Most were great. */
const saidOf = (n: number) => (n % 11 === 3 ? 'not_met' : n % 4 === 1 ? 'fine' : 'great')

/** Three months of a small programme that grows: every week some pairs begin, and half of them meet again. */
export const threeMonths = (now: number): readonly Past[] =>
  Array.from({ length: WEEKS * A_WEEK }, (_, n): Past => {
    const [week, slot] = [Math.floor(n / A_WEEK), n % A_WEEK]
    const daysAgo = 7 * (WEEKS - week)
    const mentor = MENTORS[(n + week) % MENTORS.length] ?? ''
    const mentee = MENTEES[(n * 5 + week * 3) % MENTEES.length] ?? ''
    const met = [daysAgo - 3, ...(n % 2 === 0 ? [daysAgo - 5] : [])]
    return {
      ...{ mentor, mentee, kind: n % 3 === 0 ? 'offer' : 'session_request' },
      sentAt: at(now, daysAgo, slot),
      // The rest was withdrawn, more in the first weeks.
      sessions:
        slot >= 6 + week / 3 ? [] : met.map((days) => ({ startsAt: at(now, days, slot), said: saidOf(n) })),
    }
  })
