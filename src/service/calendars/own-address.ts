import { createHash, randomBytes } from 'node:crypto'
import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time/time.ts'
import {
  calendarAddressMadeAt,
  dropCalendarAddress,
  saveCalendarAddress,
} from '../../store/calendar-addresses.ts'
import type { Act, Read } from '../act.ts'
import type { Refusal } from '../outcome.ts'

type Own = { workspace: WorkspaceId; actor: MemberId }

/** When the member's private address was made; null if they have none. */
export type OwnAddress = { madeAt: Instant | null }

export const ownCalendarAddress = (read: Read, { actor }: Own): Promise<OwnAddress> =>
  read(async (tx) => ({ madeAt: (await calendarAddressMadeAt(tx, actor)) ?? null }))

/** 256 random bits, as they stand in an address: nobody finds one by trying. */
const SECRET_BYTES = 32
export const newCalendarSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')

/** All that is kept of a secret. It is random, so it needs no salt and no slow hash. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** `secretHash`: of the address that the member has now, which a repeat of the press must not show another secret for. */
export type AddressMade = { outcome: 'made'; secretHash: string }

/** Gives the actor a new address. The outcome is kept with the receipt, so it holds the hash, and not the secret. */
export const makeCalendarAddress = (
  act: Act,
  { actor, secretHash }: Own & { secretHash: string },
): Promise<AddressMade | Refusal> =>
  act({ members: [actor] }, async (tx): Promise<AddressMade> => {
    saveCalendarAddress(tx, actor, secretHash, tx.now())
    return { outcome: 'made', secretHash }
  })

/** Ends the actor's address, if there is one. */
export const endCalendarAddress = (act: Act, { actor }: Own): Promise<{ outcome: 'ended' } | Refusal> =>
  act({ members: [actor] }, async (tx): Promise<{ outcome: 'ended' }> => {
    dropCalendarAddress(tx, actor)
    return { outcome: 'ended' }
  })
