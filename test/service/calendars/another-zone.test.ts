import { expect, it } from 'vitest'
import { noValidators } from '../../../src/domain/calendars/reading.ts'
import { account } from '../../support/world.ts'
import { anna, ben, scene } from '../scene.ts'
import { withCalendars } from './with-calendars.ts'

it('what was read in another zone counts no more, and is read again: days and times without a zone have moved', async () => {
  const s = await scene()
  const read: string[] = []
  const { use, readAll } = withCalendars(s, async (_, { zones }) => {
    read.push(...zones)
    return {
      state: 'read',
      busy: new Map(zones.map((zone) => [zone, []])),
      unclear: 0,
      validators: noValidators,
    }
  })
  const annas = { workspace: s.workspace, actor: anna }
  await use.connectFeed({ ...annas, typed: 'https://example.com/a.ics', user: '', password: '' })
  const isChecked = async () => {
    const { day } = await offered()
    return day.slots.length > 0 && day.slots.every(({ unchecked }) => !unchecked.mentor)
  }
  const offered = async () => {
    const source = { member: anna, actorIs: 'mentee' } as const
    const times = { day: '2026-11-26', chosen: null, minutes: null }
    const options = await use.bookingOptions({ workspace: s.workspace, actor: ben, source, times })
    if (options.outcome !== 'options') throw new Error(JSON.stringify(options))
    return options
  }
  await readAll()
  expect(await isChecked()).toBe(true)
  const hours = await use.ownAvailability(annas)
  if (hours.outcome !== 'availability') throw new Error(hours.outcome)

  const save = (zone: string) => use.setAvailability({ ...annas, draft: { ...hours.availability, zone } })
  await save('Asia/Tokyo')
  expect(await isChecked()).toBe(false)
  await readAll()
  expect([await isChecked(), read]).toEqual([true, ['UTC', 'Asia/Tokyo']])
  // The same hours, saved again, change nothing.
  await save('Asia/Tokyo')
  await readAll()
  expect([await isChecked(), read.length]).toEqual([true, 2])

  // Nor do those of the profile count, until hours were set.
  await use.connectFeed({
    workspace: s.workspace,
    actor: ben,
    typed: 'https://example.com/b.ics',
    user: '',
    password: '',
  })
  await readAll()
  const ofBen = async () => (await offered()).day.slots.every(({ unchecked }) => !unchecked.mentee)
  expect(await ofBen()).toBe(true)
  await use.learn({ workspace: s.workspace, account: account(ben, { zone: 'Asia/Tokyo' }), seenAt: null })
  expect(await ofBen()).toBe(false)
})
