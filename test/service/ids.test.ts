import { expect, it } from 'vitest'
import { idSource } from '../../src/service/act.ts'
import { testClock } from '../support/world.ts'

it('ids hold the clock’s time, and sort in the order they were made even if the clock goes back', () => {
  const clock = testClock(Date.UTC(2026, 10, 23, 10))
  const nextId = idSource(clock)
  const times = [0, 0, 1, -5, 0, 2].map((by) => {
    clock.advance(by)
    return nextId()
  })
  expect(times).toEqual([...times].sort())
  expect(new Set(times).size).toBe(times.length)
  const millis = (id = '') =>
    Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) - Date.UTC(2026, 10, 23, 10)
  expect([millis(times[0]), millis(times[2]), millis(times[3])]).toEqual([0, 1, 1])
})
