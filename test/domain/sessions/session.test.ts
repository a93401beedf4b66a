import { expect, it } from 'vitest'
import { busyIntervals } from '../../../src/domain/sessions/session.ts'

it('a session takes its time of the mentee, and of the mentor with the buffers around it', () => {
  const at = (time: string) => Date.parse(`2026-11-24T${time}Z`)
  const session = { startsAt: at('10:00'), endsAt: at('10:30') }
  expect(busyIntervals(session, { beforeMinutes: 5, afterMinutes: 20 })).toEqual({
    mentor: { start: at('09:55'), end: at('10:50') },
    mentee: { start: at('10:00'), end: at('10:30') },
  })
})
