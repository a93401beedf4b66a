import {
  type CalendarAccess,
  type CalendarFault,
  calendarProviders,
  type ProviderAccess,
} from '../../domain/calendars/reading.ts'
import type { WorkspaceId } from '../../domain/ids.ts'
import { MINUTE } from '../../domain/time/time.ts'
import { openAccess, sealAccess } from '../../store/calendar-access.ts'
import { lockSecret, saveSecret } from '../../store/calendar-sources.ts'
import { ownRows } from '../../store/sql/tx.ts'
import type { Parts } from '../act.ts'
import type { Calendars } from './calendars.ts'

/** Access that ends sooner might end on its way. */
const AHEAD = MINUTE

type Source = { id: string; secret: string }
type Access = CalendarAccess | { fault: CalendarFault }

/**
 * What it takes to use a source now. Where a provider's access has ended, it is renewed.
 * @throws KeyMissing if it was sealed with a key that is gone
 */
const usableAccess = async (
  parts: Parts,
  calendars: Calendars,
  workspace: WorkspaceId,
  source: Source,
): Promise<Access> => {
  const access = openAccess(calendars.sealing, workspace, source)
  return !isFromProvider(access) || access.accessUntil > parts.clock.now() + AHEAD
    ? access
    : renewedAccess(parts, calendars, workspace, { source: source.id, ended: access })
}

/**
 * Replaces access that has ended, one process at a time: the row is locked while the provider is asked, and read again
 * behind the lock, so that a refresh token is used once. Whoever waited gets what was got meanwhile.
 */
const renewedAccess = (
  { inWorkspace }: Parts,
  { sealing, providers }: Calendars,
  workspace: WorkspaceId,
  { source: id, ended }: { source: string; ended: ProviderAccess },
): Promise<ProviderAccess | { fault: CalendarFault }> =>
  inWorkspace(workspace, async (tx) => {
    const secret = await lockSecret(tx, id)
    // Disconnected meanwhile, or the operator has no client there any more.
    const access = secret === undefined ? undefined : openAccess(sealing, workspace, { id, secret })
    const provider = providers[ended.kind]
    if (!access || !isFromProvider(access) || !provider) return { fault: 'revoked' }
    if (access.access !== ended.access) return access
    const got = await provider.renew(access)
    if ('fault' in got) return got
    const renewed = { ...got, kind: access.kind }
    saveSecret(tx.behind(ownRows), id, sealAccess(sealing, workspace, id, renewed))
    return renewed
  })

/**
 * Uses a source. Access can end before its time; only the refusal of a new one says that the consent is over.
 * @throws KeyMissing if what it takes was sealed with a key that is gone
 */
export const usingAccess = async <Done extends object>(
  parts: Parts,
  calendars: Calendars,
  workspace: WorkspaceId,
  source: Source,
  use: (access: CalendarAccess) => Promise<Done>,
): Promise<Done | { fault: CalendarFault }> => {
  const access = await usableAccess(parts, calendars, workspace, source)
  if ('fault' in access) return access
  const done = await use(access)
  const isRefused = 'fault' in done && done.fault === 'revoked'
  if (!isRefused || !isFromProvider(access)) return done
  const renewed = await renewedAccess(parts, calendars, workspace, { source: source.id, ended: access })
  return 'fault' in renewed ? renewed : use(renewed)
}

export const isFromProvider = (access: CalendarAccess): access is ProviderAccess =>
  calendarProviders.some((provider) => provider === access.kind)
