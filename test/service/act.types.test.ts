import { expect, expectTypeOf, it } from 'vitest'
import type { RequestId } from '../../src/domain/ids.ts'
import type { Act, Change, MemberTx } from '../../src/service/act.ts'
import { findRequest, markDismissed } from '../../src/store/requests.ts'
import type { LockedTx, Tx } from '../../src/store/sql/tx.ts'

declare const act: Act
declare const change: Change
declare const reading: Tx
declare const id: RequestId

/** Never called: `npm run check:types` fails if one of these begins to compile. */
const mistakes = {
  aWriteWithoutALock: () => {
    // @ts-expect-error A transaction that reads has no way to write.
    reading.write('update requests set hidden_at = now()')
    // @ts-expect-error Changing rows takes a transaction behind its locks.
    markDismissed(reading, [id])
  },
  anActWithoutALock: () => {
    // @ts-expect-error An act says first whose rows it locks.
    void act(async (tx: MemberTx) => findRequest(tx, id))
    // @ts-expect-error So does a change.
    void change(async (tx: LockedTx) => findRequest(tx, id))
  },
  aReadBeforeTheLock: () => {
    // @ts-expect-error An act is not a transaction: there is none until its lock has been asked for.
    void findRequest(act, id)
    // @ts-expect-error Nor does it hold one that could be taken out.
    void findRequest(act.tx, id)
  },
}

it('only a transaction behind its locks can write', () => {
  expectTypeOf<Tx>().not.toHaveProperty('write')
  expectTypeOf<LockedTx>().toHaveProperty('write')
  expectTypeOf<Parameters<typeof markDismissed>[0]>().toEqualTypeOf<LockedTx>()
  expect(Object.keys(mistakes)).toHaveLength(3)
})
