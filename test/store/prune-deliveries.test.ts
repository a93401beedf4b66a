import { expect, it } from 'vitest'
import { DAY } from '../../src/domain/time/time.ts'
import { pruneDeliveries } from '../../src/store/prune-deliveries.ts'
import { world } from '../support/world.ts'

it('finished deliveries go after a week, failed ones after two months, waiting ones never; other workspaces keep theirs', async () => {
  const [mine, other] = [await world([]), await world([])]
  const now = mine.clock.now()
  const write = ({ workspace, parts }: typeof mine, id: string, age: number, outcome: string | null) =>
    parts.inWorkspace(workspace, (tx) =>
      tx.rows(
        `insert into deliveries (workspace_id, id, notice, lane, order_key, created_at, run_at, settled_at, outcome)
         values (:workspace, :id, '{}', 'home', :id, :at, :at, :settledAt, :outcome)`,
        { id, outcome, at: new Date(now - age), settledAt: outcome ? new Date(now - age) : null },
      ),
    )
  for (const office of [mine, other]) {
    await write(office, 'sent-old', 7 * DAY + 1, 'sent')
    await write(office, 'sent-new', 7 * DAY - 1, 'sent')
    await write(office, 'skipped-old', 8 * DAY, 'skipped')
    await write(office, 'failed-old', 60 * DAY + 1, 'failed')
    await write(office, 'failed-new', 60 * DAY - 1, 'failed')
    await write(office, 'waiting', 400 * DAY, null)
  }
  expect(await pruneDeliveries(mine.parts.inWorkspace, mine.workspace, now)).toBe(3)
  const left = async ({ workspace, parts }: typeof mine) =>
    (
      await parts.inWorkspace(workspace, (tx) =>
        tx.rows('select id from deliveries where workspace_id = :workspace order by id'),
      )
    ).map(({ id }) => id)
  expect(await left(mine)).toEqual(['failed-new', 'sent-new', 'waiting'])
  expect(await left(other)).toHaveLength(6)
})
