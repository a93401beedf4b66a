import { describe, expect, it } from 'vitest'
import { actor } from '../support/actor.ts'
import { type Journey, journey } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { countRows } from '../support/rows.ts'

const external = { id: 'U0PARTNER1', handle: 'pat', realName: 'Pat Partner', external: true } as const
const people = [
  { id: 'U0ADA00001', handle: 'ada', realName: 'Ada Berlin', zone: 'Europe/Berlin' },
  { id: 'U0BEN00001', handle: 'ben', realName: 'Ben York', zone: 'America/New_York' },
  {
    id: 'U0GUS00001',
    handle: 'gus',
    realName: 'Gus Guest',
    zone: 'Europe/London',
    guest: 'multi-channel' as const,
  },
  external,
]

const scene = async () => {
  const j = await journey({ members: people })
  return { j, ada: actor(j, 'ada'), ben: actor(j, 'ben'), gus: actor(j, 'gus'), pat: actor(j, 'pat') }
}

const allow = async ({ slack }: Journey, settings: object) => {
  const { knex } = await testDatabase()
  await knex('workspaces').where({ workspace_id: slack.state.team.id }).update({ settings })
}

const isGuestNow = (j: Journey, handle: string) =>
  j.slack.changeMember(`@${handle}`, { guest: 'multi-channel' })
const isNoGuestAnyMore = (j: Journey, id: string) => {
  delete j.slack.state.members[id]?.guest
  return j.slack.changeMember(id, {})
}

describe('a guest, and somebody of another organisation whom Slack calls no stranger,', () => {
  it('can neither ask nor be asked until the settings allow it', async () => {
    const { j, ada, gus, pat } = await scene()
    await ada.types('offer @gus I can help')
    expect(ada.modal()[1]).toMatch(/^:warning: \*They're a guest here/)
    expect(ada.modal()).toContain('Message: I can help')
    await ada.close()
    await ada.types('offer @pat I can help')
    expect(ada.modal()[1]).toMatch(/^:warning: \*They're from another organisation/)
    await ada.close()
    await gus.types('request @ada Teach me')
    expect(gus.told()[0]).toMatch(/^You're a guest here/)
    await pat.types('request @ada Teach me')
    expect(pat.told()[0]).toMatch(/^You're from another organisation/)
    expect(await countRows(j, 'requests')).toBe(0)

    await allow(j, { guests: true, strangers: true })
    await gus.types('request @ada Teach me')
    await pat.types('request @ada Teach me too')
    expect(ada.messages()).toHaveLength(2)
    await ada.click('Accept')
    expect(ada.modal()[0]).toBe('Book a session')
  })
})

describe('when a sender becomes a guest', () => {
  it('the receiver’s card and lists no longer offer to accept, until the sender is a full member again', async () => {
    const { j, ada, ben } = await scene()
    await ben.openHome()
    await ada.types('offer @ben I can help')
    expect(ben.last()).toContain('[Accept]')

    await isGuestNow(j, 'ada')
    await j.settle()
    expect(ben.last()).toContain('[Dismiss]')
    expect(ben.last()).not.toContain('[Accept]')
    expect(ben.last().join('\n')).toContain('@ada is a guest here')
    expect(ben.home().received).not.toContain('[Accept]')
    expect(ben.home().received.join('\n')).toContain("can't be accepted: they're a guest")
    await ben.click('Dismiss')
    expect(ben.last().join('\n')).not.toContain('You can still accept')
    expect(ben.home().received).not.toContain('[Accept]')

    await isNoGuestAnyMore(j, ada.id)
    await j.settle()
    expect(ben.last()).toContain('[Accept]')
    expect(ben.home().received).toContain('[Accept]')
  })

  it('a form opened before says why nothing is booked', async () => {
    const { j, ada, ben } = await scene()
    await ada.types('offer @ben I can help')
    await ben.click('Accept')
    await ben.pick(...(([day, time]) => [day, time] as const)(first(ben.offered())))
    await isGuestNow(j, 'ada')
    await j.settle()
    await ben.submit()
    expect(ben.modal().join('\n')).toContain("They're a guest here")
    expect(await countRows(j, 'sessions')).toBe(0)
  })
})

const first = (offered: readonly string[]): [string, string] => {
  const [, day = '', time = ''] = /^(.*?) (\d\d:\d\d.*)$/.exec(offered[0] ?? '') ?? []
  return [day, time]
}

it('when a receiver becomes a guest, their own card says why they cannot accept', async () => {
  const { j, ada, ben } = await scene()
  await ada.types('offer @ben I can help')
  await isGuestNow(j, 'ben')
  await j.settle()
  expect(ben.last()).not.toContain('[Accept]')
  expect(ben.last().join('\n')).toContain("You're a guest here")
})
