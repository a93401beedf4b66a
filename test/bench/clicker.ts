/** The process that clicks: as fast as it gets answers (`flood`), or at a fixed pace regardless (`steady`). */
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SessionId } from '../../src/domain/ids.ts'
import { type Click, clickOf, joinOf, offerOf } from './click.ts'
import { quantile } from './rounds.ts'

/** Clicks, or `offers`, from number `from` on. `address`: the listening process. */
export type Flood = {
  kind: 'flood'
  address: string
  from: number
  count: number
  inFlight: number
  offers?: boolean
}
/** `joins`: presses of Join on that session's message, in place of Dismiss. */
export type Steady = {
  kind: 'steady'
  address: string
  from: number
  count: number
  perSecond: number
  joins?: SessionId
}

/** `p50` and `p99` of the acknowledgement in milliseconds, from the moment the click was due. */
export type Pressed = {
  perSecond: number
  p50: number
  p99: number
  refused: number
  /** How long each took. */
  took: readonly number[]
}

/** @returns the status, or 0 if no answer came */
const press = (agent: Agent, address: string, { body, headers }: Click): Promise<number> =>
  new Promise((resolve) => {
    const outgoing = request(`${address}/slack/events`, { method: 'POST', agent, headers }, (incoming) => {
      incoming.resume()
      incoming.once('end', () => resolve(incoming.statusCode ?? 0))
    })
    outgoing.once('error', () => resolve(0))
    outgoing.end(body)
  })

const flood = async (agent: Agent, orders: Flood): Promise<Pressed> => {
  const { address, from, count, inFlight, offers } = orders
  // Signed in advance: only the other side is measured.
  const pressOf = offers ? offerOf : clickOf
  const waiting = Array.from({ length: count }, (_, index) => pressOf(from + index)).values()
  const took: number[] = []
  let refused = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (const click of waiting) {
        const due = performance.now()
        if ((await press(agent, address, click)) !== 200) refused += 1
        took.push(performance.now() - due)
      }
    }),
  )
  return summary(took, refused, performance.now() - began)
}

const steady = async (agent: Agent, orders: Steady): Promise<Pressed> => {
  const { address, from, count, perSecond, joins } = orders
  const pressOf = (n: number) => (joins ? joinOf(joins, n) : clickOf(n))
  const clicks = Array.from({ length: count }, (_, index) => pressOf(from + index))
  const took: number[] = []
  let refused = 0
  const began = performance.now()
  const answers: Promise<void>[] = []
  for (const [index, click] of clicks.entries()) {
    const due = began + (index * 1_000) / perSecond
    if (due > performance.now()) await sleep(due - performance.now())
    answers.push(
      press(agent, address, click).then((status) => {
        if (status !== 200) refused += 1
        took.push(performance.now() - due)
      }),
    )
  }
  await Promise.all(answers)
  return summary(took, refused, performance.now() - began)
}

const summary = (took: readonly number[], refused: number, duration: number): Pressed => ({
  perSecond: took.length / (duration / 1_000),
  p50: quantile(took, 0.5),
  p99: quantile(took, 0.99),
  refused,
  took,
})

process.on('message', async (orders: Flood | Steady) => {
  // Fresh connections: those of the last run may be about to close because they were idle.
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  process.send?.(await (orders.kind === 'flood' ? flood(agent, orders) : steady(agent, orders)))
  agent.destroy()
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
