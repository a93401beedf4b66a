import { describe, expect, it } from 'vitest'
import { HOUR } from '../../src/domain/time/time.ts'
import { type Actor, actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { filesOf, invitationsOf } from '../support/calendar.ts'
import { mentorOf, WEDNESDAY_14 } from '../support/host.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  for (const member of [ada, ben, chandra]) await member.openHome()
  const files = (member: Actor) => invitationsOf(j.slack, member)
  return { j, ada, ben, chandra, files, mentor: await mentorOf(j, ada) }
}

const join = async (member: Actor) => {
  await member.openHome()
  await member.clickHome('Join')
  await member.close()
}

describe('the calendar file of an open session', () => {
  it('names its mentor and its reader, and nobody else who comes', async () => {
    const { ben, chandra, ada, files, mentor } = await scene()
    await mentor.host()
    await join(ben)
    await join(chandra)
    const [file] = files(chandra)
    expect(file).toMatchObject({
      summary: 'Reading query plans',
      start: '2026-12-02T14:00:00.000Z',
      end: '2026-12-02T15:00:00.000Z',
      status: 'CONFIRMED',
      location: 'https://meet.example.com/ada',
      description: expect.stringContaining('Ada Berlin is the mentor.'),
    })
    expect(file?.attendees.map(({ name }) => name)).toEqual(['Ada Berlin', 'Chandra Rao'])
    expect(JSON.stringify(file)).not.toContain('Ben')
    // One event for all, in whichever calendar it is.
    expect([files(ada)[0]?.uid, files(ben)[0]?.uid]).toEqual([file?.uid, file?.uid])
    expect(files(ada).every(({ attendees }) => attendees.length === 1)).toBe(true)
  })

  it('is taken back by one with a higher number when they leave, and put there again when they rejoin', async () => {
    const { j, ben, files, mentor } = await scene()
    await mentor.host()
    await join(ben)
    await ben.click('Leave session')
    await ben.click('Join')
    const [joined, left, again] = files(ben)
    expect(files(ben)).toHaveLength(3)
    expect([joined?.status, left?.status, again?.status]).toEqual(['CONFIRMED', 'CANCELLED', 'CONFIRMED'])
    const numbers = [joined, left, again].map((file) => file?.sequence ?? -1)
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
    expect(new Set([joined, left, again].map((file) => file?.uid)).size).toBe(1)
    expect(filesOf(j.slack, ben)[1]?.name).toMatch(/^Cancelled-Reading-query-plans-/)
  })

  it('comes anew when it is moved, and is taken back when it is cancelled', async () => {
    const { ben, files, mentor } = await scene()
    const session = await mentor.host()
    await join(ben)
    await mentor.move(session, WEDNESDAY_14 + HOUR)
    expect(files(ben).at(-1)).toMatchObject({ start: '2026-12-02T15:00:00.000Z', status: 'CONFIRMED' })
    await mentor.cancel(session)
    expect(files(ben).at(-1)).toMatchObject({ status: 'CANCELLED' })
  })

  it('does not come for a place on the waitlist, nor for a seat that is only kept', async () => {
    const { j, ben, chandra, files, mentor } = await scene()
    await mentor.host({ seats: 1 })
    await join(ben)
    await chandra.clickHome('Open sessions')
    await chandra.clickModal('Join waitlist')
    await chandra.close()
    expect(files(chandra)).toEqual([])
    j.clock.set(WEDNESDAY_14 - 6 * HOUR)
    await ben.clickHome('Leave session')
    expect(chandra.last()[0]).toBe("*A seat is free for you* in @ada's open session")
    expect(files(chandra)).toEqual([])
    await chandra.click('Take the seat')
    expect(files(chandra)).toHaveLength(1)
    expect(files(ben).at(-1)?.status).toBe('CANCELLED')
  })
})
