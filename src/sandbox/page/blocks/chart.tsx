import { type JsonObject, objectAt, objectsAt, textAt } from '../../slack/json.ts'
import type { Block } from '../../slack/state/state.ts'

const SIZE = { width: 560, height: 180 }
/** Above the highest value, for its number. */
const ROOM = 18
/** From its middle to its end, a number with this much room is not cut off at the edge. */
const HALF = 16
/** More labels than these do not fit beside each other. */
const MOST_LABELS = 12

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
  const every = Math.ceil(labels.length / MOST_LABELS)
  return (
    <figure class="chart">
      <figcaption>{textAt(block, 'title')}</figcaption>
      <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={said}>
        {chart.type === 'line' || chart.type === 'area' ? (
          <Lines of={series} every={every} />
        ) : (
          <Bars of={series} />
        )}
      </svg>
      <div class="chart-labels" aria-hidden="true">
        {labels
          .filter((_, at) => at % every === 0)
          .map((label) => (
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

const Value = ({ x, y, value }: { x: number; y: number; value: number }) => (
  <text class="chart-value" x={Math.min(Math.max(x, HALF), SIZE.width - HALF)} y={y - 5} text-anchor="middle">
    {value}
  </text>
)

const Bars = ({ of }: { of: Series[] }) => {
  const top = highest(of)
  const group = SIZE.width / Math.max(1, of[0]?.points.length ?? 0)
  const width = Math.min(60, (group * 0.7) / of.length)
  const aside = (group - of.length * width) / 2
  return (
    <>
      {of.flatMap(({ points }, index) =>
        points.map(({ value }, at) => {
          const height = (value / top) * (SIZE.height - ROOM)
          const [x, y] = [at * group + aside + index * width, SIZE.height - height]
          return (
            <g key={`${index} ${at}`}>
              <rect class={`chart-${index}`} x={x} y={y} width={width - 1} height={height} />
              <Value x={x + width / 2} y={y} value={value} />
            </g>
          )
        }),
      )}
    </>
  )
}

/** @property every how many points one has its number beside it, as it has its label below */
const Lines = ({ of, every }: { of: Series[]; every: number }) => {
  const top = highest(of)
  const step = SIZE.width / Math.max(1, of[0]?.points.length ?? 0)
  return (
    <>
      {of.map(({ points }, index) => {
        const placed = points.map(({ value }, at) => ({
          value,
          x: (at + 0.5) * step,
          y: SIZE.height - 3 - (value / top) * (SIZE.height - ROOM - 6),
        }))
        return (
          <g key={index} class={`chart-${index}`}>
            <polyline points={placed.map(({ x, y }) => `${x},${y}`).join(' ')} />
            {placed.map(({ x, y, value }, at) => (
              <g key={at}>
                <circle cx={x} cy={y} r="3" />
                {at % every === 0 && <Value x={x} y={y} value={value} />}
              </g>
            ))}
          </g>
        )
      })}
    </>
  )
}
