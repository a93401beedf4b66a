import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type NoticeKind, noticeKinds } from '../../src/domain/notices.ts'
import { DAY } from '../../src/domain/time/time.ts'
import { deliver } from '../../src/slack/deliveries/deliver.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { attendedClient } from '../../src/slack/web-api/client.ts'
import { deliveryQueue } from '../../src/store/delivery-queue.ts'
import { listDeliveries } from '../../src/store/delivery-records.ts'
import { inWorkspace, statements } from '../../src/store/sql/transaction.ts'
import { usualTiming } from '../../src/worker/lane.ts'
import { outboxWorker } from '../../src/worker/outbox.ts'
import { asUsual } from '../support/as-usual.ts'
import { straightOn } from '../support/gates.ts'
import { type PostOffice, postOffice, silent } from './support/post-office.ts'

const callWithin = 1_500

/** A process whose version knows these kinds. */
const version = (office: PostOffice, kinds: readonly NoticeKind[]) => {
  const { database, workspace, services, slack, clock } = office
  const step = straightOn
  const delivered: string[] = []
  const worker = outboxWorker({
    queue: deliveryQueue({
      across: (workspaces) => statements(database.knex, workspaces),
      inWorkspace: inWorkspace(database.knex),
      due: async () => [workspace],
      kinds,
      worker: randomUUID(),
    }),
    send: deliver({
      ...services,
      clock,
      words: english,
      step,
      clientFor: async (_workspace, around) =>
        attendedClient({ botToken: slack.botToken, apiUrl: slack.apiUrl, timeout: callWithin }, around),
    }),
    clock,
    log: silent,
    timing: { ...usualTiming, callWithin, pace: 0 },
    step,
    count: ({ notice }, outcome) => delivered.push(`${notice.kind} ${outcome}`),
  })
  return { ...worker, delivered }
}

const older = noticeKinds.filter((kind) => kind !== 'session')

const book = async ({ services, workspace, clock, intent, anna, ben }: PostOffice, inDays: number) => {
  const answer = await services.book({
    ...asUsual,
    workspace,
    actor: anna,
    mentor: anna,
    mentee: ben,
    startsAt: clock.now() + inDays * DAY,
    topic: '',
    intent: intent(),
    origin: null,
    confirmed: true,
  })
  if (answer.outcome !== 'booked') throw new Error(`nothing was booked: ${JSON.stringify(answer)}`)
}

const plant = ({ parts, workspace }: PostOffice, notice: unknown, id: string, order = id) =>
  parts.inWorkspace(workspace, (tx) =>
    tx.rows(
      `insert into deliveries (workspace_id, id, notice, lane, order_key, created_at, run_at)
       values (:workspace, :id, cast(:notice as jsonb), 'post', :order, '2026-11-01', '2026-11-01')`,
      { id, order, notice: JSON.stringify(notice) },
    ),
  )

const untouched = `select count(*)::int as count from deliveries where workspace_id = :workspace
  and settled_at is null and attempts = 0 and attempted_at is null and reason is null`

describe('a version that does not know a kind of notice', () => {
  it('delivers all that it knows, and leaves the rest in order for one that does', async () => {
    const office = await postOffice()
    const { anna, ben, cleo, dora, send, outcomes, dm, slack, rows } = office
    const [before, after] = [version(office, older), version(office, noticeKinds)]
    await send(anna, cleo)
    await book(office, 3)
    await send(cleo, dora)
    await before.drain()
    expect(await outcomes()).toEqual([
      'card sent',
      // The file comes after its session's message.
      ...['session waiting', 'calendar waiting', 'session waiting', 'calendar waiting'],
      'card sent',
    ])
    expect(await rows(untouched)).toEqual([{ count: 4 }])
    // Nor do they hold up later notices.
    await send(anna, ben)
    await before.drain()
    expect(before.delivered).toEqual(['card sent', 'card sent', 'card sent'])

    await after.drain()
    expect(after.delivered.toSorted()).toEqual([
      'calendar sent',
      'calendar sent',
      'session sent',
      'session sent',
    ])
    expect((await outcomes()).filter((one) => !one.endsWith(' sent'))).toEqual([])
    const [message, file] = dm(anna)
    expect(slack.texts(message).join()).toContain("You're booked with")
    expect(file).toMatchObject({ files: [expect.anything()] })
  })

  it('works beside one that does, and everything is delivered once', async () => {
    const office = await postOffice()
    const { anna, ben, cleo, dora, send, outcomes, dm, slack } = office
    const [before, after] = [version(office, older), version(office, noticeKinds)]
    for (let day = 3; day < 9; day += 1) {
      await Promise.all([book(office, day), send(anna, cleo), send(cleo, dora), send(dora, ben)])
      await Promise.all([before.drain(), after.drain()])
    }
    await Promise.all([before.drain(), after.drain()])
    await after.drain()
    expect((await outcomes()).filter((one) => !/ (sent|skipped)/.test(one))).toEqual([])
    expect(before.delivered.filter((one) => one.startsWith('session'))).toEqual([])
    const booked = dm(anna).filter((message) => slack.texts(message).join().includes("You're booked with"))
    expect(booked).toHaveLength(6)
  })

  it('gets past more such notices than it takes at once, even if they are the oldest', async () => {
    const office = await postOffice()
    const { anna, ben, send, outcomes, rows } = office
    for (let n = 0; n < 30; n += 1) await plant(office, { kind: 'unheard-of', to: anna, n }, `later ${n}`)
    await send(anna, ben)
    await office.outbox().drain()
    expect((await outcomes()).filter((one) => !one.startsWith('unheard-of'))).toEqual(['card sent'])
    expect(await rows(untouched)).toEqual([{ count: 30 }])
  })
})

describe('a notice that cannot be read', () => {
  const secret = 'not to be quoted'
  const to = 'U0ANNA0001'
  it.each([
    ['lacks a field', { kind: 'session', to, announce: true, [secret]: 1 }, '“session”'],
    ['has another value in it', { kind: 'session', to, session: 's', announce: secret }, '“announce”'],
    ['is to nobody', { kind: 'nudge', secret }, '“to”'],
    ['is of no kind', { to, secret }, 'of no kind'],
    ['is none', secret, 'of no kind'],
  ])('since it %s is kept as failed, and holds up nothing', async (_what, notice, why) => {
    const office = await postOffice()
    const { anna, ben, cleo, send, outcomes, rows, database, workspace } = office
    await plant(office, notice, 'unreadable')
    await send(anna, ben)
    await send(anna, cleo)
    const worker = office.outbox({ timing: { pace: 1_000 } })
    await worker.drain()
    // Again, while some members may not be written to.
    await plant(office, notice, 'unreadable too')
    await worker.drain()
    expect((await outcomes()).filter((one) => one === 'card sent')).toHaveLength(2)
    const [row] = await rows(
      `select outcome, reason from deliveries where workspace_id = :workspace and id = 'unreadable'`,
    )
    expect(row).toEqual({ outcome: 'failed', reason: expect.stringContaining(why) })
    expect(JSON.stringify(row)).not.toContain(secret)
    const failed = await listDeliveries(inWorkspace(database.knex), [workspace], 'failed', 10)
    expect(failed.map(({ id }) => id)).toEqual(['unreadable', 'unreadable too'])
  })
})
