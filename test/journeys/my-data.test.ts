import { expect, it } from 'vitest'
import { type Actor, actor } from '../support/actor.ts'
import { type Journey, journey } from '../support/app.ts'
import { mentorOf } from '../support/host.ts'
import { fillInProfile } from '../support/profile.ts'

/** What the latest JSON file in the member's DM says. */
const fileOf = ({ slack }: Journey, { member }: Actor): unknown => {
  const files = member.dm().flatMap((message) => message.files ?? [])
  const file = files.findLast(({ name }) => String(name).startsWith('mentorship-data'))
  const kept = slack.state.files[String(file?.id)]?.base64 ?? ''
  return JSON.parse(Buffer.from(kept, 'base64').toString())
}

it('a member reads all that is kept about them, with who sees it, and gets every word as a file', async () => {
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await fillInProfile(ada, {
    mentors: true,
    headline: 'Zebrafish & genetics',
    helpsWith: ['Query plans'],
    avoids: ['@dana'],
  })
  await ada.types('offer @ben I can help')
  await ben.types('offer @ada So can I')
  await ada.click('Dismiss')

  await ada.types('my data')
  const page = ada.modal().join('\n')
  for (const shown of [
    'Zebrafish & genetics',
    '*Requests you sent*: 1',
    '*Requests you received*: 1',
    'matched with*: 1',
  ])
    expect(page).toContain(shown)
  expect(page).toContain('Who sees it: Nobody else, not even the people in it.')
  expect(page).toContain(
    'that nobody sees. The organisers: who asked whom and when, and what was accepted or withdrawn, without the messages.',
  )
  expect(fileOf(j, ada)).toMatchObject({
    member: ada.id,
    account: [{ full_name: 'Ada Berlin', zone: 'Europe/Berlin', is_admin: false }],
    profile: [{ headline: 'Zebrafish & genetics', helps_with: ['Query plans'] }],
    avoided: [{ member: 'U0DANA0001' }],
    requestsSent: [{ to: ben.id, message: 'I can help' }],
    requestsReceived: [{ from: ben.id, message: 'So can I', status: 'dismissed' }],
  })
})

it('what a member sees of their own requests says nothing of what became of them', async () => {
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ada.types('offer @ben I can help')
  await ben.click('Dismiss')
  await ada.types('my data')
  expect(JSON.stringify(fileOf(j, ada))).not.toContain('dismissed')
})

it('where an open session is stands in the data of those who are in it, and of nobody who gave their seat up', async () => {
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ben.openHome()
  const mentor = await mentorOf(j, ada)
  await mentor.giveSeat(await mentor.host({ location: 'Attic 12' }), ben)
  await ada.types('my data')
  expect(fileOf(j, ada)).toMatchObject({
    sessions: [{ location: 'Attic 12', terms: { audience: 'everyone' } }],
  })
  await ben.types('my data')
  expect(fileOf(j, ben)).toMatchObject({ sessions: [{ seated_by: 'added', location: 'Attic 12' }] })
  await ben.close({ all: true })
  await ben.clickHome('Leave session')
  await ben.types('my data')
  expect(fileOf(j, ben)).toMatchObject({
    sessions: [{ role: 'mentee', left_because: 'left', location: null }],
  })
})

it('a member about whom nothing is kept reads that, and is kept no more for having asked', async () => {
  const j = await journey()
  const dana = actor(j, 'dana')
  await dana.types('my data')
  expect(dana.modal().join('\n')).toContain('I keep nothing about you')
})

it('where the app may not upload files, a message says so, and what to do', async () => {
  const j = await journey()
  const ada = actor(j, 'ada')
  j.slack.faults.on({ method: 'files.getUploadURLExternal', kind: 'platform-error', error: 'missing_scope' })
  await ada.types('offer @ben I can help')
  await ada.types('my data')
  expect(ada.last().join('\n')).toContain('files:write')
})
