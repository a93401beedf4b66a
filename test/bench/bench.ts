/** `npm run bench`: figures of this machine, now; if it is busy, only the ratios mean anything. */
import { cpus, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { postgresServer } from '../support/server.ts'
import { actFigures } from './act-figures.ts'
import { bookingFigures } from './booking-figures.ts'
import { burstFigures } from './burst-figures.ts'
import { calendarFigures } from './calendar-figures.ts'
import { CLICKS_OF_FIGURES, clickFigures, embeddedClickFigures } from './click-figures.ts'
import { seededDatabase } from './databases.ts'
import { benchDelivery } from './delivery.ts'
import { seededDirectory } from './embedded.ts'
import { fairnessFigures } from './fairness-figures.ts'
import { findFigures } from './find-figures.ts'
import { idleFigures } from './idle-figures.ts'
import { instancesFigures } from './instances.ts'
import { memberFigures } from './member-figures.ts'
import { DEFAULT_CLICKS, DEFAULT_SIZE, readOptions } from './options.ts'
import { purgeFigures } from './purge-figures.ts'
import { readFigures } from './read-figures.ts'
import { reportFigures } from './report-figures.ts'
import { seatFigures } from './seat-figures.ts'
import { startStandIn } from './slack-stand-in.ts'
import { startFigures } from './start-figures.ts'
import { type Figure, table } from './table.ts'

const { size, label, clicks, sections } = readOptions(process.argv.slice(2))
const began = performance.now()
const [load] = loadavg()
const note = (line: string) =>
  void process.stderr.write(`${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${line}\n`)

/** Keeps the whole run below five minutes; bigger sizes may take longer. */
const MOST_SECONDS = 280

const figures: Figure[] = []
const report = (figure: Figure) => {
  figures.push(figure)
  note(`${figure.figure}: ${figure.ours}, ${figure.baseline}, ${figure.ratio}`)
}
/** Runs one part at a time. If a part breaks, or no time is left for it, the others' figures remain. */
const run = async (section: (typeof sections)[number], measure: () => Promise<void>) => {
  if (!sections.includes(section)) return
  const left = MOST_SECONDS * 1_000 - (performance.now() - began)
  const isLimited = size <= DEFAULT_SIZE && clicks <= DEFAULT_CLICKS
  const isOver = isLimited ? sleep(Math.max(0, left), 'over', { ref: false }) : new Promise(() => {})
  try {
    if ((await Promise.race([left > 0 || !isLimited ? measure() : isOver, isOver])) === 'over') {
      note(`no time is left for all of: ${section} (npm run bench -- --only ${section})`)
    }
  } catch (error) {
    process.exitCode = 1
    note(`${section} broke: ${error instanceof Error ? error.stack : error}`)
  }
}

const server = await postgresServer()
const slack = await startStandIn()
/** Filling it takes most of the time at bigger sizes, and the other sections fill databases of their own. */
const isBigNeeded = sections.some((section) => ['acts', 'reads', 'clicks', 'starts'].includes(section))
note('a database is being filled')
const big = await seededDatabase(server.url, isBigNeeded ? label : '1k', {
  requests: isBigNeeded ? size : 1_000,
  lists: sections.includes('reads'),
  clicks: sections.includes('clicks') ? CLICKS_OF_FIGURES + clicks + 1_000 : 0,
})
const settings = await big.rows(`select string_agg(name || ' ' || setting || coalesce(unit, ''), ', ') as said
  from pg_settings where name in ('server_version', 'fsync', 'synchronous_commit', 'shared_buffers')`)
note('there they are')

await run('reads', async () => {
  const small = await seededDatabase(server.url, '1k', { requests: 1_000, lists: false, clicks: 0 })
  await readFigures(big, small, report)
  await bookingFigures(big, report)
  await small.close()
})
await run('find', () => findFigures(server.url, report))
await run('acts', () => actFigures(big, report))
await run('clicks', () => clickFigures(big, slack.apiUrl, clicks, report))
await run('members', () => memberFigures(server.url, slack.apiUrl, report))
await run('burst', () => burstFigures(server.url, slack.apiUrl, report))
await run('seats', () => seatFigures(report))
await run('embedded', async () => {
  const directory = await seededDirectory({ requests: 1_000, lists: false, clicks: CLICKS_OF_FIGURES })
  await embeddedClickFigures(directory.dataDir, slack.apiUrl, report)
  directory.remove()
})
await run('delivery', () => benchDelivery(300, server.url, report))
await run('starts', () => startFigures(big.url, slack.apiUrl, report))
await run('purge', () => purgeFigures(server.url, slack.apiUrl, report))
await run('instances', () => instancesFigures(server.url, report))
await run('idle', () => idleFigures(server.url, slack.apiUrl, report))
await run('report', () => reportFigures(server.url, size, report))
await run('fairness', () => fairnessFigures(server.url, report))
await run('calendars', () => calendarFigures(server.url, slack.apiUrl, report))
// A part that was cut short may still be using it.
await Promise.race([big.close(), sleep(5_000)])

const seconds = ((performance.now() - began) / 1_000).toFixed(0)
process.stdout.write(`
${big.label} requests, 50 workspaces, 100k members; ${cpus().length} cores with a load of ${load?.toFixed(1)} before and ${loadavg()[0]?.toFixed(1)} after
Node ${process.versions.node}; Postgres: ${settings[0]?.said}
${seconds} s in all; medians of interleaved rounds

${table(figures)}
`)
slack.stop()
await server.stop()
process.exit()
