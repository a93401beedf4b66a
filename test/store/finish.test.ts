import { expect, it } from 'vitest'
import { noticeKinds } from '../../src/domain/notices.ts'
import { deliveryQueue } from '../../src/store/delivery-queue.ts'
import { inWorkspace, statements } from '../../src/store/sql/transaction.ts'
import { postOffice } from '../worker/support/post-office.ts'

const LEASE = 30_000

it('Of two processes that finish one delivery the first is believed: the other leaves nothing behind', async () => {
  const { anna, ben, send, database, workspace, services, clock, rows } = await postOffice()
  const sent = await send(anna, ben)
  if (sent.outcome !== 'sent') throw new Error('not sent')
  const queue = deliveryQueue({
    across: (workspaces) => statements(database.knex, workspaces),
    inWorkspace: inWorkspace(database.knex),
    due: async () => [workspace],
    kinds: noticeKinds,
    worker: 'one',
  })
  const [lane] = await queue.take(1, LEASE, clock.now())
  const [delivery] = (lane && (await queue.claim(lane, 1, [], LEASE, clock.now()))) ?? []
  if (!delivery) throw new Error('nothing was due')

  const finishAt = (ts: string) => {
    const message = { channel: 'D1', ts }
    const recording = services.screens.cardMessageAt(sent.request.card, message)
    const older = { kind: 'replaced', to: ben, channel: 'D1', ts: '0.1' } as const
    return queue.finish(
      delivery,
      { outcome: 'sent' },
      clock.now(),
      services.screens.replacing(older, message, recording),
    )
  }
  await finishAt('1.1')
  await finishAt('2.2')
  expect(await rows('select message_ts from cards where workspace_id = :workspace')).toEqual([
    { message_ts: '1.1' },
  ])
  const replaced = `select id from deliveries where workspace_id = :workspace and notice ->> 'kind' = 'replaced'`
  expect(await rows(replaced)).toHaveLength(1)
})
