import { expect, it, onTestFinished } from 'vitest'
import { journey } from '../../support/app.ts'
import { chance } from '../../support/chance.ts'
import { deliverTo, type Inbound, type Outcome, retryHeaders, startFront } from '../support/front.ts'
import { startProcess } from '../support/processes.ts'
import { serverJourney } from '../support/server-journey.ts'
import { peopleOf, walk } from '../support/tour.ts'

const seed = Number(process.env.REDELIVERY_SEED ?? 20261123)

it(`every kind of payload, delivered up to four times, out of order and to two processes, marked as a retry or not, has one effect and one answer (seed ${seed})`, {
  timeout: 300_000,
}, async () => {
  const once = await walk(peopleOf(await journey()))

  const { journey: j, databaseUrl } = await serverJourney()
  const processes = await Promise.all([startProcess(j, databaseUrl), startProcess(j, databaseUrl)])
  onTestFinished(() => {
    for (const one of processes) one.kill()
  })
  const { draw, upTo, one, shuffled } = chance(seed)
  const earlier: { inbound: Inbound; answer: Outcome }[] = []
  const differing: string[] = []
  let deliveries = 0

  const deliverOnce = (inbound: Inbound) => {
    deliveries += 1
    return deliverTo(one(processes).address, inbound, draw() < 0.5 ? retryHeaders(upTo(4)) : {})
  }
  const judge = (inbound: Inbound, answer: Outcome, first: Outcome) => {
    if (answer?.status === 200 && answer.body === first?.body) return
    differing.push(`${inbound.body.toString('utf8', 0, 200)}: ${JSON.stringify([first, answer])}`)
  }
  /** Long afterwards, a menu offers what there is by then. */
  const judgeLate = (inbound: Inbound, answer: Outcome, first: Outcome) =>
    judge(inbound, answer, inbound.body.includes('block_suggestion') ? answer : first)
  const front = await startFront(async (inbound) => {
    const times = 1 + upTo(4)
    const again = () => Promise.all(Array.from({ length: times - 1 }, () => deliverOnce(inbound)))
    const atOnce = draw() < 0.5
    const [answer, others] = atOnce
      ? await Promise.all([deliverOnce(inbound), again()])
      : [await deliverOnce(inbound), await again()]
    for (const other of [answer, ...others]) judge(inbound, other, answer)
    earlier.push({ inbound, answer })
    return answer
  })
  onTestFinished(front.stop)
  j.slack.connect(front.url)

  const people = peopleOf({
    ...j,
    settle: async () => {
      for (const process of processes) await process.tell('settle')
      await j.settle()
    },
  })
  const often = await walk(people, async ({ act }, index) => {
    for (const process of processes) await process.tell({ now: j.clock.now(), dieAt: 0 })
    await act(people)
    // A late delivery, long after other things have happened.
    if (earlier.length > 0 && index % 2 === 1) {
      const late = one(earlier)
      judgeLate(late.inbound, await deliverOnce(late.inbound), late.answer)
    }
  })
  for (const { inbound, answer } of shuffled(earlier)) judgeLate(inbound, await deliverOnce(inbound), answer)
  await people.journey.settle()

  expect(differing).toEqual([])
  expect(often).toEqual(once)
  expect(processes.map(({ rejections }) => rejections)).toEqual([[], []])
  expect(deliveries).toBeGreaterThan(earlier.length * 2)
})
