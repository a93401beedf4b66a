import { type MemberId, workspaceId } from '../../../src/domain/ids.ts'
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
