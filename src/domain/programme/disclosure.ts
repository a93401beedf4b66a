import type { TopicId } from '../ids.ts'
import type { Counted, ReportNumbers, SpanNumbers, TopicNumbers } from './report-numbers.ts'
import { before, CHARTED, type Period, type Stretches } from './report-periods.ts'

/** A number about fewer people is shown as “fewer than 5”. */
export const FEWEST = 5

/** A number as it may be shown: rounded down to a multiple of five; null: about fewer than five people, or none. */
export type Shown = number | null

/** In percent, to the nearest five. */
export type Share = number | null

export type ShownSpan = {
  sent: Shown
  notAccepted: Shown
  accepted: Shown
  met: Shown
  metAgain: Shown
  /** Rounded to whole days. */
  medianDays: Shown
  sessions: Shown
  hours: Shown
  mentors: Shown
  mentees: Shown
  busiestShare: Share
  /** Of a time before: only if it was kept who was listed then. */
  idleMentors: Shown | 'unknown'
  idleSeekers: Shown | 'unknown'
  feedback: { answers: Shown; great: Shown; fine: Shown; unmet: Shown }
}

export type ShownTopic = { topic: TopicId; sought: Shown; offered: Shown; nobodyOffers: boolean }

export type ShownReport = {
  period: Period
  now: ShownSpan
  /** null: there is nothing before all. */
  before: ShownSpan | null
  /** Sessions held in each stretch, the earliest first. */
  chart: { of: Stretches; sessions: readonly Shown[] }
  topics: readonly ShownTopic[]
}

/**
 * Rounds down to a multiple of five.
 *
 * Hiding small numbers is not enough: the last 90 days less the last 30 would give what happened to three people. Rounded
 * down, each number says only in which five it lies, and whatever is added up or taken away, the bounds that follow are
 * multiples of five below and one less than such a multiple above. So what remains between two numbers is never known
 * more closely than to five values, however many of them are compared (docs/decisions, 0014; shown by a solver in
 * test/proofs/report).
 */
const floored = (count: number): number => Math.floor(count / FEWEST) * FEWEST

const shown = ({ count, people }: Counted): Shown => (people < FEWEST ? null : floored(count))
const shownPeople = (people: number): Shown => shown({ count: people, people })

const share = (part: number, whole: number): number => Math.round((20 * part) / whole) * 5

/**
 * From the sessions as they are shown and how long one takes on average, to five minutes. The exact hours would tell
 * more of the sessions than their own number does: where all take as long, how many there were.
 */
const hoursOf = ({ sessions, minutes }: SpanNumbers): Shown => {
  const held = shown(sessions)
  if (held === null) return null
  const average = 5 * Math.round(minutes / sessions.count / 5)
  return Math.round((held * average) / 60)
}

const shownSpan = (numbers: SpanNumbers): ShownSpan => {
  const { sessions, busiest, feedback } = numbers
  const isShown = (counted: Counted) => counted.people >= FEWEST
  const answers = { count: 0, people: 0 }
  for (const { count, people } of Object.values(feedback)) {
    answers.count += count
    answers.people = Math.max(answers.people, people)
  }
  return {
    sent: shown(numbers.sent),
    notAccepted: shown(numbers.notAccepted),
    accepted: shown(numbers.accepted),
    met: shown(numbers.met),
    metAgain: shown(numbers.metAgain),
    medianDays:
      isShown(numbers.accepted) && numbers.medianDays !== null ? Math.round(numbers.medianDays) : null,
    sessions: shown(sessions),
    hours: hoursOf(numbers),
    mentors: shownPeople(numbers.mentors),
    mentees: shownPeople(numbers.mentees),
    // About the tenth as well as about the others.
    busiestShare:
      isShown(busiest) && isShown(sessions) && numbers.mentors - busiest.people >= FEWEST
        ? share(busiest.count, sessions.count)
        : null,
    idleMentors: shownPeople(numbers.idleMentors),
    idleSeekers: shownPeople(numbers.idleSeekers),
    feedback: {
      answers: shown(answers),
      great: shown(feedback.great),
      fine: shown(feedback.fine),
      unmet: shown(feedback.unmet),
    },
  }
}

/**
 * Asked for and offered by nobody first, then by what is asked for most, as far as it is shown: an order by the exact
 * numbers would give away what the rounding hides. That nobody offers a topic is no secret, since the directory shows
 * everybody who does; that nobody asks for it neither.
 */
const shownTopics = (topics: readonly TopicNumbers[], nameOf: (topic: TopicId) => string): ShownTopic[] =>
  topics
    .map(({ topic, sought, offered }) => ({
      topic,
      sought: shownPeople(sought),
      offered: shownPeople(offered),
      nobodyOffers: sought > 0 && offered === 0,
    }))
    .sort(
      (a, b) =>
        Number(b.nobodyOffers) - Number(a.nobodyOffers) ||
        (b.sought ?? 0) - (a.sought ?? 0) ||
        (b.offered ?? 0) - (a.offered ?? 0) ||
        nameOf(a.topic).localeCompare(nameOf(b.topic), 'en'),
    )

/**
 * What of a day's numbers may be shown for a period: the one way by which a number reaches anybody.
 * @param then the numbers of the day that ended one period earlier, if they were kept: who was listed then
 */
export const disclose = (
  numbers: ReportNumbers,
  period: Period,
  then: ReportNumbers | undefined,
  nameOf: (topic: TopicId) => string,
): ShownReport => {
  const earlier = before[period]
  const { of, count } = CHARTED[period]
  const now = shownSpan(numbers.spans[period])
  const listedThen = then && shownSpan(then.spans[period])
  return {
    period,
    now,
    before: earlier && {
      ...shownSpan(numbers.spans[earlier]),
      idleMentors: listedThen ? listedThen.idleMentors : 'unknown',
      idleSeekers: listedThen ? listedThen.idleSeekers : 'unknown',
    },
    chart: { of, sessions: numbers.stretches[of].slice(0, count).map(shown).reverse() },
    topics: shownTopics(numbers.topics, nameOf),
  }
}
