import { type JsonObject, objectAt, objectsAt, textAt } from '../../slack/json.ts'
import type { Block } from '../../slack/state/state.ts'

const SIZE = { width: 560, height: 180 }

type Series = { name: string; points: { label: string; value: number }[] }

const seriesOf = (chart: JsonObject): Series[] => {
  const points = (of: JsonObject, name: string) =>
    objectsAt(of, name).map((point) => ({
      label: textAt(point, 'label') ?? '',
      value: Number(point.value ?? 0),
    }))
  return chart.type === 'pie'
    ? [{ name: '', points: points(chart, 'segments') }]
    : objectsAt(chart, 'series').map((one) => ({
        name: textAt(one, 'name') ?? '',
        points: points(one, 'data'),
      }))
}

/** A `data_visualization`, roughly as Slack draws it: lines, or bars for everything else. */
export const Chart = ({ block }: { block: Block }) => {
  const chart = objectAt(block, 'chart') ?? {}
  const series = seriesOf(chart)
  const said = series
    .map(({ name, points }) =>
      `${name} ${points.map(({ label, value }) => `${label} ${value}`).join(', ')}`.trim(),
    )
    .join('; ')
  const labels = series[0]?.points.map(({ label }) => label) ?? []
  return (
    <figure class="chart">
      <figcaption>{textAt(block, 'title')}</figcaption>
      <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={said}>
        {chart.type === 'line' || chart.type === 'area' ? <Lines of={series} /> : <Bars of={series} />}
      </svg>
      <div class="chart-labels" aria-hidden="true">
        {labels.map((label) => (
          <span key={label}>{label}</span>
        ))}
      </div>
      {series.length > 1 && (
        <p class="chart-names" aria-hidden="true">
          {series.map(({ name }, index) => (
            <span key={name} class={`chart-name chart-${index}`}>
              {name}
            </span>
          ))}
        </p>
      )}
    </figure>
  )
}

const highest = (of: Series[]) => Math.max(1, ...of.flatMap(({ points }) => points.map(({ value }) => value)))

const Bars = ({ of }: { of: Series[] }) => {
  const top = highest(of)
  const group = SIZE.width / Math.max(1, of[0]?.points.length ?? 0)
  const width = (group * 0.7) / of.length
  return (
    <>
      {of.flatMap(({ points }, index) =>
        points.map(({ value }, at) => (
          <rect
            key={`${index} ${at}`}
            class={`chart-${index}`}
            x={at * group + group * 0.15 + index * width}
            y={SIZE.height - (value / top) * SIZE.height}
            width={width - 1}
            height={(value / top) * SIZE.height}
          />
        )),
      )}
    </>
  )
}

const Lines = ({ of }: { of: Series[] }) => {
  const top = highest(of)
  const step = SIZE.width / Math.max(1, of[0]?.points.length ?? 0)
  return (
    <>
      {of.map(({ points }, index) => (
        <polyline
          key={index}
          class={`chart-${index}`}
          points={points
            .map(
              ({ value }, at) =>
                `${(at + 0.5) * step},${SIZE.height - 3 - (value / top) * (SIZE.height - 6)}`,
            )
            .join(' ')}
        />
      ))}
    </>
  )
}
