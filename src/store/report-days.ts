import * as v from 'valibot'
import { topicId } from '../domain/ids.ts'
import type { ReportNumbers } from '../domain/programme/report-numbers.ts'
import type { PlainDate } from '../domain/time/time.ts'
import { text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const counted = v.object({ count, people: count })

const span = v.object({
  sent: counted,
  notAccepted: counted,
  accepted: counted,
  met: counted,
  metAgain: counted,
  medianDays: v.nullable(v.number()),
  sessions: counted,
  minutes: count,
  mentors: count,
  mentees: count,
  busiest: counted,
  idleMentors: count,
  idleSeekers: count,
  feedback: v.object({ great: counted, fine: counted, unmet: counted }),
})

const reportNumbers: v.GenericSchema<unknown, ReportNumbers> = v.object({
  spans: v.object({
    month: span,
    monthBefore: span,
    quarter: span,
    quarterBefore: span,
    year: span,
    yearBefore: span,
    all: span,
  }),
  stretches: v.object({ weeks: v.array(counted), months: v.array(counted) }),
  topics: v.array(
    v.object({ topic: v.pipe(v.string(), v.transform(topicId)), sought: count, offered: count }),
  ),
})

/** The numbers of one day. */
export type ReportDay = { day: PlainDate; numbers: ReportNumbers }

const columns = "to_char(d.day, 'YYYY-MM-DD') as day, d.numbers"

/** The latest of the days up to that one; undefined if none is kept. */
export const latestReportDay = async (tx: Tx, upTo: PlainDate): Promise<ReportDay | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select ${columns} from report_days d where d.workspace_id = :workspace and d.day <= cast(:upTo as date)
    order by d.day desc limit 1`,
    { upTo },
  )
  return row && { day: text(row, 'day'), numbers: v.parse(reportNumbers, row.numbers) }
}

/** A day's numbers are written once: what happens later is in a later day's. */
export const saveReportDay = (tx: LockedTx, { day, numbers }: ReportDay): void =>
  tx.write(
    /* sql */ `
    insert into report_days (workspace_id, day, numbers)
    values (:workspace, cast(:day as date), cast(:numbers as jsonb)) on conflict do nothing`,
    { day, numbers: JSON.stringify(numbers) },
  )

/** Whether that day's, or a later one's, are kept. */
export const hasReportDay = async (tx: Tx, day: PlainDate): Promise<boolean> => {
  const rows = await tx.rows(
    'select d.day from report_days d where d.workspace_id = :workspace and d.day >= cast(:day as date) limit 1',
    { day },
  )
  return rows.length > 0
}

/** Forgets all of them: they are counted again from the last day on. */
export const forgetReportDays = (tx: LockedTx): void =>
  tx.write('delete from report_days where workspace_id = :workspace', {})
