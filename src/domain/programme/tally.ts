import type { MemberId } from '../ids.ts'
import type { Instant } from '../time/time.ts'
import { DAY, MINUTE } from '../time/time.ts'
import { FEWEST } from './disclosure.ts'
import type { Counted, ReportNumbers, SpanNumbers, TopicNumbers } from './report-numbers.ts'
import { daysAgo, isIn, type Span, STRETCHES, spans } from './report-periods.ts'

/** A session that took place. */
export type HeldSession = {
  startsAt: Instant
  endsAt: Instant
  mentor: MemberId
  mentees: readonly MemberId[]
}

/** A request, as its sender knows it: nothing here can tell a dismissed one from a pending one. */
export type SentRequest = {
  sender: MemberId
  receiver: MemberId
  sentAt: Instant
  acceptedAt: Instant | null
}

/** `closedAt`: since then it cannot be changed any more. */
export type Answer = { kind: (typeof ANSWERS)[number]; by: MemberId; closedAt: Instant }

const ANSWERS = ['great', 'fine', 'unmet'] as const

export type Listed = { mentors: ReadonlySet<MemberId>; seekers: ReadonlySet<MemberId> }

/** Counts what is about people on one or two sides. */
const counter = () => {
  const [one, other] = [new Set<number>(), new Set<number>()]
  let count = 0
  return {
    one,
    other,
    add: (from: number, to: readonly number[] = [from]) => {
      count += 1
      one.add(from)
      for (const each of to) other.add(each)
    },
    counted: (): Counted => ({ count, people: Math.min(one.size, other.size) }),
  }
}

const counters = () => ({
  sent: counter(),
  notAccepted: counter(),
  accepted: counter(),
  met: counter(),
  metAgain: counter(),
  sessions: counter(),
  great: counter(),
  fine: counter(),
  unmet: counter(),
  waits: [] as number[],
  heldBy: new Map<number, number>(),
  minutes: 0,
})

/** Of each kind, who gave it, as often as they did. */
type Said = Readonly<Record<Answer['kind'], number[]>>

/**
 * Answers are counted several days' together, so that at least five people gave them: all at once, on the last of the days.
 * Else a number that changes from one day's report to the next would tell what the two said who had met before. What is
 * left since then waits for more.
 * @param byDay by how many days ago it was
 */
const batched = (byDay: ReadonlyMap<number, Said>): readonly { ago: number; said: readonly Said[] }[] => {
  const batches: { ago: number; said: readonly Said[] }[] = []
  let [waiting, people]: [Said[], Set<number>] = [[], new Set()]
  for (const [ago, said] of [...byDay].sort(([a], [b]) => b - a)) {
    waiting.push(said)
    for (const kind of ANSWERS) for (const one of said[kind]) people.add(one)
    if (people.size < FEWEST) continue
    batches.push({ ago, said: waiting })
    ;[waiting, people] = [[], new Set()]
  }
  return batches
}

/** Ids are as long as Slack's; small numbers in their place keep a year of a million sessions in memory. */
const MOST_MEMBERS = 2 ** 26

/**
 * Counts everything a report shows, for all its spans at once, from sessions that are added first and requests after
 * them. @param end of the report; nothing later is to be added
 */
export const tally = (end: Instant) => {
  const numbers = new Map<MemberId, number>()
  const numberOf = (member: MemberId) => {
    const known = numbers.get(member) ?? numbers.size
    numbers.set(member, known)
    return known
  }
  const pairOf = (one: MemberId, other: MemberId) => {
    const [a, b] = [numberOf(one), numberOf(other)]
    return Math.min(a, b) * MOST_MEMBERS + Math.max(a, b)
  }
  /** When a pair's latest session and the one before it began. */
  const latest = new Map<number, Instant>()
  const secondLatest = new Map<number, Instant>()
  const bySpan = new Map(spans.map((span) => [span, counters()]))
  const stretches = {
    weeks: Array.from({ length: STRETCHES.weeks.count }, counter),
    months: Array.from({ length: STRETCHES.months.count }, counter),
  }
  const saidOn = new Map<number, Said>()
  const spansOf = (ago: number) => [...bySpan].filter(([span]) => isIn(span, ago)).map(([, held]) => held)
  const spansAt = (at: Instant) => spansOf(daysAgo(end, at))

  const meet = (pair: number, startsAt: Instant) => {
    const last = latest.get(pair) ?? Number.NEGATIVE_INFINITY
    latest.set(pair, Math.max(last, startsAt))
    const second = Math.max(secondLatest.get(pair) ?? Number.NEGATIVE_INFINITY, Math.min(last, startsAt))
    if (second > Number.NEGATIVE_INFINITY) secondLatest.set(pair, second)
  }
  const since = (times: ReadonlyMap<number, Instant>, pair: number, from: Instant) =>
    (times.get(pair) ?? Number.NEGATIVE_INFINITY) >= from

  return {
    session: ({ startsAt, endsAt, mentor, mentees }: HeldSession): void => {
      const [by, others] = [numberOf(mentor), mentees.map(numberOf)]
      for (const held of spansAt(endsAt)) {
        held.sessions.add(by, others)
        held.minutes += Math.round((endsAt - startsAt) / MINUTE)
        held.heldBy.set(by, (held.heldBy.get(by) ?? 0) + 1)
      }
      const ago = daysAgo(end, endsAt)
      stretches.weeks[Math.floor(ago / STRETCHES.weeks.days)]?.add(by, others)
      stretches.months[Math.floor(ago / STRETCHES.months.days)]?.add(by, others)
      for (const mentee of mentees) meet(pairOf(mentor, mentee), startsAt)
    },

    request: ({ sender, receiver, sentAt, acceptedAt }: SentRequest): void => {
      const [from, to, pair] = [numberOf(sender), [numberOf(receiver)], pairOf(sender, receiver)]
      for (const held of spansAt(sentAt)) {
        held.sent.add(from, to)
        if (acceptedAt === null) {
          held.notAccepted.add(from, to)
          continue
        }
        held.accepted.add(from, to)
        held.waits.push(acceptedAt - sentAt)
        if (since(latest, pair, acceptedAt)) held.met.add(from, to)
        if (since(secondLatest, pair, acceptedAt)) held.metAgain.add(from, to)
      }
    },

    answer: ({ kind, by, closedAt }: Answer): void => {
      const ago = daysAgo(end, closedAt)
      const said = saidOn.get(ago) ?? { great: [], fine: [], unmet: [] }
      saidOn.set(ago, said)
      said[kind].push(numberOf(by))
    },

    /** The last thing that is asked for. */
    numbers: (listed: Listed, topics: readonly TopicNumbers[]): ReportNumbers => {
      for (const { ago, said } of batched(saidOn))
        for (const held of spansOf(ago))
          for (const kind of ANSWERS) for (const by of said.flatMap((day) => day[kind])) held[kind].add(by)
      const without = (members: ReadonlySet<MemberId>, took: ReadonlySet<number>) =>
        [...members].filter((member) => !took.has(numberOf(member))).length
      const numbersOf = (span: Span): SpanNumbers => {
        const held = bySpan.get(span) ?? counters()
        return {
          sent: held.sent.counted(),
          notAccepted: held.notAccepted.counted(),
          accepted: held.accepted.counted(),
          met: held.met.counted(),
          metAgain: held.metAgain.counted(),
          medianDays: median(held.waits),
          sessions: held.sessions.counted(),
          minutes: held.minutes,
          mentors: held.sessions.one.size,
          mentees: held.sessions.other.size,
          busiest: busiestOf(held.heldBy),
          idleMentors: without(listed.mentors, held.sessions.one),
          idleSeekers: without(listed.seekers, held.sessions.other),
          feedback: {
            great: held.great.counted(),
            fine: held.fine.counted(),
            unmet: held.unmet.counted(),
          },
        }
      }
      return {
        spans: {
          month: numbersOf('month'),
          monthBefore: numbersOf('monthBefore'),
          quarter: numbersOf('quarter'),
          quarterBefore: numbersOf('quarterBefore'),
          year: numbersOf('year'),
          yearBefore: numbersOf('yearBefore'),
          all: numbersOf('all'),
        },
        stretches: {
          weeks: stretches.weeks.map((one) => one.counted()),
          months: stretches.months.map((one) => one.counted()),
        },
        topics: [...topics],
      }
    },
  }
}

/** In days; of two in the middle, the longer one. */
const median = (waits: readonly number[]): number | null => {
  const middle = [...waits].sort((a, b) => a - b)[Math.floor(waits.length / 2)]
  return middle === undefined ? null : middle / DAY
}

const busiestOf = (heldBy: ReadonlyMap<number, number>): Counted => {
  const people = Math.ceil(heldBy.size / 10)
  const most = [...heldBy.values()].sort((a, b) => b - a).slice(0, people)
  return { count: most.reduce((sum, one) => sum + one, 0), people }
}
