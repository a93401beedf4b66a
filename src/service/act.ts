import { v7 } from 'uuid'
import { deliveryId, type MemberId, type ReceiptKey, type WorkspaceId } from '../domain/ids.ts'
import type { Notice } from '../domain/notices.ts'
import type { Clock, Instant } from '../domain/time/time.ts'
import { enqueue } from '../store/deliveries.ts'
import { type Between, type KnownMember, lockMembers, lockSides } from '../store/members.ts'
import { findOutcome, keepOutcome } from '../store/receipts.ts'
import type { InWorkspace, Lock, LockedTx, Tx } from '../store/sql/transaction.ts'
import { firstUnmet, isFresh, type Meet } from './members/meet.ts'
import { type Refusal, refuse } from './outcome.ts'

/** Gives UUIDs (version 7) that sort in the order in which one process made them. */
export type IdSource = () => string

/** What every use case is built from. */
export type Parts = {
  inWorkspace: InWorkspace
  clock: Clock
  nextId: IdSource
  /** Called after a commit that left deliveries behind, so that the worker need not wait for its next look. */
  wake: () => void
  /** The delivery that is being worked on: its one act is done once, however often it comes. */
  receipt?: ReceiptKey
}

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

/** One act's transaction, behind its locks, and all that an act needs beside it. */
export type ActTx<Held = unknown> = LockedTx<Held> & {
  now(): Instant
  nextId(): string
  /** Has the act's notices written at its end, each once, with all else that it writes. */
  tell(notices: readonly Notice[]): void
}

/** Changes what is kept, in one transaction that first locks, and wakes the worker once it is committed. */
export type Change = <Held, T>(lock: Lock<Held>, work: (tx: ActTx<Held>) => Promise<T>) => Promise<T>

/** Writes the act's notices into a transaction. */
export const tell = ({ nextId, clock }: Parts, tx: LockedTx, notices: readonly Notice[]): void =>
  enqueue(tx, notices, () => deliveryId(nextId()), clock.now())

/** The outcome is plain data: where a delivery of Slack's comes again, it is the first one's, as kept. */
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
      // In one statement: it takes the Homes in the order of their keys, and acts never wait for them in a circle.
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
 * Nearly every delivery is the first, so nobody asks beforehand: one that comes again does its work in vain, finds at
 * its end that the receipt is there, and is taken back.
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
  /** As `Meet`; refuses where one of them could not be met. */
  meet(members: readonly MemberId[]): Promise<Refusal | undefined>
  now(): Instant
}

export const readIn = ({ inWorkspace, clock }: Parts, meet: Meet, workspace: WorkspaceId): Read =>
  Object.assign(<T>(work: (tx: Tx) => Promise<T>) => inWorkspace(workspace, work), {
    meet: async (members: readonly MemberId[]) => firstUnmet(await meet(workspace, members)),
    now: clock.now,
  })

/**
 * Whose rows a member's act locks: members whom it names, each of whom the app has met; or both sides of a request, a
 * card or a session, and nobody where the actor is neither of them.
 */
export type Sides = { members: readonly MemberId[] } | { between: Between }

type Known = ReadonlyMap<MemberId, KnownMember>

export type MemberTx = ActTx<Known> & {
  /** Why a member is not among those who are held: nobody of that id, or Slack does not say. */
  unmet(member: MemberId): Refusal
}

/** What a member does: a change that is refused to whoever may do nothing any more. */
export type Act = <T>(sides: Sides, work: (tx: MemberTx) => Promise<T>) => Promise<T | Refusal>

/** Takes a transaction back that began among members of whom too little is known. */
class Unmet extends Error {}

/** Takes a transaction back whose actor may do nothing. */
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
      const held = await lockMembers(tx, sides.members)
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
        // Most members are known: all is done anew only where one of them is not, and Slack was asked.
        return await attempt(sides, work, await meet(workspace, sides.members))
      }
    } catch (error) {
      if (error instanceof Refused) return error.refusal
      throw error
    }
  }
}

/** An account that is gone can do nothing, looked at under the same lock as all else. */
const asMayAct = (held: Known, actor: KnownMember | undefined): Known => {
  if (actor?.isDeactivated) throw new Refused(refuse({ reason: 'own_deactivated' }))
  return held
}
