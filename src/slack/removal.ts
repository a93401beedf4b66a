import type { WebClient } from '@slack/web-api'
import type { Log } from '../app/log.ts'
import type { WorkspaceId } from '../domain/ids.ts'
import type { UseCases } from '../service/services.ts'
import { isInstalled } from './installed.ts'
import type { EventFacts } from './payloads.ts'

type RemovalParts = { workspace: WorkspaceId; client: WebClient; log: Log }

/**
 * Slack says that the app was removed or its token revoked. Such an event may be about another team's installation of the
 * same app, or come long after the app was reinstalled, yet acting on it silences the workspace and in the end deletes
 * its data. So this asks Slack whether the token is really dead. Without a clear answer it throws, and Slack sends the
 * event again.
 */
export const hearRemoval = async (
  { workspace, client, log }: RemovalParts,
  { uninstall }: UseCases,
  { type, teams, at }: EventFacts,
): Promise<void> => {
  if (!teams.includes(workspace)) {
    return log.info({ event: type }, 'another team removed the app; nothing changes here')
  }
  const installed = await isInstalled(client)
  if (installed === undefined) throw new Error(`Slack did not say whether ${type} is true`)
  if (installed) {
    return log.warn(
      { event: type },
      'Slack reported the app as removed, but still accepts its token; nothing changes',
    )
  }
  const counts = await uninstall({ workspace, happenedAt: at })
  log.warn(
    { event: type },
    counts
      ? 'the app was removed: nothing more is sent, and the data is deleted after the grace period'
      : 'the removal is older than the current installation; nothing changes',
  )
}
