import type { Knex } from 'knex'
import { v7 } from 'uuid'
import { intent, memberId, type RequestId, workspaceId } from '../../../src/domain/ids.ts'
import { exportedFiles } from '../../../src/domain/programme/report-files.ts'
import { periods } from '../../../src/domain/programme/report-periods.ts'
import { DAY, HOUR, type Instant } from '../../../src/domain/time/time.ts'
import { csvOf } from '../../../src/report/csv.ts'
import { svgOf, writing } from '../../../src/report/picture.ts'
import type { IdSource, Parts } from '../../../src/service/act.ts'
import type { ReportState, Reports } from '../../../src/service/programme/reports.ts'
import { services } from '../../../src/service/services.ts'
import { reportRows } from '../../../src/slack/deliveries/report-rows.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { reportCharts, reportSlide } from '../../../src/slack/views/report-charts.ts'
import { reportMessages } from '../../../src/slack/views/report-message.ts'
import { meetMember } from '../../../src/store/members.ts'
import { nameOrganiser } from '../../../src/store/organisers.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import { saveWorkspace } from '../../../src/store/workspaces.ts'
import { asUsual } from '../../support/as-usual.ts'
import { account, testClock } from '../../support/world.ts'
import { people, type ReportStep } from './report-histories.ts'

/** A mistake that tells an organiser of a dismissal, in what they are shown or in a file. */
export type ReportLeak = {
  reports?: (honest: Reports, dismissed: ReadonlySet<RequestId>) => Reports
  onDismissal?: (parts: Parts, workspace: ReturnType<typeof workspaceId>) => Promise<unknown>
}

let workspaces = 0

/** Ids that depend on the instant, and on how many were made for what came at that instant before. */
const idsByInstant = (now: () => Instant): IdSource => {
  let [instant, seq] = [0, 0]
  return () => {
    seq = now() === instant ? seq + 1 : 0
    instant = now()
    return v7({ msecs: instant, seq, random: new Uint8Array(16) })
  }
}

type Sent = { id: RequestId; from: number; to: number; kind: 'offer' | 'session_request' }

/**
 * Plays the history, and in one of two twins the dismissals besides. Returns all that an organiser gets: every form of the
 * report of each period, what is drawn in its picture and says so, and the files.
 */
export const reportTwin = async (
  knex: Knex,
  history: readonly ReportStep[],
  isSecret: boolean,
  leak: ReportLeak = {},
): Promise<string[]> => {
  const clock = testClock()
  const parts: Parts = {
    ...{ inWorkspace: inWorkspace(knex), clock, wake: () => {} },
    nextId: idsByInstant(clock.now),
  }
  workspaces += 1
  const workspace = workspaceId(`TREPORT${process.pid}X${workspaces}`)
  const known = new Map(people.map((id) => [memberId(id), account(id)]))
  const use = services(parts, async (_workspace, member) => known.get(member) ?? 'unknown')
  await parts.inWorkspace(workspace, async (tx) => {
    await saveWorkspace(tx, 'Twin', clock.now())
    for (const one of known.values()) await meetMember(tx, one, clock.now())
    nameOrganiser(tx.behind(ownRows), memberId(people[0]), clock.now())
  })
  const who = (index: number) => memberId(people[index] ?? '')
  const sent: Sent[] = []
  const dismissed = new Set<RequestId>()
  /** Dismissals that are still to come. */
  let coming: { at: Instant; request: Sent }[] = []
  const dismissDue = async () => {
    const due = coming.filter(({ at }) => at <= clock.now())
    coming = coming.filter(({ at }) => at > clock.now())
    for (const { request } of due) {
      if (!isSecret) continue
      const done = await use.dismiss({ workspace, actor: who(request.to), target: { request: request.id } })
      if (done.outcome === 'refused') continue
      dismissed.add(request.id)
      await leak.onDismissal?.(parts, workspace)
    }
  }
  const play = async (step: ReportStep, index: number) => {
    switch (step.do) {
      case 'send': {
        const { kind, from, to, dismisses } = step
        const answer = await use.send({
          ...{ workspace, actor: who(from), kind, to: who(to), message: `No. ${index}`, contextUrl: null },
          ...{ intent: intent(`step ${index}`), answers: null, others: false },
        })
        if (answer.outcome !== 'sent') return
        const request = { id: answer.request.id, from, to, kind }
        sent.push(request)
        if (dismisses !== null) coming.push({ at: clock.now() + dismisses * HOUR, request })
        return
      }
      case 'withdraw': {
        const request = sent[step.nth % Math.max(1, sent.length)]
        if (request) await use.withdraw({ workspace, actor: who(request.from), request: request.id })
        return
      }
      case 'accept': {
        const request = sent[step.nth % Math.max(1, sent.length)]
        if (!request) return
        const [mentor, mentee] =
          request.kind === 'offer' ? [request.from, request.to] : [request.to, request.from]
        const startsAt = (Math.floor(clock.now() / DAY) + 1) * DAY + (9 + (index % 8)) * HOUR
        await use.book({
          ...{ ...asUsual, workspace, actor: who(request.to), mentor: who(mentor), mentee: who(mentee) },
          ...{ startsAt, topic: '', intent: intent(`step ${index}`), origin: request.id, confirmed: true },
        })
        return
      }
      case 'wait':
        clock.advance(step.hours * HOUR)
    }
  }
  for (const [index, step] of history.entries()) {
    await play(step, index)
    // Each step and the dismissals after it have instants of their own.
    clock.advance(60_000)
    await dismissDue()
    clock.advance(60_000)
  }
  clock.advance(40 * DAY)
  await dismissDue()
  // A report's id is of an instant of its own, like everything else's.
  clock.advance(60_000)
  await use.reports.keep(workspace, (page) => page())
  const reports = leak.reports?.(use.reports, dismissed) ?? use.reports
  const shown: string[] = []
  for (const period of periods) {
    const asked = await use.askReport({ workspace, actor: who(0), period })
    const [row] = await parts.inWorkspace(workspace, (tx) =>
      tx.rows('select id from reports where workspace_id = :workspace and period = :period', { period }),
    )
    const state = await reports.state(workspace, String(row?.id))
    if (!state) throw new Error(`nothing is shown: ${JSON.stringify(asked)}`)
    shown.push(...(await allOf(reports, workspace, state)))
  }
  return shown
}

const allOf = async (
  reports: Reports,
  workspace: ReturnType<typeof workspaceId>,
  state: ReportState,
): Promise<string[]> => {
  const files = exportedFiles.map(async (file) => {
    const rows = reportRows({ reports, words: english, workspace }, state, file)
    const chunks: Buffer[] = []
    for await (const chunk of csvOf(english.report.columns[file], rows)) chunks.push(chunk)
    return Buffer.concat(chunks).toString('utf8')
  })
  return [
    JSON.stringify(state.shown),
    JSON.stringify(reportMessages(english, state)),
    JSON.stringify(reportCharts(english, state)),
    // The process numbers the pictures that it draws, and none of that is in a PNG.
    svgOf(reportSlide(english, state, await writing())).replace(/\bzr\d+-(cls-\d+)?/g, 'zr-'),
    ...(await Promise.all(files)),
  ]
}
