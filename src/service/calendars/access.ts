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
export const usableAccess = async (
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
export const renewedAccess = (
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

export const isFromProvider = (access: CalendarAccess): access is ProviderAccess =>
  calendarProviders.some((provider) => provider === access.kind)
