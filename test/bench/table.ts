/** A line of the table. `reached`: whether it met its goal, if it has one. */
export type Figure = {
  figure: string
  ours: string
  baseline: string
  ratio: string
  goal: string
  reached: boolean | undefined
}

export type Report = (figure: Figure) => void

const heads = ['figure', 'ours', 'baseline', 'ratio', 'goal', 'reached']

const cells = ({ figure, ours, baseline, ratio, goal, reached }: Figure) => [
  figure,
  ours,
  baseline,
  ratio,
  goal,
  reached === undefined ? '–' : reached ? 'yes' : 'NO',
]

/** As Markdown, which is readable in a terminal too. */
export const table = (figures: readonly Figure[]): string => {
  const rows = [heads, ...figures.map(cells)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  return [
    line(heads),
    line(widths.map((width) => '-'.repeat(width))),
    ...figures.map((figure) => line(cells(figure))),
  ].join('\n')
}

export const perSecond = (rate: number) => `${rate.toFixed(0)}/s`
export const ms = (duration: number) => `${duration.toFixed(duration < 10 ? 2 : 0)} ms`
export const percent = (ratio: number) => `${(100 * ratio).toFixed(0)} %`
export const times = (ratio: number) => `× ${ratio.toFixed(2)}`
