import { describe, expect, it } from 'vitest'
import type { MemberId, SessionId } from '../../src/domain/ids.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time/time.ts'
import type { Hosting } from '../../src/service/open-sessions/host.ts'
import { postOffice } from './support/post-office.ts'

const CHANNEL = 'C0LUNCH001'

/** A workspace with its channel, where members host and join. */
const scene = async () => {
  const office = await postOffice()
  const { services, workspace, slack, clock, anna } = office
  const host = async (changes: Partial<Hosting> = {}): Promise<SessionId> => {
    const answer = await services.host({
      ...{ workspace, actor: anna, title: 'Reading plans', description: '', topics: [], seats: 2 },
      ...{ startsAt: clock.now() + 7 * DAY, minutes: 60, fewest: null, location: null },
      ...{ audience: 'everyone', invited: [], announcedIn: CHANNEL, asks: false },
      ...{ releaseHours: null, repeats: null, intent: office.intent(), ...changes },
    })
    const [first] = answer.outcome === 'hosted' ? answer.made : []
    if (!first) throw new Error(`not set up: ${JSON.stringify(answer)}`)
    return first.id
  }
  /** What the channel shows of each session, message by message: seats, or how it ended. */
  const shown = () =>
    (slack.state.messages[CHANNEL] ?? []).map(
      (message) =>
        slack
          .texts(message)
          .join('\n')
          .match(/\d of \d seats left|Full|cancelled/i)?.[0] ?? 'something else',
    )
  let edits = 0
  return {
    ...office,
    host,
    shown,
    join: (actor: MemberId, session: SessionId) => services.join({ workspace, actor, session, note: '' }),
    leave: (actor: MemberId, session: SessionId) => services.leave({ workspace, actor, session }),
    cancel: (actor: MemberId, session: SessionId, which: 'one' | 'all' = 'one') =>
      services.cancelOpen({ workspace, actor, session, which, reason: null }),
    /** Changes its description, each time to another. */
    edit: (session: SessionId) => {
      edits += 1
      return services.editOpen({
        ...{ workspace, actor: anna, session, title: 'Reading plans', description: `Version ${edits}` },
        ...{ topics: [], location: '' },
      })
    },
    calls: (method: 'chat.postMessage' | 'chat.update') =>
      slack.requests.filter(({ name, channel }) => name === method && channel === CHANNEL).length,
    told: async () => (await office.outcomes()).filter((line) => /^(announcement|channelFault)/.test(line)),
  }
}

describe('the message in a channel', () => {
  it('changes once, a second after it was posted, however much has happened by then', async () => {
    const { host, join, leave, shown, outbox, clock, calls, ben, cleo } = await scene()
    const session = await host()
    const worker = outbox()
    await worker.drain()
    await join(ben, session)
    await join(cleo, session)
    await worker.drain()
    await leave(cleo, session)
    clock.advance(SECOND - 1)
    await worker.drain()
    expect([shown(), calls('chat.update')]).toEqual([['2 of 2 seats left'], 0])
    clock.advance(1)
    await worker.drain()
    expect(shown()).toEqual(['1 of 2 seats left'])
  })

  it('shows what happened while it was posted', async () => {
    const { host, join, shown, outbox, clock, ben } = await scene()
    const session = await host()
    let joined: unknown
    const worker = outbox({
      step: async (step, work) => {
        const isPost = step === 'chat.postMessage' && !joined
        if (isPost) joined = await join(ben, session)
        return work()
      },
    })
    await worker.drain()
    clock.advance(SECOND)
    await worker.drain()
    expect(shown()).toEqual(['1 of 2 seats left'])
  })

  it.each([
    ['is found', [], 1],
    ['is posted again if the app may not look,', ['channels:history'], 2],
  ] as const)('%s if the answer was lost, and shows what happened since', async (_, withheld, count) => {
    const { host, join, shown, slack, outbox, clock, ben } = await scene()
    if (withheld.length > 0)
      slack.faults.on({ method: 'conversations.history', kind: 'platform-error', error: 'missing_scope' })
    // The first is that of the mentor's own message.
    slack.faults.on({ method: 'chat.postMessage', kind: 'lost-reply', times: 2 })
    const session = await host()
    const worker = outbox()
    await worker.drain()
    await join(ben, session)
    for (let second = 0; second < 3; second += 1) {
      clock.advance(SECOND)
      await worker.drain()
    }
    expect(shown()).toHaveLength(count)
    expect(shown().at(-1)).toBe('1 of 2 seats left')
  })

  it('rests for a second from the end of a call, even if nothing came of it', async () => {
    const { host, join, shown, slack, outbox, clock, calls, ben } = await scene()
    const session = await host()
    const worker = outbox({
      step: async (step, work) => {
        const isSlow = step === 'chat.update' && slack.faults.list().length > 0
        if (isSlow) clock.advance(5 * SECOND)
        return work()
      },
    })
    await worker.drain()
    await join(ben, session)
    clock.advance(SECOND)
    slack.faults.on({ method: 'chat.update', kind: 'http-error', status: 500, times: 1 })
    await worker.drain()
    clock.advance(SECOND - 1)
    await worker.drain()
    expect(calls('chat.update')).toBe(1)
    clock.advance(1)
    await worker.drain()
    expect([shown(), calls('chat.update')]).toEqual([['1 of 2 seats left'], 2])
  })

  it('rests for a second and no longer if the clock was set back', async () => {
    const { host, join, shown, outbox, clock, calls, ben } = await scene()
    const session = await host()
    const worker = outbox()
    await worker.drain()
    clock.advance(-HOUR)
    await join(ben, session)
    await worker.drain()
    expect(calls('chat.update')).toBe(0)
    clock.advance(SECOND)
    await worker.drain()
    expect(shown()).toEqual(['1 of 2 seats left'])
  })

  it('is not posted for a session that was cancelled first', async () => {
    const { host, cancel, shown, outbox, told, anna } = await scene()
    await cancel(anna, await host())
    await outbox().drain()
    expect(shown()).toEqual([])
    expect(await told()).toEqual([
      'announcement skipped over before it was posted',
      'announcement skipped never posted',
    ])
  })

  it('comes a second after another mentor’s in the same channel, and holds up no DM of its mentor', async () => {
    const { host, outbox, clock, calls, dm, anna, ben } = await scene()
    await host()
    await host({ actor: ben })
    const worker = outbox({ timing: { pace: SECOND } })
    await worker.drain()
    expect(calls('chat.postMessage')).toBe(1)
    expect([dm(anna).length, dm(ben).length]).toEqual([1, 1])
    clock.advance(SECOND)
    await worker.drain()
    expect(calls('chat.postMessage')).toBe(2)
  })
})

describe('of a series the channel shows', () => {
  const weekly = { repeats: { every: 'week', times: 3 } } as const

  it('the next if the first is cancelled before it was posted', async () => {
    const { host, cancel, shown, outbox, anna } = await scene()
    await cancel(anna, await host(weekly))
    await outbox().drain()
    expect(shown()).toEqual(['2 of 2 seats left'])
  })

  it('nothing more if all are cancelled', async () => {
    const { host, cancel, shown, outbox, clock, anna } = await scene()
    const first = await host(weekly)
    const worker = outbox()
    await worker.drain()
    clock.advance(SECOND)
    await cancel(anna, first, 'all')
    await worker.drain()
    expect(shown()).toEqual(['cancelled'])
  })

  it('nothing more if one that it does not show yet is cancelled', async () => {
    const { host, cancel, shown, outbox, rows, anna, seats } = await withSeats()
    await host(weekly)
    const worker = outbox()
    await worker.drain()
    const [, second] = await rows(
      `select session_id from open_sessions where workspace_id = :workspace order by session_id`,
    )
    const id = second?.session_id as SessionId
    // A change of it waits to be delivered.
    await seats(anna, id, 5)
    await cancel(anna, id)
    await worker.drain()
    expect(shown()).toEqual(['2 of 2 seats left'])
  })

  it('the next if the channel did not take the first', async () => {
    const { host, shown, slack, outbox, clock } = await scene()
    const channel = slack.channel('#lunch-and-learn')
    channel.isArchived = true
    await host(weekly)
    const worker = outbox()
    await worker.drain()
    channel.isArchived = false
    clock.advance(7 * DAY + HOUR + MINUTE)
    await worker.drain()
    expect(shown()).toEqual(['2 of 2 seats left'])
  })
})

const withSeats = async () => {
  const here = await scene()
  const { services, workspace } = here
  return {
    ...here,
    seats: (actor: MemberId, session: SessionId, seats: number) =>
      services.changeSeats({ workspace, actor, session, seats }),
  }
}

it('The mentor is told once that the channel takes no message, and again if it stops after it took one', async () => {
  const { host, edit, slack, outbox, clock, dm, anna, shown } = await scene()
  const channel = slack.channel('#lunch-and-learn')
  const faults = () =>
    dm(anna).filter((message) => slack.texts(message).join().includes('show your open session'))
  const worker = outbox()
  const edited = async (isArchived: boolean) => {
    channel.isArchived = isArchived
    clock.advance(SECOND)
    await edit(session)
    await worker.drain()
    clock.advance(SECOND)
    await worker.drain()
    return faults().length
  }
  channel.isArchived = true
  const session = await host()
  await worker.drain()
  expect([faults().length, shown()]).toEqual([1, []])
  expect(await edited(true)).toBe(1)
  expect([await edited(false), shown()]).toEqual([1, ['2 of 2 seats left']])
  expect([await edited(true), await edited(true)]).toEqual([2, 2])
  expect([await edited(false), await edited(true)]).toEqual([2, 3])
})
