import type { Log } from '../app/log.ts'
import { workspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import type { UseCases } from '../service/services.ts'
import type { EventFacts } from './event-payloads.ts'
import { isInstalled } from './installed.ts'
import { asConcerned, type Concerned, type Serving, type Source } from './serving.ts'

type RemovalParts = { serving: Serving; log: Log }

/**
 * Slack says that the app was removed or its token revoked. Such an event may be about another team's installation of the
 * same app, or come long after the app was reinstalled, yet acting on it silences the workspace and in the end deletes
 * its data. So this asks Slack whether the token is really dead, unless it accepted it no longer anyway. Without a clear
 * answer it throws, and Slack sends the event again. What ended is the installation that was asked about, also if it is
 * younger than the event, since our clock may be ahead of Slack's.
 */
export const hearRemoval = async (
  { serving, log }: RemovalParts,
  { uninstall }: UseCases,
  { type, teams, at, source }: EventFacts,
): Promise<void> => {
  const known = await serving.allOf(source)
  const own = known.length === 0 ? await organisationItself(serving, source) : undefined
  const concerned = [...known, ...(own ? [own] : [])].filter(({ workspace, organisation }) =>
    [workspace, organisation.enterprise].some((id) => id !== null && teams.includes(id)),
  )
  if (concerned.length === 0) {
    return log.info({ event: type }, 'another team removed the app; nothing changes here')
  }
  const gone: (Concerned & { happenedAt: Instant | null })[] = []
  for (const one of concerned) {
    const installed = one.served ? await isInstalled(one.served) : false
    if (installed === undefined) throw new Error(`Slack did not say whether ${type} is true`)
    if (installed) {
      log.warn(
        { event: type },
        'Slack reported the app as removed, but still accepts its token; nothing changes',
      )
      continue
    }
    const happenedAt = at === null ? null : Math.max(at, one.served?.installedAt ?? at)
    const counts = one === own || (await uninstall({ workspace: one.workspace, happenedAt }))
    if (counts) gone.push({ ...one, happenedAt })
    log.warn(
      { event: type },
      counts
        ? 'the app was removed: nothing more is sent, and the data is deleted after the grace period'
        : 'the removal is older than the current installation; nothing changes',
    )
  }
  // Behind the last workspace of an organisation: if this dies half way, Slack's repeat still finds the rest by its token.
  for (const one of gone) await serving.removed(one, one.happenedAt)
}

/** One that lets the app into no workspace still has an installation. */
const organisationItself = async (serving: Serving, source: Source): Promise<Concerned | undefined> => {
  const { team, enterprise } = source
  if (team !== null || enterprise === null) return undefined
  const served = await serving.from(source)
  if (served) return asConcerned(served)
  const organisation = { team: null, enterprise }
  return { workspace: workspaceId(enterprise), installation: enterprise, organisation, served }
}
