import { expect, it } from 'vitest'
import type { SeedMember } from '../../src/sandbox/slack/state/seed.ts'
import { type Actor, actor } from '../support/actor.ts'
import { journey, people } from '../support/app.ts'
import { fillInProfile } from '../support/profile.ts'
import { changePart, nthOf } from '../support/settings.ts'

const members: SeedMember[] = people.map((one) => (one.handle === 'ada' ? { ...one, admin: 'owner' } : one))

const start = async () => {
  const j = await journey({ members })
  return { j, ada: actor(j, 'ada'), ben: actor(j, 'ben'), gus: actor(j, 'gus') }
}

const shown = (organiser: Actor) => organiser.modal().join('\n')

it('a workspace that never opened them has settings that work', async () => {
  const { ada } = await start()
  await ada.types('settings')
  expect(shown(ada)).toContain(
    [
      '*Who may take part*',
      'Guests may not take part · People of other organisations may not take part',
      '[Change]',
      '*Requests that wait*',
      'Reminders after 3 and 7 days · Others are shown after 5 working days',
      '[Change]',
      '*Feedback*',
      'Both sides are asked how a session was · Of a weekly series, after every 4 sessions',
      '[Change]',
      '*When messages come*',
      'Mondays, Tuesdays, Wednesdays, Thursdays and Fridays · Between 09:00 and 18:00',
      '[Change]',
      '*Open sessions*',
      'Announced in any channel that the app was added to',
    ].join('\n'),
  )
})

it('a setting holds at once, and the record says who changed it and when', async () => {
  const { ada, gus, ben } = await start()
  await gus.types('offer @ben Hello')
  expect(gus.told().join('\n')).toContain("You're a guest here")
  await changePart(ada, 'who')
  await ada.choose('Guests', ['Yes'])
  await ada.submit()
  expect(shown(ada)).toContain('Saved. It holds from now on.')
  expect(shown(ada)).toContain('@ada changed a setting: Guests may take part · {2026-11-23T10:00Z}')
  await gus.types('offer @ben Hello')
  expect(ben.last().join('\n')).toContain('Hello')
})

it('of two organisers who have the same part open, neither undoes what the other changes', async () => {
  const j = await journey({
    members: people.map((one) => (['ada', 'ben'].includes(one.handle) ? { ...one, admin: 'owner' } : one)),
  })
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await changePart(ada, 'who')
  await changePart(ben, 'who')
  await ada.choose('Guests', ['Yes'])
  await ada.submit()
  await ben.choose('People of other organisations', ['Yes'])
  await ben.submit()
  expect(shown(ben)).toContain('Guests may take part · People of other organisations may take part')
  expect(shown(ben)).not.toContain('Guests may not take part')
})

it('what cannot be is said at its field, and nothing is saved', async () => {
  const { ada } = await start()
  await changePart(ada, 'requests')
  await ada.fill('Remind of a request after', 'soon')
  await ada.submit()
  expect(shown(ada)).toContain('different numbers of days')
  await ada.fill('Remind of a request after', '9, 2')
  await ada.fill('Show others after', '0')
  await ada.submit()
  expect(shown(ada)).toContain('Reminders after 2 and 9 days · Nobody is shown others')
  await ada.clickModal('Change', { nth: nthOf('messages') })
  await ada.choose('Working days', ['Sundays'])
  await ada.fill('Hours', '18:00–9:00')
  await ada.submit()
  expect(shown(ada)).toContain('Type one range of hours')
  await ada.fill('Hours', '10-12')
  await ada.submit()
  expect(shown(ada)).toContain('Sundays · Between 10:00 and 12:00')
})

it('reminders come on the days and within the hours that were set', async () => {
  const { j, ada, ben } = await start()
  await changePart(ada, 'messages')
  await ada.choose('Working days', ['Sundays'])
  await ada.fill('Hours', '10:00-12:00')
  await ada.submit()
  await ada.close()
  await ada.types('offer @ben Hello')
  // Three days later is a Thursday; Sunday at ten in New York is 15:00 UTC.
  j.clock.set(Date.UTC(2026, 10, 29, 14, 58))
  await j.settle()
  expect(ben.messages()).toHaveLength(1)
  j.clock.set(Date.UTC(2026, 10, 29, 15))
  await j.settle()
  expect(ben.messages()).toHaveLength(2)
})

it('newcomers are welcomed by the programme’s name, whatever is typed as one', async () => {
  const { ada, ben } = await start()
  await changePart(ada, 'about')
  await ada.fill('Name of the programme', '*Grow* <!here>')
  await ada.fill('Welcome', 'Ask anything & often.')
  await ada.submit()
  await ben.openHome()
  const home = Object.values(ben.home()).flat().join('\n')
  expect(home).toContain('Welcome to *Grow* <!here>')
  expect(home).toContain('Ask anything & often.')
})

it('open sessions are announced in the channel that was chosen, and in no other', async () => {
  const { ada, ben } = await start()
  await changePart(ada, 'openSessions')
  await ada.choose('Channel', '#general')
  await ada.submit()
  expect(shown(ada)).toContain('/invite')
  await ada.choose('Channel', '#lunch-and-learn')
  await ada.submit()
  expect(shown(ada)).toContain('Announced in #lunch-and-learn only')
  await ada.close()
  await ben.in('general').change('add-app')
  await ben.types('host Compilers')
  expect(ben.modal().join('\n')).toContain(
    'The organisers let open sessions be announced in #lunch-and-learn only.',
  )
  await ben.choose('Starts', Date.UTC(2026, 10, 25, 15) / 1000)
  await ben.choose('Announce in', '#general')
  await ben.submit()
  expect(ben.modal().join('\n')).toContain('The organisers chose one channel')
  await ben.choose('Announce in', '#lunch-and-learn')
  await ben.submit()
  expect(ben.in('lunch-and-learn').last().join('\n')).toContain('Compilers')
})

it('topics are renamed, merged, retired and brought back', async () => {
  const { ada, ben } = await start()
  await fillInProfile(ben, { mentors: true, helpsWith: ['JS', 'JavaScript', 'Gossip'] })
  const topic = async (name: string, act: string, more: () => Promise<unknown> = async () => {}) => {
    await changePart(ada, 'topics')
    await ada.choose('Topic', name)
    await ada.choose('What to do', act)
    await more()
    await ada.submit()
  }
  await topic('JS', 'Merge it into another')
  expect(shown(ada)).toContain('Pick the topic to merge it into.')
  await ada.choose('Merge into', 'JavaScript')
  await ada.submit()
  expect(shown(ada)).toMatch(/@ada merged a topic into another · .*\n.*JS → JavaScript/)
  await ada.close()
  await topic('JavaScript', 'Rename it', () => ada.fill('New name', 'Web programming'))
  await ada.close()
  await topic('Gossip', 'Retire it: nobody new can choose it')
  await ada.close()
  await topic('Gossip (retired)', 'Bring it back')
  expect(shown(ada)).toContain('@ada brought a topic back')
  await ben.types('profile')
  expect(ben.modal().join('\n')).toContain('Web programming, Gossip')
})
