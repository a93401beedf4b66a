import { expect, it } from 'vitest'
import { memberId } from '../../../src/domain/ids.ts'
import { text } from '../../../src/store/sql/row.ts'
import { account, world } from '../../support/world.ts'

const [owner, organiser] = [memberId('UOWNER'), memberId('UORG')]

it('a report is its own organiser’s: for another one it is as unknown as one that does not exist', async () => {
  const { services, parts, workspace } = await world([account(owner, { isAdmin: true }), account(organiser)])
  await services.nameOrganiser({ workspace, actor: owner, member: organiser })
  await services.askReport({ workspace, actor: owner, period: 'quarter' })
  const kept = () =>
    parts.inWorkspace(workspace, (tx) =>
      tx.rows('select id, member_id, period from reports where workspace_id = :workspace'),
    )
  const [row, ...more] = await kept()
  if (!row || more.length > 0) throw new Error('one report')
  const before = await kept()

  for (const report of [text(row, 'id'), 'none']) {
    const asked = { workspace, actor: organiser, report }
    const unknown = expect.objectContaining({ outcome: 'refused', reason: 'not_found' })
    expect(await services.changePeriod({ ...asked, period: 'year' })).toEqual(unknown)
    expect(await services.exportReport({ ...asked, file: 'people' })).toEqual(unknown)
  }
  expect(await kept()).toEqual(before)

  const own = { workspace, actor: owner, report: text(row, 'id') }
  expect(await services.changePeriod({ ...own, period: 'year' })).toEqual({ outcome: 'changed' })
  expect(await services.exportReport({ ...own, file: 'people' })).toEqual({ outcome: 'coming' })
})
