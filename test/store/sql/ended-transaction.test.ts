import { expect, it, onTestFinished } from 'vitest'
import { workspaceId } from '../../../src/domain/ids.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import { saveWorkspace } from '../../../src/store/workspaces.ts'
import { ownDatabase } from '../../support/own-database.ts'

/** One connection, so that the next transaction gets the one that the first gave back. */
const POOL = 1

it('What an ended transaction still asks reaches nobody: not the one that has its connection next', async () => {
  const { knex, close } = await ownDatabase(POOL)
  onTestFinished(close)
  const within = inWorkspace(knex)
  const [failed, next] = [workspaceId('T0FAILED01'), workspaceId('T0NEXT0001')]
  for (const one of [failed, next]) await within(one, (tx) => saveWorkspace(tx, 'Before', 0))

  let goOn = () => {}
  const overtaken = new Promise<void>((resolve) => {
    goOn = resolve
  })
  let straggler: Promise<unknown> = Promise.resolve()
  const work = within(failed, async (tx) => {
    const locked = tx.behind(ownRows)
    straggler = overtaken.then(() => {
      locked.write(`update workspaces set name = 'Astray'`, {})
      return tx.rows('select count(*)::int as count from workspaces')
    })
    straggler.catch(() => {})
    throw new Error('one branch failed')
  })
  await expect(work).rejects.toThrow('one branch failed')

  const name = await within(next, async (tx) => {
    await tx.rows('select 1 as held')
    goOn()
    await straggler.catch(() => {})
    const [row] = await tx.rows('select name from workspaces where workspace_id = :workspace')
    return row?.name
  })
  expect(name).toBe('Before')
  await expect(straggler).rejects.toThrow('over')
})
