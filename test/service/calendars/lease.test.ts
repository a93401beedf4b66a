import { expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../../src/domain/time/time.ts'
import { anna, scene } from '../scene.ts'
import { withCalendars } from './with-calendars.ts'

it('an address that is being read is nobody else’s while fifteen other files may be before it, and is read again if that ended', async () => {
  const s = await scene()
  const { use } = withCalendars(s, async () => ({ state: 'unchanged' }))
  const typed = 'https://example.com/a.ics'
  await use.connectFeed({ workspace: s.workspace, actor: anna, typed, user: '', password: '' })
  const taken = async () => (await use.calendarReading?.take(s.workspace, 10))?.length
  expect(await taken()).toBe(1)
  s.clock.advance(10 * SECOND + 16 * 10 * SECOND)
  expect(await taken()).toBe(0)
  s.clock.advance(2 * MINUTE)
  expect(await taken()).toBe(1)
})
