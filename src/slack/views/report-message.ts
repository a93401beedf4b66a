import type { DataTableBlock, KnownBlock, RawTextElement } from '@slack/types'
import type { Chart } from '../../domain/programme/chart.ts'
import { exportedFiles } from '../../domain/programme/report-files.ts'
import { type Period, periods } from '../../domain/programme/report-periods.ts'
import type { ReportState } from '../../service/programme/reports.ts'
import { actionIds } from '../ids.ts'
import { clip, limits } from '../limits.ts'
import { reportExport, reportPeriod } from '../report-values.ts'
import type { Words } from '../text/words.ts'
import {
  actions,
  context,
  header,
  option,
  overflow,
  plainContext,
  plainText,
  section,
  stack,
} from './blocks.ts'
import { type Message, message } from './message.ts'
import { reportCharts } from './report-charts.ts'

/** A chart that Slack draws: docs.slack.dev/reference/block-kit/blocks/data-visualization-block. */
type DataVisualizationBlock = {
  type: 'data_visualization'
  title: string
  chart: {
    type: 'bar' | 'line'
    series: { name: string; data: { label: string; value: number }[] }[]
    axis_config: { categories: string[] }
  }
}

/** Slack draws two charts in a message at most. */
const MOST_CHARTS = 2
const LABEL = 20
const TITLE = 50
const MOST_TOPICS = 12

export type ReportMessage = Omit<Message, 'blocks'> & { blocks: (KnownBlock | DataVisualizationBlock)[] }

/**
 * A report, in up to three forms, the richest first: with tables and charts, with tables, and in plain sections. Where
 * Slack refuses one, the next is sent; each says the same.
 */
export const reportMessages = (words: Words, state: ReportState): readonly ReportMessage[] => {
  const charts = reportCharts(words, state)
  const { text: said, blocks } = plainReport(words, state, charts)
  const plain = { text: clip(said, limits.updateText), blocks }
  const tables = [numbersTable(words, state), ...topicsTable(words, state)]
  const withTables = (drawn: readonly Chart[]): ReportMessage => ({
    text: plain.text,
    blocks: [
      ...heading(words, state),
      ...drawn.map(drawnBySlack),
      ...inSentences(charts.filter((chart) => !drawn.includes(chart))),
      ...tables,
      ...foot(words, state, drawn.length > 0),
    ],
  })
  return [withTables(charts.filter(hasValue).slice(0, MOST_CHARTS)), withTables([]), plain]
}

const hasValue = ({ series }: Chart) => series.some(({ values }) => values.some((value) => value !== null))

/** What a line shows is in no table; what bars show is in one. */
const inSentences = (charts: readonly Chart[]): KnownBlock[] =>
  charts.filter(({ kind }) => kind === 'line').map(({ says }) => section(says))

const heading = ({ report }: Words, { shown, day }: ReportState): KnownBlock[] => [
  header(report.title(shown.period)),
  context(`${report.until(day, day)} ${report.rounding}`),
]

const foot = (words: Words, { report: { id }, shown }: ReportState, hasCharts: boolean): KnownBlock[] => {
  const { report } = words
  const choice = (period: Period) =>
    option(report.period(period), reportPeriod.encode({ report: id, period }))
  return stack(
    context(hasCharts ? `${report.notAccepted} ${report.fewAsZero}` : report.notAccepted),
    actions(
      {
        type: 'static_select',
        action_id: actionIds.changePeriod,
        placeholder: plainText(report.choosePeriod, limits.placeholder),
        options: periods.map(choice),
        initial_option: choice(shown.period),
      },
      overflow(
        actionIds.exportReport,
        exportedFiles.map((file) => ({
          text: report.exports(file),
          value: reportExport.encode({ report: id, file }),
        })),
      ),
    ),
  )
}

const cell = (text: string): RawTextElement => ({ type: 'raw_text', text })

const table = (caption: string, rows: readonly (readonly string[])[], pageSize: number): DataTableBlock => ({
  type: 'data_table',
  caption,
  page_size: pageSize,
  rows: rows.map((row) => row.map((text) => cell(text === '' ? ' ' : text))),
})

const numbersTable = ({ report }: Words, { shown }: ReportState): DataTableBlock => {
  const { period, now, before } = shown
  const rows = report.lines(now, before)
  return table(
    report.numbers,
    [
      [report.measure, report.thisPeriod(period), ...(before ? [report.periodBefore(period)] : [])],
      ...rows.map((line) => [line.what, line.now, ...(line.before === null ? [] : [line.before])]),
    ],
    rows.length,
  )
}

const topicRows = ({ report }: Words, { shown, topicNames }: ReportState) =>
  shown.topics.slice(0, MOST_TOPICS).map(({ topic, sought, offered, nobodyOffers }) => ({
    name: topicNames.get(topic) ?? '',
    sought: report.shown(sought),
    offered: nobodyOffers ? report.nobodyOffers : report.shown(offered),
    inWords: report.topicInWords(sought, nobodyOffers ? 'nobody' : offered),
  }))

const topicsTable = (words: Words, state: ReportState): DataTableBlock[] => {
  const { report } = words
  const rows = topicRows(words, state)
  if (rows.length === 0) return []
  return [
    table(
      report.topics,
      [
        [report.topic, report.sought, report.offered],
        ...rows.map(({ name, sought, offered }) => [name, sought, offered]),
      ],
      10,
    ),
  ]
}

const plainReport = (words: Words, state: ReportState, charts: readonly Chart[]): Message => {
  const { report } = words
  const { shown } = state
  const lines = report
    .lines(shown.now, shown.before)
    .map(({ what, now, before }) => `${what}: *${now}*${before === null ? '' : ` (${before})`}`)
  const rows = topicRows(words, state)
  const topics = rows.map(({ name, inWords }) => `${name}: ${inWords}`)
  const rest = shown.topics.length - rows.length
  return message(
    stack(
      heading(words, state),
      section(
        `*${report.thisPeriod(shown.period)}*${shown.before ? ` (${report.periodBefore(shown.period)})` : ''}`,
      ),
      section(lines.join('\n')),
      ...inSentences(charts),
      section(`*${report.topics}*`),
      // People named them, so nothing in it is markup.
      plainContext(topics.join('\n') || report.noTopics),
      rest > 0 && context(report.moreTopics(rest)),
      foot(words, state, false),
    ),
  )
}

/** Slack takes a label once, and none that is longer than 20 characters. */
const labelsOf = (categories: readonly string[]): string[] => {
  const labels: string[] = []
  for (const category of categories) {
    const short = clip(category || ' ', LABEL)
    const taken = labels.filter((label) => label === short).length
    labels.push(taken === 0 ? short : `${clip(short, LABEL - 4)} ${labels.length + 1}`)
  }
  return labels
}

const drawnBySlack = ({ kind, title, categories, series }: Chart): DataVisualizationBlock => {
  const labels = labelsOf(categories)
  return {
    type: 'data_visualization',
    title: clip(title, TITLE),
    chart: {
      type: kind === 'bars' ? 'bar' : 'line',
      series: series.map(({ name, values }) => ({
        name: clip(name, LABEL),
        data: values.map((value, at) => ({ label: labels[at] ?? '', value: value ?? 0 })),
      })),
      axis_config: { categories: labels },
    },
  }
}
