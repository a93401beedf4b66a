import type { Chart, Slide } from '../domain/programme/chart.ts'

/** Far enough apart for colour-blind readers, and 4.5 to 1 or more on white. */
const COLOURS = ['#1f5fbf', '#b3541e']
const INK = '#1d1c1d'
const FAINT = '#616061'
const FONT = 'DejaVu Sans'

type Size = { width: number; height: number }

/** A panel's place, in pixels. */
type Box = { left: number; top: number; width: number; height: number }

/** Two panels side by side, and the third below them across the whole width. */
const boxes = ({ width, height }: Size): readonly Box[] => {
  const [margin, head, gap] = [60, 120, 70]
  const [half, row] = [(width - 2 * margin - gap) / 2, (height - head - margin) / 2]
  return [
    { left: margin, top: head, width: half, height: row - 20 },
    { left: margin + half + gap, top: head, width: half, height: row - 20 },
    { left: margin, top: head + row + 20, width: width - 2 * margin, height: row - 20 },
  ]
}

/** Of a category: two lines below its bars. */
const LONGEST_LABEL = 34
/** ECharts takes letters for narrower than those of the font are. */
const BREAKS_AT = 0.8
/** More bars than these leave no room for a number above each. */
const MOST_NUMBERED = 32

const shortened = (label: string, most: number) =>
  label.length <= most ? label : `${[...label].slice(0, most - 1).join('')}…`

/** ECharts' options for the whole slide: a grid, two axes and the series for each panel. */
export const optionsOf = ({ title, subtitle, charts, few, empty }: Slide, size: Size) => {
  const places = boxes(size)
  const panels = charts.flatMap((chart, index) => {
    const box = places[index]
    return box ? [{ chart, box, index }] : []
  })
  return {
    animation: false,
    textStyle: { fontFamily: FONT, color: INK },
    title: [
      heading(title, { left: 60, top: 28 }, 34),
      heading(subtitle, { left: 60, top: 74 }, 18, FAINT),
      ...panels.flatMap(({ chart, box }) => [
        heading(chart.title, box, 20),
        ...(isEmpty(chart) ? [heading(empty, { left: box.left, top: box.top + 60 }, 18, FAINT)] : []),
      ]),
    ],
    legend: panels
      .filter(({ chart }) => chart.series.length > 1 && !isEmpty(chart))
      .map(({ chart, box }) => ({
        data: chart.series.map(({ name }) => name),
        selectedMode: false,
        left: box.left,
        top: box.top + 30,
        textStyle: { fontSize: 15, color: INK },
        itemWidth: 16,
        itemHeight: 12,
        itemGap: 28,
      })),
    grid: panels.map(({ box }) => ({
      left: box.left + 60,
      top: box.top + 66,
      width: box.width - 70,
      height: box.height - 66 - 54,
    })),
    xAxis: panels.map(({ chart, box, index }) => ({
      type: 'category',
      gridIndex: index,
      show: !isEmpty(chart),
      data: chart.categories,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: FAINT } },
      axisLabel: {
        fontSize: 14,
        color: INK,
        interval: hasRoom(chart) ? 0 : 'auto',
        hideOverlap: true,
        ...(hasRoom(chart) && {
          width: Math.floor(((box.width - 90) / chart.categories.length) * BREAKS_AT),
          overflow: 'break',
        }),
        formatter: (label: string) => shortened(label, LONGEST_LABEL),
      },
    })),
    yAxis: panels.map(({ chart, index }) => ({
      type: 'value',
      gridIndex: index,
      show: !isEmpty(chart),
      minInterval: 5,
      boundaryGap: [0, '12%'],
      axisLabel: { fontSize: 14, color: FAINT },
      splitLine: { lineStyle: { color: '#e4e4e4' } },
    })),
    series: panels.flatMap(({ chart, index }) =>
      chart.series.map(({ name, values }, at) => ({
        name,
        type: chart.kind === 'line' ? 'line' : 'bar',
        xAxisIndex: index,
        yAxisIndex: index,
        silent: true,
        itemStyle: { color: COLOURS[at % COLOURS.length] },
        barMaxWidth: 60,
        symbolSize: 9,
        showAllSymbol: true,
        lineStyle: { width: 3 },
        data: isEmpty(chart) ? [] : chart.kind === 'line' ? values : values.map((value) => bar(value, few)),
        ...(chart.kind === 'bars' && {
          label: { show: hasRoom(chart), position: 'top', fontSize: 13, color: INK, formatter: grouped },
        }),
      })),
    ),
  }
}

const heading = (
  text: string,
  { left, top }: { left: number; top: number },
  fontSize: number,
  color = INK,
) => ({
  text,
  left,
  top,
  padding: 0,
  textStyle: { fontSize, color, fontFamily: FONT, fontWeight: color === INK ? 'bold' : 'normal' },
})

/** What is not shown stands as a word where its bar would. */
const bar = (value: number | null, few: string) =>
  value === null ? { value: 0, label: { formatter: () => few, color: FAINT, fontSize: 12 } } : { value }

/** As on the axis: 12,345. */
const grouped = ({ value }: { value: number }) => value.toLocaleString('en')

/** For a label below each bar, and its number above. */
const hasRoom = ({ kind, categories, series }: Chart) =>
  kind === 'bars' && categories.length * series.length <= MOST_NUMBERED

const isEmpty = ({ series }: Chart) => series.every(({ values }) => values.every((value) => value === null))
