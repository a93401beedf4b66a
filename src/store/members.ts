import { type CardId, type MemberId, memberId, type RequestId, type SessionId } from '../domain/ids.ts'
import type { Member, Recency } from '../domain/member.ts'
import type { Instant } from '../domain/time/time.ts'
import { flag, instant, orNull, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** What Slack says about a member, and when it last changed; only we know whether they paused. */
export type Account = Omit<Member, 'isPaused'> & Pick<Recency, 'updatedAt'>

const toMember = (row: Row): Member => ({
  id: memberId(text(row, 'id')),
  name: text(row, 'name'),
  fullName: text(row, 'full_name'),
  picture: orNull(text, row, 'picture'),
  title: orNull(text, row, 'title'),
  zone: text(row, 'zone'),
  isBot: flag(row, 'is_bot'),
  isDeactivated: flag(row, 'is_deactivated'),
  isGuest: flag(row, 'is_guest'),
  isStranger: flag(row, 'is_stranger'),
  isAdmin: flag(row, 'is_admin'),
  isPaused: flag(row, 'is_paused'),
})

/** `seenAt`: the moment of Slack's last answer or event about them. */
export type KnownMember = Member & Recency

const toKnown = (row: Row): KnownMember => ({
  ...toMember(row),
  updatedAt: orNull(instant, row, 'updated_at'),
  seenAt: instant(row, 'fetched_at'),
})

const byId = (rows: readonly Row[]): ReadonlyMap<MemberId, KnownMember> =>
  new Map(rows.map(toKnown).map((member) => [member.id, member]))

const columns = /* sql */ `
  m.id, m.name, coalesce(m.full_name, m.name) as full_name, m.picture, m.title, m.zone, m.is_bot, m.is_deactivated, m.is_guest, m.is_stranger, m.is_admin, m.fetched_at, m.updated_at,
  coalesce((select a.paused from availabilities a
    where a.workspace_id = :workspace and a.member_id = m.id), false) as is_paused`

/**
 * Locks the members' rows and returns them by id, without those the app never met. Always in the order of their ids, so
 * two acts on one pair wait for each other but never in a circle. `no key update` lets others write rows that merely
 * refer to a member.
 */
export const lockMembers = async (
  tx: Tx,
  ids: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, KnownMember>> =>
  byId(
    await tx.rows(
      `select ${columns} from members m where m.workspace_id = :workspace and m.id = any(:ids)
        order by m.id for no key update of m`,
      { ids },
    ),
  )

/** Something between two members, whose rows an act on it locks. */
export type Between = { request: RequestId } | { card: CardId } | { session: SessionId }

const lockedBeside = (ids: string) => /* sql */ `
  select ${columns} from members m
  where m.workspace_id = :workspace and m.id = any(cast((${ids}) as text[]))
  order by m.id for no key update of m`

const sides = {
  request: lockedBeside(/* sql */ `
    select array[r.sender_id, r.receiver_id] from requests r
    where r.workspace_id = :workspace and r.id = :id and :actor in (r.sender_id, r.receiver_id)`),
  card: lockedBeside(/* sql */ `
    select array[c.sender_id, c.receiver_id] from cards c
    where c.workspace_id = :workspace and c.id = :id and :actor in (c.sender_id, c.receiver_id)`),
  session: lockedBeside(/* sql */ `
    select array_agg(s.member_id) from session_members s
    where s.workspace_id = :workspace and s.session_id = :id and not exists (
      select from open_sessions o where o.workspace_id = :workspace and o.session_id = :id)
    having bool_or(s.member_id = :actor)`),
}

const BESIDE_MENTOR = /* sql */ `
  select ${columns} from members m
  where m.workspace_id = :workspace and m.id = any(array_append(cast(:ids as text[]), (
    select o.mentor_id from open_sessions o where o.workspace_id = :workspace and o.session_id = :session)))
  order by m.id for no key update of m`

const BESIDE_ALL_IN_IT = /* sql */ `
  select ${columns} from members m
  where m.workspace_id = :workspace and m.id = any(cast(:ids as text[]) || array(
    select s.member_id from session_members s
    where s.workspace_id = :workspace and s.session_id = :session and (s.active or s.role = 'mentor')))
  order by m.id for no key update of m`

/**
 * The same for these members and the mentor of an open session, who never changes; with `seated` also for all who have a
 * seat. Somebody who takes one meanwhile holds the mentor's row, and so is waited for, but not locked.
 */
export const lockBesideMentor = async (
  tx: Tx,
  session: SessionId,
  ids: readonly MemberId[],
  seated = false,
): Promise<ReadonlyMap<MemberId, KnownMember>> =>
  byId(await tx.rows(seated ? BESIDE_ALL_IN_IT : BESIDE_MENTOR, { session, ids }))

/** Locks one more member's row unless somebody holds it, and so never waits. @returns undefined if somebody does */
export const lockIfIdle = async (tx: LockedTx, id: MemberId): Promise<KnownMember | undefined> => {
  const [row] = await tx.rows(
    `select ${columns} from members m where m.workspace_id = :workspace and m.id = :id
      for no key update of m skip locked`,
    { id },
  )
  return row && toKnown(row)
}

/**
 * The same for both sides of a request, card or booked session, which never change; locks nobody if the actor is
 * neither. What is read behind it is read under the lock.
 */
export const lockSides = async (
  tx: Tx,
  between: Between,
  actor: MemberId,
): Promise<ReadonlyMap<MemberId, KnownMember>> => {
  const [kind, id] =
    'request' in between
      ? (['request', between.request] as const)
      : 'card' in between
        ? (['card', between.card] as const)
        : (['session', between.session] as const)
  return byId(await tx.rows(sides[kind], { id, actor }))
}

export const findMembers = async (
  tx: Tx,
  ids: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, KnownMember>> =>
  byId(
    await tx.rows(`select ${columns} from members m where m.workspace_id = :workspace and m.id = any(:ids)`, {
      ids,
    }),
  )

const bindings = ({ updatedAt, ...account }: Account, seenAt: Instant) => ({
  ...account,
  updatedAt: updatedAt === null ? null : new Date(updatedAt),
  seenAt: new Date(seenAt),
})

/**
 * Adds a member whom the app had not met; if another process met them first, what it heard stays. The insert locks the
 * one row that it makes, and so may be part of a lock.
 */
export const meetMember = async (tx: Tx, account: Account, seenAt: Instant): Promise<void> => {
  await tx.rows(
    /* sql */ `
    insert into members
      (workspace_id, id, name, full_name, picture, title, zone, is_bot, is_deactivated, is_guest, is_stranger, is_admin, updated_at, fetched_at,
        left_at)
    values (:workspace, :id, :name, :fullName, :picture, :title, :zone, :isBot, :isDeactivated, :isGuest, :isStranger, :isAdmin, :updatedAt, :seenAt,
      case when :isDeactivated then cast(:seenAt as timestamptz) end)
    on conflict (workspace_id, id) do nothing`,
    bindings(account, seenAt),
  )
}

/** Saves what is newly known about a member, under the lock of their row. */
export const saveAccount = (tx: LockedTx, account: Account, seenAt: Instant): void => {
  tx.write(
    /* sql */ `
    update members set name = :name, full_name = :fullName, picture = :picture, title = :title, zone = :zone, is_bot = :isBot,
      is_deactivated = :isDeactivated, is_guest = :isGuest, is_stranger = :isStranger, is_admin = :isAdmin, updated_at = :updatedAt, fetched_at = :seenAt,
      left_at = case when :isDeactivated then coalesce(left_at, :seenAt) end
    where workspace_id = :workspace and id = :id`,
    bindings(account, seenAt),
  )
}
