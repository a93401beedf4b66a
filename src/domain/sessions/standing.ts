import type { Instant } from '../time/time.ts'
import type { LeftBecause, SeatedBy } from './open-session.ts'

/** What a member is to an open session. */
export type OpenStanding =
  | { is: 'mentor' }
  /** `movedSince`: the session was given another time after they took the seat. */
  | { is: 'seated'; by: SeatedBy; movedSince?: true }
  /** They came up from the waitlist shortly before the start, and have not said yes yet. */
  | { is: 'held'; until: Instant }
  /** `place`: 1 for the first. `passedOver`: a seat came free, but they had another session then. */
  | { is: 'waiting'; place: number; passedOver: boolean }
  | { is: 'gone'; because: LeftBecause }
  | { is: 'invited'; isPutAside: boolean }
  | { is: 'none' }

/** Places in line up to this one are named in messages, and so redrawn by each act that moves the waitlist. */
export const PLACES_NAMED = 3

/** What their row as somebody with a seat says, and their row as somebody invited or waiting. */
export type Relations = {
  isMentor: boolean
  /** Null without a seat. */
  seatedBy: SeatedBy | null
  heldUntil: Instant | null
  movedSince: boolean
  leftBecause: LeftBecause | null
  place: number | null
  passedOver: boolean
  isInvited: boolean
  isPutAside: boolean
}

/** The newest of what they are: somebody who left can wait again, and an invitation is what is left of nothing else. */
export const standingAs = (of: Relations): OpenStanding => {
  if (of.isMentor) return { is: 'mentor' }
  if (of.seatedBy !== null)
    return of.heldUntil === null
      ? { is: 'seated', by: of.seatedBy, ...(of.movedSince && { movedSince: true as const }) }
      : { is: 'held', until: of.heldUntil }
  if (of.place !== null) return { is: 'waiting', place: of.place, passedOver: of.passedOver }
  if (of.leftBecause !== null) return { is: 'gone', because: of.leftBecause }
  return of.isInvited ? { is: 'invited', isPutAside: of.isPutAside } : { is: 'none' }
}

/** Whether the member may see and join the session; who may not is told that there is none. */
export const maySee = (audience: 'everyone' | 'invited', { is }: Pick<OpenStanding, 'is'>): boolean =>
  audience === 'everyone' || is !== 'none'

/** Whether they have a seat, are kept one, or wait for one, or are its mentor: nothing is left for them to join. */
export const isIn = ({ is }: Pick<OpenStanding, 'is'>): boolean =>
  is === 'mentor' || is === 'seated' || is === 'held' || is === 'waiting'
