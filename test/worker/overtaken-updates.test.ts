import { expect, it } from 'vitest'
import type { Services } from '../../src/service/services.ts'
import { postOffice } from './support/post-office.ts'

/** Shorter than a lease, so that nobody else takes the lane of posts meanwhile. */
const RATE_LIMIT_SECONDS = 10

it('A change made while a card is being posted shows on it, though an older update still waits', async () => {
  const { anna, ben, send, slack, outbox, dm, clock, services, workspace } = await postOffice()
  const [first, second] = [await send(anna, ben), await send(anna, ben)]
  if (first.outcome !== 'sent' || second.outcome !== 'sent') throw new Error('not sent')
  const worker = outbox()
  await worker.drain()

  // The lane of updates rests with one update claimed; the next one waits unclaimed, so that others merge into it.
  slack.faults.on({
    method: 'chat.update',
    kind: 'rate-limited',
    retryAfterSeconds: RATE_LIMIT_SECONDS,
    times: 1,
  })
  const dismiss = (target: typeof first) =>
    services.dismiss({ workspace, actor: ben, target: { request: target.request.id } })
  await dismiss(first)
  await worker.drain()
  await dismiss(second)

  const third = await send(anna, ben)
  if (third.outcome !== 'sent') throw new Error('not sent')
  let reads = 0
  const card: Services['screens']['card'] = async (...asked) => {
    const state = await services.screens.card(...asked)
    reads += 1
    if (reads === 1) {
      await dismiss(third)
      clock.advance(RATE_LIMIT_SECONDS * 1_000)
      await worker.drain()
    }
    return state
  }
  // Between the look at the card and its posting the request is dismissed, and another process sends the updates.
  const posting = outbox({ services: { ...services, screens: { ...services.screens, card } } })
  await posting.drain()
  await worker.drain()
  const shown = slack.texts(dm(ben).at(-1)).join('\n')
  expect(shown).toContain('Dismissed')
})
