import { describe, expect, it } from 'vitest'
import { type CalendarReading, noValidators } from '../../../src/domain/calendars/reading.ts'
import { HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { uncheckedIn } from '../../../src/store/outside-times.ts'
import { asUsual } from '../../support/as-usual.ts'
import { anna, ben, cleo, scene, TUESDAY_9, TUESDAY_10 } from '../scene.ts'
import { withCalendars } from './with-calendars.ts'

const reading = (...busy: readonly { start: number; end: number }[]): CalendarReading => ({
  state: 'read',
  busy: new Map([['UTC', busy]]),
  unclear: 0,
  validators: noValidators,
})
const FREE = reading()
const BUSY = reading({ start: TUESDAY_9, end: TUESDAY_10 })
const UNREADABLE: CalendarReading = { state: 'not_known', fault: 'server_error' }

/** Anna has a CalDAV account, which was read and said that she is free. */
const connected = async () => {
  const s = await scene()
  let answer: () => Promise<CalendarReading> = async () => FREE
  let asked = 0
  const { use, readAll } = withCalendars(s, () => {
    asked += 1
    return answer()
  })
  const annas = { workspace: s.workspace, actor: anna }
  const typed = 'https://cloud.example.com/remote.php/dav'
  const { outcome } = await use.connectFeed({ ...annas, typed, user: 'anna', password: 'app password' })
  if (outcome !== 'connected') throw new Error(outcome)
  await readAll()
  const book = (startsAt: number) =>
    use.book({
      ...{ ...asUsual, workspace: s.workspace, actor: ben, mentor: anna, mentee: ben, startsAt },
      ...{ topic: '', intent: s.intent(), origin: null, confirmed: false },
    })
  return {
    ...{ s, use, book, readAll },
    says: (next: () => Promise<CalendarReading>) => {
      answer = next
      asked = 0
    },
    asked: () => asked,
    unchecked: (session: Parameters<typeof uncheckedIn>[1]) =>
      s.parts.inWorkspace(s.workspace, (tx) => uncheckedIn(tx, session)),
  }
}

describe('a calendar that can be asked at any moment', () => {
  it('is asked again when a session is booked: busy by now is refused, and kept', async () => {
    const { book, says, asked } = await connected()
    says(async () => BUSY)
    expect(await book(TUESDAY_9)).toEqual({ outcome: 'unavailable', reason: 'mentor_away' })
    expect(asked()).toBe(1)
    says(async () => UNREADABLE)
    expect(await book(TUESDAY_9)).toEqual({ outcome: 'unavailable', reason: 'mentor_away' })
  })

  it('that cannot be read then is not taken for free: the session says that it was not checked', async () => {
    const { book, says, unchecked } = await connected()
    says(async () => FREE)
    const checked = await book(TUESDAY_9)
    says(async () => UNREADABLE)
    const blind = await book(TUESDAY_10)
    if (checked.outcome !== 'booked' || blind.outcome !== 'booked') throw new Error('not booked')
    expect([await unchecked(checked.session.id), await unchecked(blind.session.id)]).toEqual([[], [anna]])
  })

  it('that does not answer holds nobody up for longer than two seconds', async () => {
    const { book, says, unchecked } = await connected()
    let answer = () => {}
    says(() => new Promise((resolve) => (answer = () => resolve(FREE))))
    const blind = await book(TUESDAY_9)
    answer()
    if (blind.outcome !== 'booked') throw new Error(blind.outcome)
    expect(await unchecked(blind.session.id)).toEqual([anna])
  })

  it('is asked when one of the two moves the session, and not for somebody else', async () => {
    const { s, use, book, says, asked, unchecked } = await connected()
    const booked = await book(TUESDAY_9)
    if (booked.outcome !== 'booked') throw new Error(booked.outcome)
    const { session } = booked
    const move = (actor: typeof ben, startsAt: number) =>
      use.reschedule({
        ...{ workspace: s.workspace, actor, session: session.id, sequence: session.sequence, startsAt },
        ...{ minutes: null, confirmed: false },
      })
    says(async () => UNREADABLE)
    expect(await move(cleo, TUESDAY_10)).toMatchObject({ outcome: 'refused' })
    expect(asked()).toBe(0)
    expect(await move(ben, TUESDAY_10)).toMatchObject({ outcome: 'rescheduled' })
    expect([asked(), await unchecked(session.id)]).toEqual([1, [anna]])
  })

  it('does not go on counting as read when it is not asked for an hour', async () => {
    const { s, book, says, unchecked, asked } = await connected()
    s.clock.advance(HOUR + MINUTE)
    says(async () => FREE)
    const booked = await book(TUESDAY_9)
    if (booked.outcome !== 'booked') throw new Error(booked.outcome)
    expect([asked(), await unchecked(booked.session.id)]).toEqual([1, []])
  })

  it('is not asked by more than thirty-two bookings at once: those beyond say that it was not checked', async () => {
    const { book, says, asked, unchecked } = await connected()
    const answers: (() => void)[] = []
    says(() => new Promise((resolve) => answers.push(() => resolve(FREE))))
    const others = Array.from({ length: 32 }, () => book(TUESDAY_9))
    await expect.poll(() => answers.length).toBe(32)
    const beyond = await book(TUESDAY_10)
    if (beyond.outcome !== 'booked') throw new Error(beyond.outcome)
    expect([asked(), await unchecked(beyond.session.id)]).toEqual([32, [anna]])
    for (const answer of answers) answer()
    const outcomes = (await Promise.all(others)).map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'booked')).toHaveLength(1)
    says(async () => FREE)
    await book(TUESDAY_10)
    expect(asked()).toBe(1)
  })

  it('is known by nothing by which its password could be tried', async () => {
    const { s } = await connected()
    const [row] = await s.rows('select id, read_with from calendar_sources where workspace_id = :workspace')
    expect(row?.read_with).toBe(row?.id)
  })
})
