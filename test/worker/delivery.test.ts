import { describe, expect, it } from 'vitest'
import { DAY } from '../../src/domain/time/time.ts'
import { pauseAfter, usualRetry } from '../../src/worker/retry.ts'
import { asUsual } from '../support/as-usual.ts'
import { delivering } from '../support/delivering.ts'
import { gated } from '../support/gates.ts'
import { postOffice } from './support/post-office.ts'

const SECOND = 1_000
const LEASE = 30 * SECOND

describe('a message whose answer was lost', () => {
  it('is found in the DM and not posted again', async () => {
    const { anna, ben, send, slack, outbox, dm, clock, calls, outcomes } = await postOffice()
    slack.faults.on({ method: 'chat.postMessage', kind: 'lost-reply', times: 1 })
    await send(anna, ben)
    const worker = outbox()
    await worker.drain()
    expect(await outcomes()).toEqual(['card waiting WebAPIRequestError'])
    clock.advance(SECOND)
    await worker.drain()
    expect(dm(ben)).toHaveLength(1)
    expect(calls('chat.postMessage')).toBe(1)
    expect(await outcomes()).toEqual(['card sent'])
  })

  it('is remembered where it was found, so that later changes reach it', async () => {
    const { anna, ben, send, slack, outbox, dm, clock, services, workspace } = await postOffice()
    slack.faults.on({ method: 'chat.postMessage', kind: 'lost-reply', times: 1 })
    const sent = await send(anna, ben)
    if (sent.outcome !== 'sent') throw new Error('not sent')
    const worker = outbox()
    await worker.drain()
    clock.advance(SECOND)
    await worker.drain()
    await services.dismiss({ workspace, actor: ben, target: { request: sent.request.id } })
    await worker.drain()
    expect(slack.texts(dm(ben)[0]).join('\n')).toContain('Dismissed')
    expect(dm(ben)).toHaveLength(1)
  })

  it('is found though its request was withdrawn meanwhile, and says so', async () => {
    const { anna, ben, send, slack, outbox, dm, clock, services, workspace } = await postOffice()
    slack.faults.on({ method: 'chat.postMessage', kind: 'lost-reply', times: 1 })
    const sent = await send(anna, ben)
    if (sent.outcome !== 'sent') throw new Error('not sent')
    const worker = outbox()
    await worker.drain()
    await services.withdraw({ workspace, actor: anna, request: sent.request.id })
    clock.advance(SECOND)
    await worker.drain()
    expect(dm(ben)).toHaveLength(1)
    expect(slack.texts(dm(ben)[0]).join('\n')).toContain('Withdrawn')
    expect(slack.texts(dm(ben)[0])).not.toContain('[Accept]')
  })

  it.each(['reset', 'hang', 'http-error'] as const)(
    'is posted again if Slack never carried it out (%s)',
    async (kind) => {
      const { anna, ben, send, slack, outbox, dm, clock, calls } = await postOffice()
      slack.faults.on({ method: 'chat.postMessage', times: 1, status: 500, kind })
      await send(anna, ben)
      const worker = outbox()
      await worker.drain()
      expect(dm(ben)).toHaveLength(0)
      clock.advance(SECOND)
      await worker.drain()
      expect(dm(ben)).toHaveLength(1)
      expect(calls('conversations.history')).toBe(1)
    },
  )

  it('is not looked for if Slack said that it did not post it', async () => {
    const { anna, ben, send, slack, outbox, dm, clock, calls } = await postOffice()
    slack.faults.on({
      method: 'chat.postMessage',
      kind: 'platform-error',
      error: 'team_added_to_org',
      times: 1,
    })
    await send(anna, ben)
    const worker = outbox()
    await worker.drain()
    clock.advance(SECOND)
    await worker.drain()
    expect(dm(ben)).toHaveLength(1)
    expect(calls('conversations.history')).toBe(0)
  })

  it('is posted again if the app may not look', async () => {
    const { anna, ben, send, slack, outbox, dm, clock } = await postOffice()
    slack.faults.on({ method: 'chat.postMessage', kind: 'reset', times: 1 })
    slack.faults.on({ method: 'conversations.open', kind: 'platform-error', error: 'missing_scope' })
    await send(anna, ben)
    const worker = outbox()
    await worker.drain()
    clock.advance(SECOND)
    await worker.drain()
    expect(dm(ben)).toHaveLength(1)
  })
})

describe('a rate limit', () => {
  it('is waited out to the millisecond, by every process', async () => {
    const { anna, ben, cleo, send, slack, outbox, clock, calls } = await postOffice()
    slack.faults.on({ method: 'chat.postMessage', kind: 'rate-limited', retryAfterSeconds: 30, times: 1 })
    await send(anna, ben)
    await send(anna, cleo)
    await outbox().drain()
    expect(calls('chat.postMessage')).toBe(1)
    clock.advance(30 * SECOND - 1)
    await outbox().drain()
    expect(calls('chat.postMessage')).toBe(1)
    clock.advance(1)
    await outbox().drain()
    expect(calls('chat.postMessage')).toBe(3)
    expect(calls('conversations.history')).toBe(0)
  })

  it('of one method leaves the others alone', async () => {
    const { anna, ben, send, slack, outbox, services, workspace, calls } = await postOffice()
    await services.openHome({ workspace, actor: ben })
    const worker = outbox()
    slack.faults.on({ method: 'chat.postMessage', kind: 'rate-limited', retryAfterSeconds: 30 })
    await send(anna, ben)
    await worker.drain()
    expect(slack.state.homes[ben]?.blocks.length).toBeGreaterThan(0)
    expect(calls('views.publish')).toBe(1)
    expect(calls('chat.postMessage')).toBe(1)
  })

  it('of the method that finds a lost message holds up that message alone', async () => {
    const { anna, ben, cleo, send, slack, outbox, clock, dm, calls } = await postOffice()
    slack.faults.on({ method: 'chat.postMessage', kind: 'lost-reply', times: 1 })
    await send(anna, ben)
    const worker = outbox()
    await worker.drain()
    slack.faults.on({
      method: 'conversations.history',
      kind: 'rate-limited',
      retryAfterSeconds: 60,
      times: 1,
    })
    clock.advance(SECOND)
    await worker.drain()
    await send(anna, cleo)
    await outbox().drain()
    expect(dm(cleo)).toHaveLength(1)
    clock.advance(60 * SECOND - 1)
    await outbox().drain()
    expect(calls('conversations.history')).toBe(1)
    clock.advance(1)
    await outbox().drain()
    expect(dm(ben)).toHaveLength(1)
    expect(calls('chat.postMessage')).toBe(2)
  })

  it('of the upload of files holds up every file, and nothing else', async () => {
    const office = await postOffice()
    const { anna, ben, slack, outbox, services, workspace, clock, calls, dm } = office
    await services.book({
      ...asUsual,
      workspace,
      actor: ben,
      mentor: ben,
      mentee: anna,
      startsAt: clock.now() + 2 * DAY,
      topic: '',
      intent: office.intent(),
      origin: null,
      confirmed: true,
    })
    slack.faults.on({ method: 'upload', kind: 'rate-limited', retryAfterSeconds: 30, times: 1 })
    await outbox().drain()
    expect([dm(anna), dm(ben)].map(({ length }) => length)).toEqual([1, 1])
    expect(calls('upload')).toBe(1)
    clock.advance(30 * SECOND - 1)
    await outbox().drain()
    expect(calls('upload')).toBe(1)
    clock.advance(1)
    await outbox().drain()
    expect(calls('upload')).toBe(3)
    expect([dm(anna), dm(ben)].map(({ length }) => length)).toEqual([2, 2])
  })

  it('of one workspace does not bind another', async () => {
    const limited = await postOffice()
    const free = await postOffice()
    limited.slack.faults.on({ method: '*', kind: 'rate-limited', retryAfterSeconds: 30 })
    const destinations = new Map(
      [limited, free].map(({ workspace, slack: { botToken, apiUrl } }) => [workspace, { botToken, apiUrl }]),
    )
    await limited.send(limited.anna, limited.ben)
    await free.send(free.anna, free.ben)
    await free.outbox(delivering(destinations)).drain()
    expect(free.dm(free.ben)).toHaveLength(1)
    expect(limited.dm(limited.ben)).toHaveLength(0)
  })

  it('does not count as a failed try', async () => {
    const { anna, ben, send, slack, outbox, clock, outcomes, rows } = await postOffice()
    slack.faults.on({ method: 'chat.postMessage', kind: 'rate-limited', retryAfterSeconds: 1, times: 25 })
    await send(anna, ben)
    const worker = outbox()
    for (let round = 0; round < 26; round += 1) {
      await worker.drain()
      clock.advance(SECOND)
    }
    expect(await outcomes()).toEqual(['card sent'])
    expect(await rows('select attempts from deliveries')).toEqual([{ attempts: 0 }])
  })
})

describe('messages', () => {
  it('to one member leave a second apart, without holding up others’', async () => {
    const { anna, ben, cleo, dora, send, outbox, clock, dm } = await postOffice()
    for (const from of [anna, cleo, dora]) await send(from, ben)
    await send(ben, anna)
    const workers = [outbox({ timing: { pace: SECOND } }), outbox({ timing: { pace: SECOND } })]
    const drained = async () => {
      for (const worker of workers) await worker.drain()
      return [dm(ben).length, dm(anna).length]
    }
    expect(await drained()).toEqual([1, 1])
    clock.advance(SECOND - 1)
    expect(await drained()).toEqual([1, 1])
    clock.advance(1)
    expect(await drained()).toEqual([2, 1])
    clock.advance(SECOND)
    expect(await drained()).toEqual([3, 1])
  })

  it('about one pair and kind never overtake each other', async () => {
    const { anna, ben, send, slack, outbox, clock, services, workspace, calls, outcomes } = await postOffice()
    slack.faults.on({ method: 'chat.postMessage', kind: 'reset', times: 3 })
    const sent = await send(anna, ben)
    if (sent.outcome !== 'sent') throw new Error('not sent')
    await services.dismiss({ workspace, actor: ben, target: { request: sent.request.id } })
    const worker = outbox()
    for (let tries = 1; tries <= 3; tries += 1) {
      await worker.drain()
      expect(calls('chat.update')).toBe(0)
      clock.advance(pauseAfter(tries, usualRetry))
    }
    await worker.drain()
    expect(await outcomes()).toEqual(['card sent', 'card sent'])
    expect(calls('chat.update')).toBe(1)
  })

  it('that can never be sent end with a reason, and hold up nothing behind them', async () => {
    const { anna, ben, cleo, send, slack, outbox, calls, outcomes, dm } = await postOffice()
    slack.faults.on({ method: 'chat.postMessage', kind: 'platform-error', error: 'user_not_found', times: 1 })
    await send(anna, ben)
    await send(anna, cleo)
    await outbox().drain()
    expect(await outcomes()).toEqual(['card failed user_not_found', 'card sent'])
    expect(calls('chat.postMessage')).toBe(2)
    expect(dm(cleo)).toHaveLength(1)
  })

  it('are retried with growing pauses for about five hours, then kept as failed', async () => {
    const { anna, ben, send, slack, outbox, clock, calls, outcomes } = await postOffice()
    slack.faults.on({ method: 'chat.postMessage', kind: 'http-error', status: 503 })
    await send(anna, ben)
    const worker = outbox()
    const began = clock.now()
    for (let tries = 1; tries < usualRetry.most; tries += 1) {
      await worker.drain()
      expect(calls('chat.postMessage')).toBe(tries)
      clock.advance(pauseAfter(tries, usualRetry) - 1)
      await worker.drain()
      expect(calls('chat.postMessage')).toBe(tries)
      clock.advance(1)
    }
    await worker.drain()
    expect(await outcomes()).toEqual(['card failed http 503'])
    expect((clock.now() - began) / 3_600_000).toBeGreaterThan(4)
  })

  it('of a workspace that removed the app are not sent', async () => {
    const { anna, ben, send, outbox, services, workspace, calls } = await postOffice()
    await send(anna, ben)
    await services.uninstall({ workspace, happenedAt: null })
    await outbox().drain()
    expect(calls('chat.postMessage')).toBe(0)
  })
})

describe('a lane', () => {
  it('of a killed worker comes free when its lease is over, and not before', async () => {
    const { anna, ben, send, outbox, clock, dm } = await postOffice()
    await send(anna, ben)
    const killed = outbox({
      step: gated((gate) => {
        if (gate === 'before claim') throw new Error('gone')
      }),
    })
    await killed.drain().catch(() => {})
    await outbox().drain()
    expect(dm(ben)).toHaveLength(0)
    clock.advance(LEASE)
    await outbox().drain()
    expect(dm(ben)).toHaveLength(1)
  })

  it('stays with its worker for half a lease from the start of any call, the longest an unheard wait may take', async () => {
    const { anna, ben, outbox, clock, services, workspace, rows } = await postOffice()
    for (const actor of [anna, ben]) await services.openHome({ workspace, actor })
    const heldUntil: ReturnType<typeof rows>[] = []
    const worker = outbox({
      step: gated((gate) => {
        if (gate !== 'before views.publish') return
        heldUntil.push(rows(`select held_until from lanes where workspace_id = :workspace and lane = 'home'`))
        clock.advance(LEASE / 2 + 1)
      }),
    })
    const began = clock.now()
    await worker.drain()
    const held = (await Promise.all(heldUntil)).map(([lane]) => Number(lane?.held_until) - began)
    expect(held).toEqual([LEASE, LEASE / 2 + 1 + LEASE])
  })

  it('is not held by a lease from before the clock was set back', async () => {
    const { anna, ben, cleo, send, outbox, clock, dm } = await postOffice()
    const before = clock.now()
    clock.advance(24 * 3_600_000)
    await send(anna, ben)
    const killed = outbox({
      step: gated((gate) => {
        if (gate === 'before claim') throw new Error('gone')
      }),
    })
    await killed.drain().catch(() => {})
    clock.set(before)
    await send(anna, cleo)
    await outbox().drain()
    expect(dm(cleo)).toHaveLength(1)
  })

  it('lost to another worker is let go before the next message', async () => {
    const { anna, ben, cleo, send, outbox, clock, calls } = await postOffice()
    await send(anna, ben)
    await send(anna, cleo)
    const other = outbox()
    let overtaken: Promise<unknown> | undefined
    const slow = outbox({
      step: gated((gate) => {
        if (gate !== 'after chat.postMessage' || overtaken) return
        // The process slept past its lease.
        clock.advance(LEASE + 1)
        overtaken = other.drain()
      }),
    })
    await Promise.all([slow.drain(), overtaken])
    await overtaken
    await outbox().drain()
    expect(calls('chat.postMessage')).toBe(2)
  })
})

it('many changes to one Home make one publish, and many to one card make one update', async () => {
  const { anna, ben, send, outbox, services, workspace, calls } = await postOffice()
  await services.openHome({ workspace, actor: ben })
  const requests = []
  for (let count = 0; count < 5; count += 1) requests.push(await send(anna, ben))
  const worker = outbox()
  await worker.drain()
  expect(calls('views.publish')).toBe(1)
  for (const sent of requests) {
    if (sent.outcome !== 'sent') throw new Error('not sent')
    await services.dismiss({ workspace, actor: ben, target: { request: sent.request.id } })
  }
  await worker.drain()
  expect([calls('views.publish'), calls('chat.update')]).toEqual([2, 1])
})
