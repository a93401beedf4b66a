import type { Log } from '../app/log.ts'
import type { UseCases } from '../service/services.ts'
import type { EventFacts } from './event-payloads.ts'
import { isInstalled } from './installed.ts'
import type { Served, Serving } from './serving.ts'

type RemovalParts = { serving: Serving; log: Log }

/**
 * Slack says that the app was removed or its token revoked. Such an event may be about another team's installation of the
 * same app, or come long after the app was reinstalled, yet acting on it silences the workspace and in the end deletes
 * its data. So this asks Slack whether the token is really dead. Without a clear answer it throws, and Slack sends the
 * event again.
 */
export const hearRemoval = async (
  { serving, log }: RemovalParts,
  { uninstall }: UseCases,
  { type, teams, at, source }: EventFacts,
): Promise<void> => {
  const served = await serving.allOf(source)
  // An organisation that lets the app into no workspace still has a token.
  const own = served.length === 0 && source.team === null ? await serving.from(source) : undefined
  const concerned = [...served, ...(own ? [own] : [])].filter(({ workspace, organisation }) =>
    [workspace, organisation.enterprise].some((id) => id !== null && teams.includes(id)),
  )
  if (concerned.length === 0) {
    return log.info({ event: type }, 'another team removed the app; nothing changes here')
  }
  const gone: Served[] = []
  for (const one of concerned) {
    const installed = await isInstalled(one)
    if (installed === undefined) throw new Error(`Slack did not say whether ${type} is true`)
    if (installed) {
      log.warn(
        { event: type },
        'Slack reported the app as removed, but still accepts its token; nothing changes',
      )
      continue
    }
    const counts = one === own || (await uninstall({ workspace: one.workspace, happenedAt: at }))
    if (counts) gone.push(one)
    log.warn(
      { event: type },
      counts
        ? 'the app was removed: nothing more is sent, and the data is deleted after the grace period'
        : 'the removal is older than the current installation; nothing changes',
    )
  }
  // Behind the last workspace of an organisation: if this dies half way, Slack's repeat still finds the rest by its token.
  for (const one of gone) await serving.removed(one, at)
}
