import { describe, expect, it } from 'vitest'
import type { LocalSlack } from '../../src/sandbox/slack/local-slack.ts'
import { journey } from '../support/app.ts'
import { delivering } from '../support/delivering.ts'
import { type PostOffice, postOffice } from './support/post-office.ts'

const ROUNDS = 6
const NEIGHBOURS = 4

/**
 * Real milliseconds from each notice's commit to its arrival at Slack, in the workspaces without a limit. The app's
 * clock stands still, so anything that waited for the limited workspace would wait forever.
 */
const delays = async (limited: PostOffice, neighbours: readonly PostOffice[]) => {
  const all = [limited, ...neighbours]
  const outbox = limited.outbox({
    ...delivering(
      new Map(all.map(({ workspace, slack: { botToken, apiUrl } }) => [workspace, { botToken, apiUrl }])),
    ),
    timing: { pace: 0 },
  })
  outbox.start()
  const found: number[] = []
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const office of neighbours) {
        const arrived = arrival(office.slack)
        const committed = performance.now()
        await office.send(office.anna, [office.ben, office.cleo, office.dora][round % 3] ?? office.ben)
        outbox.wake()
        found.push((await arrived) - committed)
      }
    }
  } finally {
    await outbox.stop()
  }
  return found
}

const arrival = async (slack: LocalSlack) => {
  const before = slack.requests.filter(({ name }) => name === 'chat.postMessage').length
  await slack.until(() => slack.requests.filter(({ name }) => name === 'chat.postMessage').length > before, {
    withinMs: 60_000,
  })
  return performance.now()
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const offices = async () => {
  const all: PostOffice[] = []
  for (let nth = 0; nth <= NEIGHBOURS; nth += 1) all.push(await postOffice())
  const [limited, ...neighbours] = all
  if (!limited) throw new Error('one was asked for')
  for (const from of [limited.anna, limited.cleo, limited.dora]) {
    for (let count = 0; count < 10; count += 1) await limited.send(from, limited.ben)
  }
  return { limited, neighbours }
}

describe('a workspace that Slack limits for 30 seconds', { timeout: 300_000 }, () => {
  it('keeps no other workspace waiting', async () => {
    const calm = await offices()
    const before = median(await delays(calm.limited, calm.neighbours))
    const { limited, neighbours } = await offices()
    limited.slack.faults.on({ method: '*', kind: 'rate-limited', retryAfterSeconds: 30 })
    const during = median(await delays(limited, neighbours))
    process.stdout.write(
      `median delay of the others: ${before.toFixed(1)} ms, ${during.toFixed(1)} ms while one is limited (ratio ${(during / before).toFixed(2)})\n`,
    )
    const calls = limited.slack.requests.filter(({ name }) => name === 'chat.postMessage')
    expect(calls.length).toBeLessThanOrEqual(1)
  })

  it('still opens a modal at once', async () => {
    const { as, slack, app } = await journey()
    slack.faults.on({ method: 'chat.postMessage', kind: 'rate-limited', retryAfterSeconds: 30 })
    await as('ada').command('/mentor', 'offer @ben')
    await app.worker.drain()
    const began = performance.now()
    await as('ben').command('/mentor', 'offer')
    await slack.until(() => as('ben').modal() !== undefined, { withinMs: 10_000 })
    process.stdout.write(`a modal opened after ${(performance.now() - began).toFixed(0)} ms\n`)
  })
})
