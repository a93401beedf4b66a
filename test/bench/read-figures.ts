import type { Knex } from 'knex'
import { memberId, type WorkspaceId, workspaceId } from '../../src/domain/ids.ts'
import { services } from '../../src/service/services.ts'
import { browsingValue } from '../../src/slack/browsing.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { homeView } from '../../src/slack/views/home.ts'
import { receivedPage } from '../../src/store/reads/request-lists.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { baselineName, IN_FLIGHT, isPipelined, reportRates, runBaseline } from './act-figures.ts'
import { type Act, clock, subjectOf } from './acts.ts'
import type { BenchDatabase } from './databases.ts'
import { FIRST, LISTS, MEMBERS, names, WORKSPACES } from './dataset.ts'
import { recorded } from './recording.ts'
import { interleaved, interleavedRates, median } from './rounds.ts'
import { templatesOf } from './script.ts'
import { ms, type Report, times } from './table.ts'

const PAGE = 20
const PAGES_A_ROUND = { least: 320, most: 20_000 }
const LOOKS = { page: 150, home: 40 }
const GOALS = { throughput: 0.35, flat: 1.5 }

/** The first page of a member's received requests. */
const page = {
  formulas: {
    workspace: `${FIRST.workspace} + :act * 7919 % ${WORKSPACES}`,
    receiver: `${FIRST.member} + :act * 7907 % ${MEMBERS / 2} * 2 + 1`,
  },
  names: { workspace: names.workspace, receiver: names.receiver },
} satisfies Pick<Act, 'formulas' | 'names'>

const look = (knex: Knex, number: number) => {
  const { workspace, receiver } = subjectOf(page, number, 0)
  return inWorkspace(knex)(workspace, (tx) =>
    receivedPage(tx, receiver, { extent: 'all', filter: { kind: null, state: null } }, null, PAGE),
  )
}

/** Pages a second at one size, and the time for one page at two sizes; Home with a long and a short list. */
export const readFigures = async (
  big: BenchDatabase,
  small: BenchDatabase,
  report: Report,
): Promise<void> => {
  await pageThroughput(big, report)
  await flatPages(big, small, report)
  await flatHome(big, report)
}

const pageThroughput = async (database: BenchDatabase, report: Report) => {
  const { knex, url, size, label } = database
  const record = async (number: number) => ({
    subject: subjectOf(page, number, size),
    statements: await recorded(() => look(knex, number)),
  })
  const recordings = [await record(0), await record(1)] as const
  const script = { ...page, size, templates: await templatesOf({ name: 'page', ...page }, recordings, url) }
  let next = 2
  const take = (count: number) => {
    next += count
    return next - count
  }
  const ours = async (count: number) => {
    const first = take(count)
    const waiting = Array.from({ length: count }, (_, index) => first + index).values()
    const began = performance.now()
    await Promise.all(
      Array.from({ length: IN_FLIGHT }, async () => {
        for (const number of waiting) await look(knex, number)
      }),
    )
    return count / ((performance.now() - began) / 1_000)
  }
  const baseline = (pipelined: boolean) => (count: number) =>
    runBaseline(script, { url, first: take(count), count, inFlight: IN_FLIGHT, pipelined })
  const sides = [ours, baseline(false), ...(isPipelined ? [baseline(true)] : [])]
  const figure = `Received page through store ÷ ${baselineName}, ${IN_FLIGHT} in flight, ${label}`
  reportRates(figure, await interleavedRates(sides, PAGES_A_ROUND), GOALS.throughput, report)
}

/** @returns the median of many reads, one at a time, in milliseconds */
const lookingTime = async (looks: number, seen: (index: number) => Promise<unknown>): Promise<number> => {
  const took: number[] = []
  for (let index = 0; index < looks; index += 1) {
    const began = performance.now()
    await seen(index)
    took.push(performance.now() - began)
  }
  return median(took)
}

const flatPages = async (big: BenchDatabase, small: BenchDatabase, report: Report) => {
  const [ours = Number.NaN, baseline = Number.NaN] = await interleaved(
    () => lookingTime(LOOKS.page, (index) => lookAtFull(big.knex, index)),
    () => lookingTime(LOOKS.page, (index) => lookAtFull(small.knex, index)),
  )
  const ratio = ours / baseline
  report({
    figure: `Received page at ${big.label} ÷ at ${small.label}, warm`,
    ours: ms(ours),
    baseline: ms(baseline),
    ratio: times(ratio),
    goal: `≤ ${GOALS.flat}`,
    reached: ratio <= GOALS.flat,
  })
}

/** Reads by members who have received something at every size: those of a workspace's first twenty requests. */
const lookAtFull = (knex: Knex, index: number) => {
  const workspace = workspaceId(`${names.workspace.prefix}${FIRST.workspace + (index % WORKSPACES)}`)
  const receiver = memberId(
    `${names.receiver.prefix}${FIRST.member + 2 * ((7 * (index % 20) + 3) % 1_000) + 1}`,
  )
  return inWorkspace(knex)(workspace, (tx) =>
    receivedPage(tx, receiver, { extent: 'all', filter: { kind: null, state: null } }, null, PAGE),
  )
}

/** Everything that publishing Home reads and draws. */
const flatHome = async ({ knex }: BenchDatabase, report: Report) => {
  const parts = { inWorkspace: inWorkspace(knex), clock, nextId: () => '', wake: () => {} }
  const { screens } = services(parts, async () => 'unavailable')
  const workspace: WorkspaceId = workspaceId(LISTS.workspace)
  const build = async (member: string) =>
    JSON.stringify(
      homeView(english, await screens.home({ workspace, actor: memberId(member) }, browsingValue.decode)),
    )
  const [ours = Number.NaN, baseline = Number.NaN] = await interleaved(
    () => lookingTime(LOOKS.home, () => build(LISTS.long)),
    () => lookingTime(LOOKS.home, () => build(LISTS.short)),
  )
  const ratio = ours / baseline
  report({
    figure: `Home build for a member with ${LISTS.lengths.long.toLocaleString('en')} requests ÷ with ${LISTS.lengths.short}`,
    ours: ms(ours),
    baseline: ms(baseline),
    ratio: times(ratio),
    goal: `≤ ${GOALS.flat}`,
    reached: ratio <= GOALS.flat,
  })
}
