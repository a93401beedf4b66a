import type { MemberId, TopicId, WorkspaceId } from '../../domain/ids.ts'
import { disclose, type ShownReport } from '../../domain/programme/disclosure.ts'
import type { ReportFile } from '../../domain/programme/report-files.ts'
import { endOf, lastDay, PERIOD_DAYS, type Period } from '../../domain/programme/report-periods.ts'
import { tally } from '../../domain/programme/tally.ts'
import { addDays, DAY, type Instant, type PlainDate } from '../../domain/time/time.ts'
import type { PostedMessage } from '../../store/cards.ts'
import type { Recording } from '../../store/delivery-queue.ts'
import {
  type Facts,
  givenAnswers,
  heldSessions,
  listedNow,
  sentRequests,
  topicsNow,
} from '../../store/reads/report-facts.ts'
import { peopleRows, requestRows, sessionRows } from '../../store/reads/report-rows.ts'
import { hasReportDay, latestReportDay, saveReportDay } from '../../store/report-days.ts'
import {
  findReport,
  findReportFile,
  type Report,
  saveReportFile,
  saveReportMessage,
  type UploadedFile,
} from '../../store/reports.ts'
import { ownRows, type Tx } from '../../store/sql/tx.ts'
import { findTopics } from '../../store/topics.ts'
import type { Parts } from '../act.ts'
import { permission } from './permission.ts'

/** What a report shows: the numbers up to that day, and the topics by name. */
export type ReportState = {
  report: Report
  day: PlainDate
  shown: ShownReport
  topicNames: ReadonlyMap<TopicId, string>
}

/** Few enough that a page delays nobody noticeably. */
const PAGE = 1_000

/** Runs one page of a long count, when nobody waits for something more urgent. */
export type Unhurried = <T>(page: () => Promise<T>) => Promise<T>

/** From when on a period's rows are exported. */
const beginningOf = (period: Period, now: Instant): Instant =>
  period === 'all' ? 0 : now - PERIOD_DAYS[period] * DAY

export const reports = (parts: Parts) => {
  const { inWorkspace, clock } = parts

  const walk = async <Fact>(
    workspace: WorkspaceId,
    unhurried: Unhurried,
    page: (tx: Tx, after: string) => Promise<Facts<Fact>>,
    take: (fact: Fact) => void,
  ) => {
    for (let after: string | null = ''; after !== null; ) {
      const from: string = after
      const { facts, next } = await unhurried(() => inWorkspace(workspace, (tx) => page(tx, from)))
      for (const fact of facts) take(fact)
      after = next
    }
  }

  /** Keeps the numbers of the day that is over, unless that was done: page by page, so that it holds nobody up. */
  const keep = async (workspace: WorkspaceId, unhurried: Unhurried): Promise<void> => {
    const day = lastDay(clock.now())
    if (await inWorkspace(workspace, (tx) => hasReportDay(tx, day))) return
    const end = endOf(day)
    const counted = tally(end)
    const bounds = { most: PAGE, end }
    await walk(workspace, unhurried, (tx, after) => heldSessions(tx, { after, ...bounds }), counted.session)
    await walk(workspace, unhurried, (tx, after) => sentRequests(tx, { after, ...bounds }), counted.request)
    await walk(workspace, unhurried, (tx, after) => givenAnswers(tx, { after, ...bounds }), counted.answer)
    await unhurried(() =>
      inWorkspace(workspace, async (tx) => {
        const [mentors, seekers, topics] = await Promise.all([
          listedNow(tx, 'mentor'),
          listedNow(tx, 'seeker'),
          topicsNow(tx),
        ])
        saveReportDay(tx.behind(ownRows), { day, numbers: counted.numbers({ mentors, seekers }, topics) })
      }),
    )
  }

  const state = (workspace: WorkspaceId, id: string): Promise<ReportState | undefined> =>
    inWorkspace(workspace, async (tx) => {
      const [report, latest] = await Promise.all([
        findReport(tx, id),
        latestReportDay(tx, lastDay(clock.now())),
      ])
      if (!report || !latest) return undefined
      const { period } = report
      const earlier = period === 'all' ? undefined : addDays(latest.day, -PERIOD_DAYS[period])
      const [{ refused }, then, topics] = await Promise.all([
        permission(tx, report.to, 'seeReport'),
        earlier === undefined ? undefined : latestReportDay(tx, earlier),
        findTopics(
          tx,
          latest.numbers.topics.map(({ topic }) => topic),
        ),
      ])
      if (refused) return undefined
      // One that has been merged since is counted under the other's name from the next day on.
      const known = latest.numbers.topics.filter(({ topic }) => topics.get(topic)?.id === topic)
      const nameOf = (topic: TopicId) => topics.get(topic)?.name ?? ''
      const numbers = { ...latest.numbers, topics: known }
      return {
        report,
        day: latest.day,
        shown: disclose(numbers, period, then?.day === earlier ? then?.numbers : undefined, nameOf),
        topicNames: new Map(known.map(({ topic }) => [topic, nameOf(topic)])),
      }
    })

  return {
    keep,

    /**
     * What is shown to the one who asked for it; undefined if they organise no more, or it is gone. In a workspace whose
     * first day is not kept yet, that is done now.
     */
    state: async (workspace: WorkspaceId, id: string): Promise<ReportState | undefined> => {
      const day = lastDay(clock.now())
      const isKept = await inWorkspace(workspace, (tx) => latestReportDay(tx, day))
      if (!isKept) await keep(workspace, (page) => page())
      return state(workspace, id)
    },

    posted:
      (id: string) =>
      (message: PostedMessage): Recording =>
      (tx) =>
        saveReportMessage(tx, id, message),

    file: (workspace: WorkspaceId, report: string, file: ReportFile): Promise<UploadedFile | undefined> =>
      inWorkspace(workspace, (tx) => findReportFile(tx, report, file)),

    keepFile: (
      workspace: WorkspaceId,
      report: string,
      file: ReportFile,
      uploaded: UploadedFile,
    ): Promise<void> =>
      inWorkspace(workspace, (tx) => saveReportFile(tx.behind(ownRows), report, file, uploaded)),

    /** A page of what is exported: those sent, or that took place, in the period, and everybody. */
    rows: {
      requests: (workspace: WorkspaceId, period: Period, after: string) =>
        inWorkspace(workspace, (tx) =>
          requestRows(tx, { after, most: PAGE, from: beginningOf(period, clock.now()) }),
        ),
      sessions: (workspace: WorkspaceId, period: Period, after: string) =>
        inWorkspace(workspace, (tx) =>
          sessionRows(tx, {
            after,
            most: PAGE,
            from: beginningOf(period, clock.now()),
            now: clock.now(),
          }),
        ),
      people: (workspace: WorkspaceId, period: Period, after: string, reader: MemberId) =>
        inWorkspace(workspace, (tx) =>
          peopleRows(tx, {
            ...{ after, reader },
            most: PAGE,
            from: beginningOf(period, clock.now()),
            now: clock.now(),
          }),
        ),
    },
  }
}

export type Reports = ReturnType<typeof reports>
