import { describe, expect, it } from 'vitest'
import { defaultAvailability, NO_HOURS } from '../../src/domain/availability/availability.ts'
import type { MemberId } from '../../src/domain/ids.ts'
import { DAY, HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { type PostOffice, postOffice } from './support/post-office.ts'

const nudgesTo = ({ slack, dm }: PostOffice, member: MemberId) =>
  dm(member)
    .map((message) => slack.texts(message).join('\n'))
    .filter((text) => text.includes('waiting for your answer'))

/** Lets the planner see time pass two hours at a step, and returns the hours after the start at which nudges came. */
const passing = async (office: PostOffice, member: MemberId, days: number) => {
  const worker = office.outbox()
  const start = office.clock.now()
  const came: number[] = []
  for (let hour = 0; hour <= days * 24; hour += 2) {
    office.clock.set(start + hour * HOUR)
    const before = nudgesTo(office, member).length
    await worker.drain()
    if (nudgesTo(office, member).length > before) came.push(hour)
  }
  return came
}

const setDays = (office: PostOffice, days: unknown) =>
  office.parts.inWorkspace(office.workspace, (tx) =>
    tx.rows(
      `update workspaces set settings = jsonb_build_object('nudge_after_days', cast(:days as jsonb))
       where workspace_id = :workspace`,
      { days: JSON.stringify(days) },
    ),
  )

// Ten days of planning are slow on a busy machine.
const TIMEOUT = 120_000

describe('a pending request', { timeout: TIMEOUT }, () => {
  it('gets the receiver a nudge after three and after seven days, and none after that', async () => {
    const office = await postOffice()
    await office.send(office.anna, office.ben)
    expect(await passing(office, office.ben, 10)).toEqual([72, 168])
    expect(nudgesTo(office, office.anna)).toEqual([])
    expect(office.slack.breaches).toEqual([])
  })

  it('that is due for a nudge at night waits for nine in the morning in the receiver’s zone', async () => {
    // Sent at 10:00 UTC, which is 23:00 in Auckland.
    const office = await postOffice({ zone: 'Pacific/Auckland' })
    await office.send(office.anna, office.ben)
    expect(await passing(office, office.ben, 4)).toEqual([72 + 10])
  })

  it('that is due for a nudge on a Saturday waits for Monday morning, or for Sunday if its receiver works then', async () => {
    const office = await postOffice()
    const { anna, ben, cleo, services, workspace } = office
    office.clock.advance(2 * DAY)
    await services.setAvailability({
      workspace,
      actor: cleo,
      draft: {
        ...defaultAvailability('UTC'),
        weekly: { ...NO_HOURS, sunday: [{ from: '10:00', to: '12:00' }] },
      },
    })
    for (const to of [ben, cleo]) await office.send(anna, to)
    const start = office.clock.now()
    const worker = office.outbox()
    const came: string[] = []
    for (let hour = 70; hour <= 124; hour += 1) {
      office.clock.set(start + hour * HOUR)
      await worker.drain()
      for (const to of [ben, cleo]) if (nudgesTo(office, to).length > 0) came.push(`${to} ${hour}`)
    }
    expect([came.find((one) => one.startsWith(ben)), came.find((one) => one.startsWith(cleo))]).toEqual([
      `${ben} ${72 + 47}`,
      `${cleo} ${72 + 23}`,
    ])
  })

  it.each([[0], [[0]], [[]]])('never causes a nudge if the workspace says %j', async (days) => {
    const office = await postOffice()
    await setDays(office, days)
    await office.send(office.anna, office.ben)
    expect(await passing(office, office.ben, 8)).toEqual([])
  })

  it('causes a nudge after as many days as the workspace says', async () => {
    const office = await postOffice()
    await setDays(office, [1])
    await office.send(office.anna, office.ben)
    expect(await passing(office, office.ben, 4)).toEqual([24])
  })

  it('that was dismissed or withdrawn never causes a nudge', async () => {
    const office = await postOffice()
    const { anna, ben, cleo, services, workspace } = office
    const [first, second] = [await office.send(anna, ben), await office.send(cleo, ben)]
    if (first.outcome !== 'sent' || second.outcome !== 'sent') throw new Error('not sent')
    await services.dismiss({ workspace, actor: ben, target: { request: first.request.id } })
    await services.withdraw({ workspace, actor: cleo, request: second.request.id })
    expect(await passing(office, ben, 8)).toEqual([])
  })

  it('that is dismissed after its nudge was planned causes none', async () => {
    const office = await postOffice()
    const { anna, ben, clock, services, workspace, outcomes } = office
    const sent = await office.send(anna, ben)
    if (sent.outcome !== 'sent') throw new Error('not sent')
    const worker = office.outbox()
    clock.advance(3 * DAY - 30_000)
    await worker.drain()
    await services.dismiss({ workspace, actor: ben, target: { request: sent.request.id } })
    clock.advance(30_000)
    await worker.drain()
    expect(nudgesTo(office, ben)).toEqual([])
    expect(await outcomes()).toContain('nudge skipped nothing waits any more')
  })
})

describe('a nudge', { timeout: TIMEOUT }, () => {
  it('covers everything that is waiting, and never comes more than once a day', async () => {
    const office = await postOffice()
    const { anna, ben, cleo, dora, clock } = office
    await office.send(anna, ben)
    clock.advance(4 * HOUR)
    await office.send(cleo, ben)
    clock.advance(30 * HOUR)
    await office.send(dora, ben)
    // Hours count from the last request: the first one's third day ends 38 hours from here.
    const came = await passing(office, ben, 9)
    expect(came[0]).toBe(38)
    for (const [nth, hour] of came.entries())
      if (nth > 0) expect(hour - (came[nth - 1] ?? 0)).toBeGreaterThanOrEqual(24)
    const [first] = nudgesTo(office, ben)
    expect(first).toContain('3 requests are waiting')
  })

  it('that could not be sent within the day goes out once, the next morning', async () => {
    const office = await postOffice()
    const { anna, ben, clock, slack } = office
    await office.send(anna, ben)
    const worker = office.outbox()
    clock.advance(3 * DAY + 7 * HOUR + 59 * MINUTE)
    const off = slack.faults.on({ method: 'chat.postMessage', kind: 'http-error', status: 503 })
    for (let minutes = 0; minutes < 10; minutes += 1) {
      await worker.drain()
      clock.advance(MINUTE)
    }
    off()
    for (let hours = 0; hours < 20; hours += 1) {
      await worker.drain()
      clock.advance(HOUR)
    }
    expect(nudgesTo(office, ben)).toHaveLength(1)
    const ts = Number(office.dm(ben).at(-1)?.ts) * 1000
    expect(new Date(ts).getUTCHours()).toBe(9)
  })
})
