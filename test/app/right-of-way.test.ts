import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { GIVES_WAY_FOR, rightOfWay } from '../../src/app/right-of-way.ts'
import { journey } from '../support/app.ts'

// Only these two: waits by other means go on as usual.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const watched = (promise: Promise<unknown>) => {
  const state = { over: false }
  void promise.then(() => {
    state.over = true
  })
  return state
}

describe('work that nobody waits for', () => {
  it('goes on at once while every request is answered', async () => {
    const { arrived, giveWay } = rightOfWay()
    await giveWay()
    arrived()()
    await giveWay()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('waits until the last request is answered', async () => {
    const { arrived, giveWay } = rightOfWay()
    const answered = [arrived(), arrived()]
    const waits = [watched(giveWay()), watched(giveWay())]
    answered[0]?.()
    await vi.advanceTimersByTimeAsync(GIVES_WAY_FOR - 1)
    expect(waits).toEqual([{ over: false }, { over: false }])
    answered[1]?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(waits).toEqual([{ over: true }, { over: true }])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('goes on in the end even under a load that never ends', async () => {
    const { arrived, giveWay } = rightOfWay()
    arrived()
    const wait = watched(giveWay())
    await vi.advanceTimersByTimeAsync(GIVES_WAY_FOR)
    expect(wait.over).toBe(true)
  })
})

it('a delivery waits while a request is being answered', async () => {
  const j = await journey()
  const [ada, ben, chandra] = [j.as('ada'), j.as('ben'), j.as('chandra')]
  await ben.command('/mentor', 'offer @ada I can help')
  // The app asks Slack who Dana is, hears nothing, and gives up in the end.
  j.slack.faults.on({ method: 'users.info', kind: 'hang' })
  const told = chandra.command('/mentor', 'offer @dana I can help')
  const isOver = watched(told)
  const drained = j.app.worker.drain()
  for (let turn = 0; turn < 50; turn += 1) await fetch(`${j.app.address}/healthz`)
  expect({ isOver: isOver.over, messages: ada.dm().length }).toEqual({ isOver: false, messages: 0 })
  await told
  await drained
  expect(ada.dm()).toHaveLength(1)
})
