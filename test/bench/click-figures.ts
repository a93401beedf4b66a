import { type Child, startChild } from './child.ts'
import type { Flood, Pressed, Steady } from './clicker.ts'
import type { BenchDatabase } from './databases.ts'
import { DEFAULT_CLICKS } from './options.ts'
import { interleaved, interleavedRates, median, ROUNDS } from './rounds.ts'
import type { ServingOrders } from './serving.ts'
import { ms, percent, perSecond, type Report, times } from './table.ts'
import type { Vitals, VitalsWanted } from './vitals.ts'

const FLOOD = { least: 160, most: 2_000, inFlight: 16 }
const STEADY = { count: 600, perSecond: 200 }
const GOALS = { throughput: 0.5, p99: { server: 100, embedded: 250 }, megabytes: 200, slope: 1 }
const MEGABYTE = 1_048_576
const MOST_TRIES = 20

/** How many cards the clicks use up before the memory figure. */
export const CLICKS_OF_FIGURES =
  FLOOD.least + ROUNDS * FLOOD.most + (ROUNDS + 1) * STEADY.count + MOST_TRIES * FLOOD.inFlight

type Clicker = Child<Flood | Steady, Pressed>
type Served = Child<VitalsWanted, Vitals> & { greeting: string }

/** A click's whole way through a serving process, compared with bare Bolt; and the memory it takes in the long run. */
export const clickFigures = async (
  { url, label }: Pick<BenchDatabase, 'url' | 'label'>,
  slackApiUrl: string,
  clicks: number,
  report: Report,
): Promise<void> => {
  const orders: ServingOrders = { slackApiUrl, workers: 'off', database: { url } }
  const app: Served = await startChild(new URL('./serving.ts', import.meta.url), orders, ['--expose-gc'])
  const bolt: Served = await startChild(new URL('./bare-bolt.ts', import.meta.url), {})
  const clicker: Clicker = await startChild(new URL('./clicker.ts', import.meta.url), {})
  try {
    const cards = deck()
    await floodFigures(clicker, app, bolt, cards, label, report)
    const at = { name: `server, ${label}`, goal: GOALS.p99.server }
    await steadyFigure(clicker, at, app.greeting, bolt.greeting, cards, report)
    await recovered(clicker, app, cards)
    await memoryFigure(clicker, app, cards, clicks, report)
  } finally {
    await Promise.all([app.stop(), bolt.stop(), clicker.stop()])
  }
}

/** By the clock and by the serving process's own time, which hardly depends on what else the machine does. */
const floodFigures = async (
  clicker: Clicker,
  app: Served,
  bolt: Served,
  cards: Deck,
  label: string,
  report: Report,
) => {
  const cpu: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] }
  const flood = async (served: Served, from: number, count: number, spent: number[]) => {
    const before = await served.ask({})
    const { inFlight } = FLOOD
    const address = served.greeting
    const { perSecond } = await pressed(clicker, { kind: 'flood', address, from, count, inFlight })
    spent.push(((await served.ask({})).cpu - before.cpu) / count)
    return perSecond
  }
  const [perSecondOurs = Number.NaN, perSecondBolt = Number.NaN] = await interleavedRates(
    [
      (count) => flood(app, cards.take(count), count, cpu.ours),
      (count) => flood(bolt, cards.again(count), count, cpu.baseline),
    ],
    FLOOD,
  )
  const ratio = perSecondOurs / perSecondBolt
  report({
    figure: `a whole Dismiss click ÷ bare Bolt's ack alone, ${FLOOD.inFlight} in flight, ${label}`,
    ours: perSecond(perSecondOurs),
    baseline: perSecond(perSecondBolt),
    ratio: percent(ratio),
    goal: `≥ ${percent(GOALS.throughput)}`,
    reached: ratio >= GOALS.throughput,
  })
  const [ours, baseline] = [median(cpu.ours.slice(1)), median(cpu.baseline.slice(1))]
  report({
    figure: 'processor time of the serving process by click: bare Bolt ÷ ours',
    ours: ms(ours),
    baseline: ms(baseline),
    ratio: percent(baseline / ours),
    goal: '–',
    reached: undefined,
  })
}

/** The same steady clicks on the embedded database, which delivers in the same process. @param dataDir seeded and closed */
export const embeddedClickFigures = async (
  dataDir: string,
  slackApiUrl: string,
  report: Report,
): Promise<void> => {
  const orders: ServingOrders = { slackApiUrl, workers: 'on', database: { dataDir } }
  const app: Served = await startChild(new URL('./serving.ts', import.meta.url), orders)
  const bolt: Served = await startChild(new URL('./bare-bolt.ts', import.meta.url), {})
  const clicker: Clicker = await startChild(new URL('./clicker.ts', import.meta.url), {})
  try {
    const at = { name: 'embedded, which also delivers', goal: GOALS.p99.embedded }
    await steadyFigure(clicker, at, app.greeting, bolt.greeting, deck(), report)
  } finally {
    await Promise.all([app.stop(), bolt.stop(), clicker.stop()])
  }
}

/** Cards to press, none of them twice, except for bare Bolt, which does nothing with them. */
const deck = () => {
  let next = 0
  return {
    take: (count: number) => {
      next += count
      return next - count
    },
    /** The cards taken last. */
    again: (count: number) => next - count,
  }
}

type Deck = ReturnType<typeof deck>

const pressed = async (clicker: Clicker, orders: Flood | Steady): Promise<Pressed> => {
  const answer = await clicker.ask(orders)
  if (answer.refused > 0 && orders.kind === 'flood') {
    throw new Error(`${answer.refused} of ${orders.count} clicks were not acknowledged`)
  }
  return answer
}

const steadyFigure = async (
  clicker: Clicker,
  at: { name: string; goal: number },
  app: string,
  bolt: string,
  cards: Deck,
  report: Report,
) => {
  const middle: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] }
  let missed = 0
  const press = async (address: string, from: number, medians: number[]) => {
    const { p50, p99, refused } = await pressed(clicker, { kind: 'steady', address, from, ...STEADY })
    if (address === app) missed += refused
    medians.push(p50)
    return p99
  }
  const [ours = Number.NaN, baseline = Number.NaN] = await interleaved(
    () => press(app, cards.take(STEADY.count), middle.ours),
    () => press(bolt, cards.again(STEADY.count), middle.baseline),
  )
  report({
    figure: `ack of a Dismiss click at ${STEADY.perSecond} clicks/s, p50 / p99, ${at.name}`,
    // The first round is discarded, as with the other figures.
    ours: `${ms(median(middle.ours.slice(1)))} / ${ms(ours)}${missed > 0 ? `, ${missed} not in 3 s` : ''}`,
    baseline: `${ms(median(middle.baseline.slice(1)))} / ${ms(baseline)}`,
    ratio: times(ours / baseline),
    goal: `p99 < ${at.goal} ms`,
    reached: ours < at.goal && missed === 0,
  })
}

/** Waits until a machine too slow for the steady clicks has worked off its queue. */
const recovered = async (clicker: Clicker, app: Served, cards: Deck) => {
  const count = FLOOD.inFlight
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const orders = { address: app.greeting, from: cards.take(count), count, inFlight: count }
    if ((await clicker.ask({ kind: 'flood', ...orders })).refused === 0) return
  }
}

const SAMPLES = 10
/** A slow machine gets fewer clicks, and the figure says how many. */
const MOST_SECONDS = 30

/** The memory after this many further clicks, and the growth of reachable memory over the second half. */
const memoryFigure = async (clicker: Clicker, app: Served, cards: Deck, clicks: number, report: Report) => {
  const until = clicks > DEFAULT_CLICKS ? Number.POSITIVE_INFINITY : performance.now() + MOST_SECONDS * 1_000
  const count = Math.ceil(clicks / SAMPLES)
  const { inFlight } = FLOOD
  const samples: Vitals[] = []
  while (samples.length < SAMPLES && (samples.length < 4 || performance.now() < until)) {
    const from = cards.take(count)
    await pressed(clicker, { kind: 'flood', address: app.greeting, from, count, inFlight })
    samples.push(await app.ask({ collected: true }))
  }
  const rss = (samples.at(-1)?.rss ?? 0) / MEGABYTE
  const later = samples.slice(samples.length / 2).map(({ heap }) => heap / MEGABYTE)
  const growth = (slope(later) * 10_000) / count
  report({
    figure: `memory of a serving process after ${cards.take(0)} clicks, and what its live heap grows by in 10,000`,
    ours: `${rss.toFixed(0)} MB, ${growth.toFixed(2)} MB`,
    baseline: '–',
    ratio: '–',
    goal: `< ${GOALS.megabytes} MB, no slope (< ${GOALS.slope} MB)`,
    reached: rss < GOALS.megabytes && growth < GOALS.slope,
  })
}

/** The slope of the straight line closest to the values. */
const slope = (values: readonly number[]): number => {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const products = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0)
  return products / values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0)
}
