import { expect, it } from 'vitest'
import type { SeedMember } from '../../src/sandbox/slack/state/seed.ts'
import { actor } from '../support/actor.ts'
import { journey, people } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { changePart, nthOf } from '../support/settings.ts'

const owners = (...handles: string[]): SeedMember[] =>
  people.map((one) => (handles.includes(one.handle) ? { ...one, admin: 'owner' } : one))

const start = async (...admins: string[]) => {
  const j = await journey({ members: owners(...admins) })
  return {
    ...{ j, ada: actor(j, 'ada'), ben: actor(j, 'ben'), chandra: actor(j, 'chandra'), gus: actor(j, 'gus') },
  }
}

it('owners organise where nobody was named, and whoever names somebody becomes an organiser as well', async () => {
  const { ada, ben, chandra } = await start('ada', 'chandra')
  await ada.openHome()
  expect(Object.values(ada.home()).flat()).toContain('[Programme settings]')
  await ada.clickHome('Programme settings')
  expect(ada.modal().join('\n')).toContain(
    '*Organisers*\nThe owners and admins of this workspace organise mentoring here.\n[Change]',
  )
  await ada.clickModal('Change', { nth: nthOf('organisers') })
  await ada.choose('Name an organiser', '@ben')
  await ada.submit()
  expect(ada.modal().join('\n')).toContain('@ada is an organiser\n[Remove]\n@ben is an organiser\n[Remove]')
  await ada.clickModal('Back to settings')
  expect(ada.modal().join('\n')).toContain('@ada made @ben an organiser · {2026-11-23T10:00Z}')

  // Chandra is one no longer, but may join them.
  await chandra.types('settings')
  expect(chandra.modal().join('\n')).toContain('@ada and @ben organise mentoring here.')
  await chandra.clickModal('Become an organiser')
  expect(chandra.modal().join('\n')).toContain('@ada, @ben and @chandra organise mentoring here.')
  await ben.openHome()
  expect(Object.values(ben.home()).flat()).toContain('[Programme settings]')
})

it('members see who organises, and nothing else', async () => {
  const { ada, ben } = await start('ada')
  await ben.openHome()
  await ben.types('settings')
  expect(ben.modal()).toEqual([
    'Organisers',
    'The owners and admins of this workspace organise mentoring here. They can change how it works. If something should be different, ask them.',
    '[Close]',
  ])
  await ada.types('settings')
  expect(ada.modal()[0]).toBe('Settings')
})

it('a removed organiser can do nothing more at once, also in what is open', async () => {
  const { j, ada, ben, chandra } = await start('ada')
  await changePart(ada, 'organisers')
  await ada.choose('Name an organiser', '@ben')
  await ada.submit()
  await changePart(ben, 'organisers')
  await ben.choose('Name an organiser', '@chandra')
  await ada.clickModal('Remove', { nth: 1 })
  expect(ada.modal().join('\n')).not.toContain('@ben')
  await ben.submit()
  expect(ben.modal().join('\n')).toContain('@ada organises mentoring here.')
  await ben.close()
  await chandra.types('settings')
  expect(chandra.modal().join('\n')).not.toContain('Change')
  expect(j.takeErrors()).toEqual([])
})

it('members, guests, people of another organisation, and whoever organises no more are refused alike', async () => {
  const partner = { id: 'U0PARTNER1', handle: 'pat', realName: 'Pat Partner', external: true }
  const j = await journey({ members: [...owners('ada'), partner] })
  const { knex } = await testDatabase()
  await knex('workspaces').update({ settings: { guests: true, strangers: true } })
  const ada = actor(j, 'ada')
  await changePart(ada, 'organisers')
  await ada.choose('Name an organiser', '@ben')
  await ada.submit()
  const ben = actor(j, 'ben')
  await ben.types('settings')
  expect(ben.modal()[0]).toBe('Settings')
  await ben.close()
  await ada.clickModal('Remove', { nth: 1 })

  const refused = []
  for (const handle of ['ben', 'chandra', 'gus', 'pat']) {
    const who = actor(j, handle)
    await who.openHome()
    expect(Object.values(who.home()).flat()).not.toContain('[Programme settings]')
    await who.types('settings')
    const settings = who.modal()
    await who.close()
    await who.types('report')
    refused.push({ settings, report: who.told().at(-1) })
  }
  expect(refused[0]?.settings.join()).toContain('@ada organises mentoring here.')
  expect(refused[0]?.report).toMatch(/^Only the organisers of the mentoring programme can do that\./)
  expect(new Set(refused.map((one) => JSON.stringify(one))).size).toBe(1)
})

it('the last organiser cannot go, and bots and guests cannot be named', async () => {
  const { ada, gus } = await start('ada')
  await changePart(ada, 'organisers')
  await ada.choose('Name an organiser', '@ada')
  await ada.submit()
  expect(ada.modal().join('\n')).toContain('The last organiser can only go once another one is named.')
  expect(ada.modal().join('\n')).not.toContain('[Remove]')
  for (const [who, why] of [
    ['@robot', "That's an app."],
    ['@gus', "They're a guest here"],
  ] as const) {
    await ada.choose('Name an organiser', who)
    await ada.submit()
    expect(ada.modal().join('\n'), who).toContain(why)
  }
  await gus.types('settings')
  expect(gus.modal()[0]).toBe('Organisers')
})

it('an organiser who left Slack organises no more, and the owners can follow', async () => {
  const { j, ada, ben } = await start('ada')
  await changePart(ada, 'organisers')
  await ada.choose('Name an organiser', '@ada')
  await ada.submit()
  await j.slack.changeMember('@ada', { deactivated: true })
  await ben.openHome()
  await j.slack.changeMember('@ben', { admin: 'admin' })
  await j.settle()
  await ben.types('settings')
  expect(ben.modal()[0]).toBe('Settings')
})
