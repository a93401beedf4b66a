import type { Knex } from 'knex'
import { idSource } from '../../src/service/act.ts'
import { services } from '../../src/service/services.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { type Act, accept, clock, create, dismiss, type Subject, subjectOf } from './acts.ts'
import type { BenchDatabase } from './databases.ts'
import { findPgbench, type Run, runPgbench, type Script } from './pgbench.ts'
import { recorded } from './recording.ts'
import { replay } from './replay.ts'
import { interleavedRates } from './rounds.ts'
import { templatesOf } from './script.ts'
import { percent, perSecond, type Report } from './table.ts'

export const IN_FLIGHT = 8
const GOAL = 0.6
const MOST_A_ROUND = 8_000

const useCasesOf = (knex: Knex, nextId: () => string) => {
  const parts = { inWorkspace: inWorkspace(knex), clock, nextId, wake: () => {} }
  return services(parts, async () => 'unavailable')
}

const pgbench = findPgbench()
export const baselineName = pgbench ? 'pgbench' : 'bare pg (no pgbench here)'
export const isPipelined = pgbench !== undefined
export const runBaseline = (script: Script, run: Run): Promise<number> =>
  pgbench ? runPgbench(pgbench, script, run) : replay(script, run)

/** The acts through the service, compared with the same statements sent by pgbench. */
export const actFigures = async (database: BenchDatabase, report: Report): Promise<void> => {
  for (const act of [create, dismiss, accept]) {
    const { size } = database
    // Only a tenth of a table's requests can be answered, and three sides and four rounds must share them.
    const most = Math.min(MOST_A_ROUND, Math.floor(size / 120 / IN_FLIGHT) * IN_FLIGHT)
    const script = await scriptOf(act, database)
    let next = 2
    const take = (count: number) => {
      next += count
      return next - count
    }
    const baseline = (pipelined: boolean) => (count: number) =>
      verified(act, database, count, () =>
        runBaseline(script, { url: database.url, first: take(count), count, inFlight: IN_FLIGHT, pipelined }),
      )
    const ours = (count: number) =>
      verified(act, database, count, () => serve(act, database, { first: take(count), count }))
    const sides = [ours, baseline(false), ...(isPipelined ? [baseline(true)] : [])]
    const rates = await interleavedRates(sides, { least: Math.min(160, most), most })
    const name = `${act.name} through the service ÷ ${baselineName}, ${IN_FLIGHT} in flight, ${database.label}`
    reportRates(name, rates, GOAL, report)
  }
}

/** @param rates ours, one statement at a time and, if it could be measured, the way the app sends them */
export const reportRates = (
  figure: string,
  [ours = Number.NaN, one = Number.NaN, together]: readonly number[],
  goal: number,
  report: Report,
): void => {
  const row = (name: string, baseline: number) => ({
    figure: name,
    ours: perSecond(ours),
    baseline: perSecond(baseline),
    ratio: percent(ours / baseline),
  })
  report({ ...row(figure, one), goal: `≥ ${percent(goal)}`, reached: ours / one >= goal })
  if (together !== undefined) {
    report({ ...row('… ÷ pgbench that pipelines as the app does', together), goal: '–', reached: undefined })
  }
}

/** The act's statements, from two runs. */
const scriptOf = async (act: Act, { knex, url, size }: BenchDatabase): Promise<Script> => {
  const record = async (number: number) => {
    const subject = subjectOf(act, number, size)
    let made = 0
    const nextId = () => subject.ids[made++] ?? 'more ids than the bench knows'
    return { subject, statements: await recorded(() => runOnce(act, useCasesOf(knex, nextId), subject)) }
  }
  const recordings = [await record(0), await record(1)] as const
  return {
    formulas: act.formulas,
    names: act.names,
    size,
    templates: await templatesOf(act, recordings, url),
  }
}

const runOnce = async (act: Act, all: ReturnType<typeof services>, subject: Subject): Promise<void> => {
  const { outcome } = await act.run(all.onceFor(subject.receipt), subject)
  if (outcome !== act.outcome) throw new Error(`"${act.name}" came out as ${outcome}`)
}

/** @returns acts a second */
const serve = async (
  act: Act,
  { knex, size }: BenchDatabase,
  { first, count }: { first: number; count: number },
): Promise<number> => {
  const useCases = useCasesOf(knex, idSource(clock))
  const subjects = Array.from({ length: count }, (_, index) => subjectOf(act, first + index, size))
  const waiting = subjects.values()
  const began = performance.now()
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      for (const subject of waiting) await runOnce(act, useCases, subject)
    }),
  )
  return count / ((performance.now() - began) / 1_000)
}

/** Checks that the acts were done, no matter which side did them. */
const verified = async (
  act: Act,
  { rows }: BenchDatabase,
  count: number,
  run: () => Promise<number>,
): Promise<number> => {
  const effects = async () => Number((await rows(act.count))[0]?.count)
  const before = await effects()
  const rate = await run()
  const done = (await effects()) - before
  if (done !== count) throw new Error(`"${act.name}": ${done} of ${count} were done`)
  return rate
}
