import { describe, expect, it } from 'vitest'
import type { MemberId, SessionId } from '../../src/domain/ids.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../src/domain/time/time.ts'
import { asUsual } from '../support/as-usual.ts'
import { gated } from '../support/gates.ts'
import { type PostOffice, postOffice } from './support/post-office.ts'

const SECOND = 1_000
/** Reminders are planned every 20 seconds, and sent when due. */
const book = async (
  office: PostOffice,
  startsAt: Instant,
  mentor: MemberId = office.anna,
  mentee: MemberId = office.ben,
) => {
  const { services, workspace } = office
  const answer = await services.book({
    ...asUsual,
    workspace,
    actor: mentor,
    mentor,
    mentee,
    startsAt,
    topic: '',
    intent: office.intent(),
    origin: null,
    confirmed: true,
  })
  if (answer.outcome !== 'booked') throw new Error(`nothing was booked: ${JSON.stringify(answer)}`)
  return answer.session
}

const cancel = ({ services, workspace }: PostOffice, actor: MemberId, session: SessionId) =>
  services.cancel({ workspace, actor, session, reason: null })

const remindersIn = ({ slack, dm }: PostOffice, member: MemberId) =>
  dm(member)
    .map((message) => slack.texts(message).join('\n'))
    .filter((text) => /Reminder: your session/.test(text))

describe('a session', () => {
  it('reminds both sides a day and ten minutes before, to the moment', async () => {
    const office = await postOffice()
    const { anna, ben, clock } = office
    const worker = office.outbox()
    const startsAt = clock.now() + 3 * DAY
    await book(office, startsAt)
    const seen = async (now: Instant) => {
      clock.set(now)
      await worker.drain()
      return [anna, ben].map((member) => remindersIn(office, member).length)
    }
    expect(await seen(startsAt - DAY - 1)).toEqual([0, 0])
    expect(await seen(startsAt - DAY)).toEqual([1, 1])
    expect(await seen(startsAt - 10 * MINUTE - 1)).toEqual([1, 1])
    expect(await seen(startsAt - 10 * MINUTE)).toEqual([2, 2])
    expect(await seen(startsAt + DAY)).toEqual([2, 2])
    expect(office.slack.breaches).toEqual([])
  })

  it('booked less than a day ahead has only the reminders that are still to come', async () => {
    const office = await postOffice()
    const worker = office.outbox()
    const startsAt = office.clock.now() + 2 * HOUR
    await book(office, startsAt)
    await worker.drain()
    expect(remindersIn(office, office.ben)).toHaveLength(0)
    office.clock.set(startsAt - 10 * MINUTE)
    await worker.drain()
    expect(remindersIn(office, office.ben)).toHaveLength(1)
  })

  it('cancelled a millisecond before sends none, though its reminder was planned', async () => {
    const office = await postOffice()
    const worker = office.outbox()
    const startsAt = office.clock.now() + 2 * DAY
    const { id } = await book(office, startsAt)
    office.clock.set(startsAt - DAY - 1)
    await worker.drain()
    await cancel(office, office.anna, id)
    office.clock.advance(1)
    await worker.drain()
    expect(remindersIn(office, office.ben)).toHaveLength(0)
    expect(await office.outcomes()).toContain('reminder skipped the session was cancelled')
  })

  it('moved a millisecond before sends no reminder of its old time', async () => {
    const office = await postOffice()
    const { anna, ben, clock, services, workspace } = office
    const worker = office.outbox()
    const startsAt = clock.now() + 2 * DAY
    const { id, sequence } = await book(office, startsAt)
    clock.set(startsAt - DAY - 1)
    await worker.drain()
    const move = { workspace, actor: anna, session: id, sequence, confirmed: true }
    await services.reschedule({ minutes: null, ...move, startsAt: startsAt + HOUR })
    clock.advance(1)
    await worker.drain()
    expect(remindersIn(office, ben)).toHaveLength(0)
    expect(await office.outcomes()).toContain('reminder skipped the session has another time')
    clock.advance(HOUR)
    await worker.drain()
    expect(remindersIn(office, ben)).toHaveLength(1)
  })

  it('cancelled while its reminder is about to be posted sends none', async () => {
    const office = await postOffice()
    const startsAt = office.clock.now() + 2 * DAY
    const { id } = await book(office, startsAt)
    await office.outbox().drain()
    office.clock.set(startsAt - DAY)
    let cancelled: Promise<unknown> | undefined
    const worker = office.outbox({
      step: gated((gate) => {
        if (gate === 'after record attempt') cancelled ??= cancel(office, office.anna, id)
      }),
    })
    await worker.drain()
    await cancelled
    expect(remindersIn(office, office.ben)).toHaveLength(0)
  })

  it('sends a late reminder once after a process was down, as long as it is still worth sending', async () => {
    const office = await postOffice()
    const startsAt = office.clock.now() + 2 * DAY
    await book(office, startsAt)
    await office.outbox().drain()
    office.clock.set(startsAt - 22 * HOUR)
    await office.outbox().drain()
    await office.outbox().drain()
    expect(remindersIn(office, office.ben)).toHaveLength(1)
    office.clock.set(startsAt - MINUTE)
    await office.outbox().drain()
    expect(remindersIn(office, office.ben)).toHaveLength(2)
  })

  it('about to start no longer sends the reminder of the day before', async () => {
    const office = await postOffice()
    const startsAt = office.clock.now() + 2 * DAY
    await book(office, startsAt)
    await office.outbox().drain()
    office.clock.set(startsAt - 5 * MINUTE)
    await office.outbox().drain()
    expect(remindersIn(office, office.ben)).toHaveLength(1)
  })

  it('sends no reminder of the day before if Slack accepts messages again only just before the start', async () => {
    const office = await postOffice()
    const worker = office.outbox()
    const startsAt = office.clock.now() + 2 * DAY
    await book(office, startsAt)
    await worker.drain()
    office.clock.set(startsAt - DAY)
    const mend = office.slack.faults.on({ method: 'chat.postMessage', kind: 'http-error', status: 503 })
    await worker.drain()
    mend()
    office.clock.set(startsAt - 10 * MINUTE)
    await worker.drain()
    expect(remindersIn(office, office.ben)).toHaveLength(1)
    expect(await office.outcomes()).toContain('reminder skipped too late')
  })

  it('sends no reminder if Slack can answer only after the start', async () => {
    const office = await postOffice()
    const startsAt = office.clock.now() + 2 * DAY
    await book(office, startsAt)
    await office.outbox().drain()
    office.clock.set(startsAt - 10 * SECOND)
    await office.outbox().drain()
    expect(remindersIn(office, office.ben)).toHaveLength(0)
  })
})

describe('the message about a session', () => {
  const buttons = ({ slack, dm }: PostOffice, member: MemberId) =>
    dm(member)
      .filter(({ files }) => !files)
      .flatMap(
        (message) =>
          slack
            .texts(message)
            .join('\n')
            .match(/\[(Reschedule|Cancel session)\]/g) ?? [],
      )

  it('loses its buttons on both sides when the session begins, in one change each', async () => {
    const office = await postOffice()
    const { anna, ben, clock, calls } = office
    const worker = office.outbox()
    const startsAt = clock.now() + HOUR
    await book(office, startsAt)
    await worker.drain()
    const seen = async (now: Instant) => {
      clock.set(now)
      await worker.drain()
      return [anna, ben].map((member) => buttons(office, member).length)
    }
    expect(await seen(startsAt - 1)).toEqual([2, 2])
    expect(await seen(startsAt)).toEqual([0, 0])
    expect(await seen(startsAt + HOUR)).toEqual([0, 0])
    expect(calls('chat.update')).toBe(2)
  })

  it('loses them late if no process was running at the start', async () => {
    const office = await postOffice()
    const startsAt = office.clock.now() + HOUR
    await book(office, startsAt)
    await office.outbox().drain()
    office.clock.set(startsAt + 10 * HOUR)
    await office.outbox().drain()
    expect(buttons(office, office.ben)).toEqual([])
  })

  it('keeps them until the session begins, even if it was moved', async () => {
    const office = await postOffice()
    const { anna, ben, clock, services, workspace } = office
    const worker = office.outbox()
    const startsAt = clock.now() + HOUR
    const { id, sequence } = await book(office, startsAt)
    clock.set(startsAt - SECOND)
    await worker.drain()
    const move = { workspace, actor: anna, session: id, sequence, confirmed: true }
    await services.reschedule({ minutes: null, ...move, startsAt: startsAt + HOUR })
    clock.set(startsAt)
    await worker.drain()
    expect(buttons(office, ben)).toEqual(['[Reschedule]', '[Cancel session]'])
    clock.set(startsAt + HOUR)
    await worker.drain()
    expect(buttons(office, ben)).toEqual([])
  })
})
