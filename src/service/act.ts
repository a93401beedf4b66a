import { v7 } from 'uuid'
import {
  deliveryId,
  type MemberId,
  type ReceiptKey,
  type SessionId,
  type WorkspaceId,
} from '../domain/ids.ts'
import type { Notice } from '../domain/notices.ts'
import type { Clock, Instant } from '../domain/time/time.ts'
import { enqueue } from '../store/deliveries.ts'
import { type Between, type KnownMember, lockBesideMentor, lockMembers, lockSides } from '../store/members.ts'
import { findOutcome, keepOutcome } from '../store/receipts.ts'
import type { InWorkspace } from '../store/sql/transaction.ts'
import type { Lock, LockedTx, Tx } from '../store/sql/tx.ts'
import type { Calendars } from './calendars/calendars.ts'
import { firstUnmet, isFresh, type Meet } from './members/meet.ts'
import { type Refusal, refuse } from './outcome.ts'

/** Gives UUIDs (version 7) that sort in the order in which one process made them. */
export type IdSource = () => string

/** What every use case is built from. */
export type Parts = {
  inWorkspace: InWorkspace
  clock: Clock
  nextId: IdSource
  /** Called after a commit that left deliveries, so the worker does not wait for its next look. */
  wake: () => void
  /** Absent where nothing can seal what it takes to read members' calendars: then none can be connected. */
  calendars?: Calendars
  /** Of the payload being handled: its act happens once, however often Slack sends it. */
  receipt?: ReceiptKey
  /** Called when a member's act has ended. */
  ended?(how: ActEnd): void
}

/** How an act ended: what was wanted was done, or there was a reason against it, or something broke. */
export type ActEnd = 'done' | 'refused' | 'failed'

export const idSource = (clock: Clock): IdSource => {
  let last = 0
  let seq = 0
  return () => {
    const now = clock.now()
    seq = now > last ? 0 : seq + 1
    last = Math.max(last, now)
    return v7({ msecs: last, seq })
  }
}

/** An act's transaction, behind its locks, and what else an act needs. */
export type ActTx<Held = unknown> = LockedTx<Held> & {
  now(): Instant
  nextId(): string
  /** Adds to the notices that the act writes at its end, each once. */
  tell(notices: readonly Notice[]): void
}

/** Makes a change in one transaction that begins with its lock, and wakes the worker after the commit. */
export type Change = <Held, T>(lock: Lock<Held>, work: (tx: ActTx<Held>) => Promise<T>) => Promise<T>

/** Writes the act's notices into a transaction. */
export const tell = ({ nextId, clock }: Parts, tx: LockedTx, notices: readonly Notice[]): void =>
  enqueue(tx, notices, () => deliveryId(nextId()), clock.now())

/** The outcome must be plain data: a repeat of the payload gets the first one's, as it was stored. */
export const changeIn =
  (parts: Parts, workspace: WorkspaceId): Change =>
  async (lock, work) => {
    const { receipt, nextId, clock } = parts
    const begin = async (tx: Tx) => {
      const locked = tx.behind(lock)
      const told: Notice[] = []
      const outcome = await work({
        ...locked,
        now: clock.now,
        nextId,
        tell: (notices) => void told.push(...notices),
      })
      await locked.held
      // One statement takes the Homes in the order of their keys, so acts never wait for each other in a circle.
      tell(parts, locked, told)
      if (receipt) keepOutcome(locked, receipt, outcome, clock.now())
      return outcome
    }
    const outcome = await (receipt
      ? onceOnly(parts, workspace, receipt, begin)
      : parts.inWorkspace(workspace, begin))
    parts.wake()
    return outcome
  }

/**
 * Hardly any payload is a repeat, so there is no check beforehand: a repeat does the work, finds the receipt at the
 * end, and is rolled back.
 */
const onceOnly = async <T>(
  { inWorkspace }: Parts,
  workspace: WorkspaceId,
  key: ReceiptKey,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => {
  try {
    return await inWorkspace(workspace, work)
  } catch (error) {
    const first = await inWorkspace(workspace, (tx) => findOutcome<T>(tx, key)).catch(() => undefined)
    if (first) return first.outcome
    throw error
  }
}

/** Reads what a screen shows. */
export type Read = {
  <T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** As `Meet`. @returns a refusal if one of them could not be met */
  meet(members: readonly MemberId[]): Promise<Refusal | undefined>
  now(): Instant
}

export const readIn = ({ inWorkspace, clock }: Parts, meet: Meet, workspace: WorkspaceId): Read =>
  Object.assign(<T>(work: (tx: Tx) => Promise<T>) => inWorkspace(workspace, work), {
    meet: async (members: readonly MemberId[]) => firstUnmet(await meet(workspace, members)),
    now: clock.now,
  })

/**
 * Whose rows an act locks: the members it names, once the app has met them all; or both sides of a request, card or
 * booked session, and nobody if the actor is neither; or the mentor of an open session and the members it names,
 * and with `seated` also all who have a seat. The mentor's row orders everything that happens to that mentor's open
 * sessions.
 */
export type Sides =
  | { members: readonly MemberId[] }
  | { between: Between }
  | { openSession: SessionId; members: readonly MemberId[]; seated?: true }

type Known = ReadonlyMap<MemberId, KnownMember>

export type MemberTx = ActTx<Known> & {
  /** Why a member is not in `held`: Slack knows nobody by that id, or did not answer. */
  unmet(member: MemberId): Refusal
}

/** What a member does: a change, refused if the actor's account is gone. */
export type Act = <T>(sides: Sides, work: (tx: MemberTx) => Promise<T>) => Promise<T | Refusal>

/** Rolls back a transaction that began before all its members were met. */
class Unmet extends Error {}

/** Rolls back a transaction whose actor may do nothing. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}

export const actOf = (
  parts: Parts,
  meet: Meet,
  { workspace, actor }: { workspace: WorkspaceId; actor: MemberId },
): Act => {
  const change = changeIn(parts, workspace)
  const attempt = <T>(
    sides: Sides,
    work: (tx: MemberTx) => Promise<T>,
    missing: ReadonlyMap<MemberId, Refusal> | undefined,
  ) => {
    const unmet = (member: MemberId) => missing?.get(member) ?? refuse({ reason: 'unknown_member', member })
    const lock: Lock<Known> = async (tx) => {
      if ('between' in sides) {
        const held = await lockSides(tx, sides.between, actor)
        return asMayAct(held, held.get(actor))
      }
      const held = await ('openSession' in sides
        ? lockBesideMentor(tx, sides.openSession, sides.members, sides.seated)
        : lockMembers(tx, sides.members))
      if (!missing && !sides.members.every((one) => isFresh(held.get(one), parts.clock.now())))
        throw new Unmet()
      if (!held.has(actor)) throw new Refused(unmet(actor))
      return asMayAct(held, held.get(actor))
    }
    return change(lock, (tx) => work({ ...tx, unmet }))
  }
  return async (sides, work) => {
    try {
      try {
        return await attempt(sides, work, undefined)
      } catch (error) {
        if (!(error instanceof Unmet) || !('members' in sides)) throw error
        // Most members are known. If one is not, Slack is asked and the act starts over.
        return await attempt(sides, work, await meet(workspace, sides.members))
      }
    } catch (error) {
      if (error instanceof Refused) return error.refusal
      throw error
    }
  }
}

/** An account that is gone can do nothing. This is checked under the act's own lock. */
const asMayAct = (held: Known, actor: KnownMember | undefined): Known => {
  if (actor?.isDeactivated) throw new Refused(refuse({ reason: 'own_deactivated' }))
  return held
}
