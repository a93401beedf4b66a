import { type MemberId, memberId } from '../domain/ids.ts'
import type { ReportFile } from '../domain/programme/report-files.ts'
import { type Period, periods } from '../domain/programme/report-periods.ts'
import type { Instant } from '../domain/time/time.ts'
import { messageIn, type PostedMessage } from './cards.ts'
import { flag, oneOf, orNull, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** One that an organiser asked for. */
export type Report = { id: string; to: MemberId; period: Period; message: PostedMessage | null }

/** Slack's file, and whether it stands in the thread. */
export type UploadedFile = { id: string | null; shared: boolean }

export const findReport = async (tx: Tx, id: string): Promise<Report | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select r.id, r.member_id, r.period, r.channel_id, r.message_ts from reports r
    where r.workspace_id = :workspace and r.id = :id`,
    { id },
  )
  if (!row) return undefined
  return {
    id: text(row, 'id'),
    to: memberId(text(row, 'member_id')),
    period: oneOf(row, 'period', periods),
    message: messageIn(row),
  }
}

/** Buttons of a report live as long as this; what an organiser asked for before is dropped when they ask again. */
export const insertReport = (
  tx: LockedTx,
  report: { id: string; to: MemberId; period: Period; askedAt: Instant; dropBefore: Instant },
): void => {
  const { askedAt, dropBefore, ...own } = report
  tx.write(
    'delete from reports where workspace_id = :workspace and member_id = :to and asked_at < :dropBefore',
    { to: own.to, dropBefore: new Date(dropBefore) },
  )
  tx.write(
    /* sql */ `
    insert into reports (workspace_id, id, member_id, period, asked_at)
    values (:workspace, :id, :to, :period, :askedAt)`,
    { ...own, askedAt: new Date(askedAt) },
  )
}

export const setReportPeriod = (tx: LockedTx, id: string, period: Period): void =>
  tx.write('update reports set period = :period where workspace_id = :workspace and id = :id', { id, period })

export const saveReportMessage = async (tx: LockedTx, id: string, message: PostedMessage): Promise<void> => {
  await tx.rows(
    /* sql */ `
    update reports set channel_id = :channel, message_ts = :ts where workspace_id = :workspace and id = :id`,
    { id, ...message },
  )
}

/** The file is to be made anew, whatever was uploaded before. */
export const wantReportFile = (tx: LockedTx, report: string, file: ReportFile): void =>
  tx.write(
    /* sql */ `
    insert into report_files (workspace_id, report_id, file) values (:workspace, :report, :file)
    on conflict (workspace_id, report_id, file) do update set file_id = null, shared = false`,
    { report, file },
  )

export const findReportFile = async (
  tx: Tx,
  report: string,
  file: ReportFile,
): Promise<UploadedFile | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select f.file_id, f.shared from report_files f
    where f.workspace_id = :workspace and f.report_id = :report and f.file = :file`,
    { report, file },
  )
  return row && { id: orNull(text, row, 'file_id'), shared: flag(row, 'shared') }
}

export const saveReportFile = async (
  tx: LockedTx,
  report: string,
  file: ReportFile,
  { id, shared }: UploadedFile,
): Promise<void> => {
  await tx.rows(
    /* sql */ `
    update report_files set file_id = :id, shared = :shared
    where workspace_id = :workspace and report_id = :report and file = :file`,
    { report, file, id, shared },
  )
}
