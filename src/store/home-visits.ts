import type { MemberId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import type { LockedTx } from './sql/tx.ts'

/** Keeps how the member last browsed Home, as the Slack side encoded it. */
export const saveHomeState = (tx: LockedTx, member: MemberId, state: string): void =>
  tx.write('update members set home_state = :state where workspace_id = :workspace and id = :member', {
    member,
    state,
  })

/** Keeps the member's Home current from now on. Whatever was browsed on it is forgotten: it opens at the top. */
export const markHomeOpened = (tx: LockedTx, member: MemberId, now: Instant): void =>
  tx.write(
    /* sql */ `
    update members set home_opened_at = coalesce(home_opened_at, :now), home_state = null
    where workspace_id = :workspace and id = :member and (home_opened_at is null or home_state is not null)`,
    { member, now: new Date(now) },
  )
