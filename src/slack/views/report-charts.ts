import type { Chart, Slide } from '../../domain/programme/chart.ts'
import type { Shown, ShownSpan } from '../../domain/programme/disclosure.ts'
import { STRETCHES } from '../../domain/programme/report-periods.ts'
import { addDays } from '../../domain/time/time.ts'
import type { ReportState } from '../../service/programme/reports.ts'
import type { Words } from '../text/words.ts'

type CanWrite = (text: string) => boolean

/** As many topics as a chart shows side by side. */
const MOST_TOPICS = 8

/** The charts of a report, as Slack draws them and as its picture shows them. */
export const reportCharts = (words: Words, state: ReportState): readonly Chart[] => [
  funnel(words, state),
  sessions(words, state),
  ...topics(words, state),
]

/** @param canWrite whether the picture's font has the letters of a text */
export const reportSlide = (words: Words, state: ReportState, canWrite: CanWrite): Slide => ({
  title: words.report.title(state.shown.period),
  subtitle: `${words.report.until(state.day, state.day)} ${words.report.rounded}`,
  charts: reportCharts(words, state).map((chart) => ({
    ...chart,
    categories: chart.categories.map((name, at) => (canWrite(name) ? name : words.report.nth(at + 1))),
  })),
  few: words.report.few,
  empty: words.report.nothingYet,
})

/** What the charts say, each whole or left out. @param most as many characters as fit */
export const readOut = (words: Words, charts: readonly Pick<Chart, 'says'>[], most: number): string => {
  const said = charts.map(({ says }) => says)
  const { altGoesOn } = words.report
  if (said.join(' ').length <= most) return said.join(' ')
  const fitting: string[] = []
  for (const sentence of said)
    if ([...fitting, sentence, altGoesOn].join(' ').length <= most) fitting.push(sentence)
  return [...fitting, altGoesOn].join(' ')
}

/** The topics that the picture only numbers, since it has no letters for their names: their number, and the name. */
export const numberedTopics = (
  { shown, topicNames }: ReportState,
  canWrite: CanWrite,
): readonly (readonly [number, string])[] =>
  charted(shown).flatMap(({ topic }, at) => {
    const name = topicNames.get(topic) ?? ''
    return canWrite(name) ? [] : [[at + 1, name] as const]
  })

const charted = ({ topics }: ReportState['shown']) => topics.slice(0, MOST_TOPICS)

const chart = (
  words: Words,
  drawn: Pick<Chart, 'kind' | 'title' | 'categories'>,
  series: readonly { name: string; values: readonly Shown[] }[],
): Chart => ({
  ...drawn,
  series,
  says: series
    .map(({ name, values }) =>
      words.report.says(
        series.length > 1 ? `${drawn.title}, ${name}` : drawn.title,
        values.map((value, at) => [drawn.categories[at] ?? '', value]),
      ),
    )
    .join(' '),
})

const funnel = (words: Words, { shown }: ReportState): Chart => {
  const { funnel: names, thisPeriod, periodBefore } = words.report
  const steps = ({ sent, accepted, met, metAgain }: ShownSpan) => [sent, accepted, met, metAgain]
  return chart(
    words,
    {
      kind: 'bars',
      title: names.title,
      categories: [names.sent, names.accepted, names.met, names.metAgain],
    },
    [
      { name: thisPeriod(shown.period), values: steps(shown.now) },
      ...(shown.before ? [{ name: periodBefore(shown.period), values: steps(shown.before) }] : []),
    ],
  )
}

const sessions = (words: Words, { day, shown }: ReportState): Chart => {
  const { of, sessions: held } = shown.chart
  const { days } = STRETCHES[of]
  const from = (at: number) => addDays(day, 1 - days * (held.length - at))
  // Before the first number that is shown, there is nothing to see.
  const first = Math.max(
    0,
    held.findIndex((value) => value !== null),
  )
  const start = Math.min(first, Math.max(0, held.length - 4))
  return chart(
    words,
    {
      kind: 'line',
      title: words.report.sessionsHeld(of),
      categories: held.slice(start).map((_, at) => words.report.from(from(start + at), day)),
    },
    [{ name: words.report.sessions, values: held.slice(start) }],
  )
}

const topics = (words: Words, { shown, topicNames }: ReportState): readonly Chart[] => {
  const named = charted(shown)
  if (named.length === 0) return []
  return [
    chart(
      words,
      {
        kind: 'bars',
        title: words.report.topics,
        categories: named.map(({ topic }) => topicNames.get(topic) ?? ''),
      },
      [
        { name: words.report.sought, values: named.map(({ sought }) => sought) },
        { name: words.report.offered, values: named.map(({ offered }) => offered) },
      ],
    ),
  ]
}
