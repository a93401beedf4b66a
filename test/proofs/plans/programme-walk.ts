import { type MemberId, type WorkspaceId, workspaceId } from '../../../src/domain/ids.ts'
import type { Services } from '../../../src/service/services.ts'

/** What an organiser does. */
export const walkThroughProgramme = async (
  use: Services,
  organiser: MemberId,
  other: MemberId,
): Promise<void> => {
  const by = { workspace: workspaceId('T7'), actor: organiser }
  const shown = await use.programme(by)
  if (shown.outcome !== 'programme') throw new Error(JSON.stringify(shown))
  await use.changeSettings({ ...by, changes: { welcomeLine: 'Come in' } })
  await use.nameOrganiser({ ...by, member: other })
  await use.removeOrganiser({ ...by, member: other })
}

/** Before what reads few topics by the same statement: a report reads as many as the workspace has. */
export const walkThroughReports = async (
  use: Services,
  by: { workspace: WorkspaceId; actor: MemberId },
): Promise<void> => {
  const { reports } = use
  const { workspace } = by
  await reports.keep(workspace, (page) => page())
  await use.askReport({ ...by, period: 'quarter' })
  const report = 'report1'
  await use.changePeriod({ ...by, report, period: 'year' })
  await use.exportReport({ ...by, report, file: 'requests' })
  await reports.state(workspace, report)
  await reports.file(workspace, report, 'picture')
  await reports.keepFile(workspace, report, 'picture', { id: 'F1', shared: true })
  for (const read of Object.values(reports.rows)) await read(workspace, 'year', 'U1', by.actor)
}
