import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import type { ExportedFile } from '../../domain/programme/report-files.ts'
import type { Period } from '../../domain/programme/report-periods.ts'
import { DAY } from '../../domain/time/time.ts'
import { findReport, insertReport, setReportPeriod, wantReportFile } from '../../store/reports.ts'
import type { Act, MemberTx } from '../act.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { permission } from './permission.ts'

type ByOrganiser = { workspace: WorkspaceId; actor: MemberId }

/** How long a report can be asked for another period or a file. */
const KEPT_FOR = 90 * DAY

/** The report comes as a message in the organiser's DM, and its picture in the thread of that. */
export const askReport = (
  act: Act,
  { actor, period }: ByOrganiser & { period: Period },
): Promise<{ outcome: 'asked' } | Refusal> =>
  act({ members: [actor] }, async (tx): Promise<{ outcome: 'asked' } | Refusal> => {
    const [, { refused }] = await Promise.all([tx.held, permission(tx, actor, 'seeReport')])
    if (refused) return refused
    const [id, now] = [tx.nextId(), tx.now()]
    insertReport(tx, { id, to: actor, period, askedAt: now, dropBefore: now - KEPT_FOR })
    wantReportFile(tx, id, 'picture')
    tx.tell([
      { kind: 'report', to: actor, report: id, announce: true },
      { kind: 'reportFile', to: actor, report: id, file: 'picture' },
    ])
    return { outcome: 'asked' }
  })

/** What is done with a report: by whoever asked for it, as long as they organise. */
const withOwnReport = <T>(
  act: Act,
  { actor, report }: ByOrganiser & { report: string },
  work: (tx: MemberTx) => T,
): Promise<T | Refusal> =>
  act({ members: [actor] }, async (tx): Promise<T | Refusal> => {
    const [, { refused }, found] = await Promise.all([
      tx.held,
      permission(tx, actor, 'seeReport'),
      findReport(tx, report),
    ])
    if (refused) return refused
    return found?.to === actor ? work(tx) : refuse({ reason: 'not_found' })
  })

/** The same message shows another period. */
export const changePeriod = (
  act: Act,
  asked: ByOrganiser & { report: string; period: Period },
): Promise<{ outcome: 'changed' } | Refusal> =>
  withOwnReport(act, asked, (tx) => {
    const { actor, report, period } = asked
    setReportPeriod(tx, report, period)
    wantReportFile(tx, report, 'picture')
    tx.tell([
      { kind: 'report', to: actor, report, announce: false },
      { kind: 'reportFile', to: actor, report, file: 'picture' },
    ])
    return { outcome: 'changed' }
  })

/** A file for a spreadsheet, in the report's thread, with what its period covers. */
export const exportReport = (
  act: Act,
  asked: ByOrganiser & { report: string; file: ExportedFile },
): Promise<{ outcome: 'coming' } | Refusal> =>
  withOwnReport(act, asked, (tx) => {
    const { actor, report, file } = asked
    wantReportFile(tx, report, file)
    tx.tell([{ kind: 'reportFile', to: actor, report, file }])
    return { outcome: 'coming' }
  })
