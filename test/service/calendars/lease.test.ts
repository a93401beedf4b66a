import { expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../../src/domain/time/time.ts'
import { services } from '../../../src/service/services.ts'
import { sealing } from '../../../src/store/sealing.ts'
import { account, calendarKeys } from '../../support/world.ts'
import { anna, scene } from '../scene.ts'

it('an address that is being read is nobody else’s while fifteen other files may be before it, and is read again if that ended', async () => {
  const s = await scene()
  const use = services(
    {
      ...s.parts,
      calendars: {
        sealing: sealing(calendarKeys),
        providers: {},
        reach: {
          read: async () => ({ state: 'unchanged' }),
          write: async () => ({ done: true }),
          allowPrivate: false,
        },
        wake: () => {},
      },
    },
    async (_workspace, id) => account(id),
  )
  const typed = 'https://example.com/a.ics'
  await use.connectFeed({ workspace: s.workspace, actor: anna, typed, user: '', password: '' })
  const taken = async () => (await use.calendarReading?.take(s.workspace, 10))?.length
  expect(await taken()).toBe(1)
  s.clock.advance(10 * SECOND + 16 * 10 * SECOND)
  expect(await taken()).toBe(0)
  s.clock.advance(2 * MINUTE)
  expect(await taken()).toBe(1)
})
