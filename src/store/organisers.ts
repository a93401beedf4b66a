import { type MemberId, memberId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { flag, texts } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

const ORGANISERS = /* sql */ `
  array(select o.member_id from organisers o
    where o.workspace_id = :workspace and not exists (
      select from members g where g.workspace_id = :workspace and g.id = o.member_id and g.is_deactivated)
    order by o.named_at, o.member_id)`

/** What a member's place depends on: their account, and who was named and is still there, first named first. */
export type Standing = { isAdmin: boolean; isDeactivated: boolean; organisers: readonly MemberId[] }

/** Of a member whom the app has not met, nothing but the others is known. */
export const standingOf = async (tx: Tx, member: MemberId): Promise<Standing> => {
  const [row] = await tx.rows(
    /* sql */ `
    select coalesce(m.is_admin, false) as is_admin, coalesce(m.is_deactivated, false) as is_deactivated,
      ${ORGANISERS} as organisers
    from (select 1) one left join members m on m.workspace_id = :workspace and m.id = :member`,
    { member },
  )
  if (!row) throw new Error('a select without from gave no row')
  return {
    isAdmin: flag(row, 'is_admin'),
    isDeactivated: flag(row, 'is_deactivated'),
    organisers: texts(row, 'organisers').map(memberId),
  }
}

/** Naming twice changes nothing. */
export const nameOrganiser = (tx: LockedTx, member: MemberId, now: Instant): void =>
  tx.write(
    /* sql */ `
    insert into organisers (workspace_id, member_id, named_at) values (:workspace, :member, :now)
    on conflict do nothing`,
    { member, now: new Date(now) },
  )

export const removeOrganiser = (tx: LockedTx, member: MemberId): void =>
  tx.write('delete from organisers where workspace_id = :workspace and member_id = :member', { member })
