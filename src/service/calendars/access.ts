import {
  type CalendarAccess,
  type CalendarFault,
  calendarProviders,
  type ProviderAccess,
} from '../../domain/calendars/reading.ts'
import type { WorkspaceId } from '../../domain/ids.ts'
import { MINUTE, SECOND } from '../../domain/time/time.ts'
import { openAccess, sealAccess } from '../../store/calendar-access.ts'
import { endRenewal, takeRenewal } from '../../store/calendar-secrets.ts'
import { ownRows } from '../../store/sql/tx.ts'
import type { Parts } from '../act.ts'
import { afterOthers } from '../renewal.ts'
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
    : renewedAccess(parts, calendars, workspace, source, access)
}

/** How long nobody else renews what one process has taken: longer than the provider is waited for. */
const LEASE = 10 * SECOND

/**
 * Replaces access that has ended, one process at a time, so that a refresh token is used once; whoever waited gets what was
 * got meanwhile.
 */
const renewedAccess = async (
  { inWorkspace, clock }: Parts,
  { sealing, providers }: Calendars,
  workspace: WorkspaceId,
  { id, secret: before }: Source,
  ended: ProviderAccess,
): Promise<Access> => {
  const provider = providers[ended.kind]
  let known = before
  const renewed = await afterOthers(async (): Promise<Access | 'renewing'> => {
    const now = clock.now()
    const until = now + LEASE
    const found = await inWorkspace(workspace, (tx) =>
      takeRenewal(tx.behind(ownRows), { id, secret: known }, { now, until }),
    )
    // Disconnected meanwhile, or the operator has no client there any more.
    if (!found || !provider) return { fault: 'revoked' }
    if (found.isMine) {
      const got = await provider.renew(ended)
      const access = 'fault' in got ? got : { ...got, kind: ended.kind }
      const secret = 'fault' in access ? known : sealAccess(sealing, workspace, id, access)
      await inWorkspace(workspace, async (tx) => endRenewal(tx.behind(ownRows), { id, secret }, until))
      return access
    }
    // It may merely have been sealed anew.
    known = found.secret
    const access = openAccess(sealing, workspace, { id, secret: known })
    return isFromProvider(access) && access.access === ended.access ? 'renewing' : access
  })
  return renewed ?? { fault: 'timeout' }
}

/**
 * Uses a source. Access can end before its time, and then there is new access; that the consent is over is said only by
 * whoever gives that. A server that refuses even new access has a fault of its own, which passes.
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
  if (!isRefused(done) || !isFromProvider(access)) return done
  const renewed = await renewedAccess(parts, calendars, workspace, source, access)
  if ('fault' in renewed) return renewed
  const again = await use(renewed)
  return isRefused(again) ? { fault: 'unexpected' } : again
}

const isRefused = (done: object) => 'fault' in done && done.fault === 'revoked'

export const isFromProvider = (access: CalendarAccess): access is ProviderAccess =>
  calendarProviders.some((provider) => provider === access.kind)
