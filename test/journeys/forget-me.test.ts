import { describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '../../src/domain/time/time.ts'
import { type Actor, actor } from '../support/actor.ts'
import { journey, people } from '../support/app.ts'
import { bookMany, FIRST_SESSION } from '../support/book-many.ts'
import { mentorOf, WEDNESDAY_14 } from '../support/host.ts'
import { fillInProfile } from '../support/profile.ts'
import { changePart } from '../support/settings.ts'
import { tracesOf } from '../support/traces.ts'
import { forgets, TUESDAY_AFTER_LUNCH, tracesGo, typeEverything } from '../support/typed.ts'

const here = async () => {
  const j = await journey()
  const [ada, ben, chandra, dana] = [
    actor(j, 'ada'),
    actor(j, 'ben'),
    actor(j, 'chandra'),
    actor(j, 'dana'),
  ] as const
  return { j, ada, ben, chandra, dana }
}

const inDms = (...members: Actor[]) =>
  members.flatMap((member) => member.dm().map((message) => JSON.stringify(message))).join('\n')

describe('Forget me', () => {
  it('asks twice, says before what stays and why, and takes nothing but the word for an answer', async () => {
    const { j, chandra } = await here()
    await chandra.openHome()
    await chandra.clickHome('Your data')
    await chandra.clickModal('Forget me')
    expect(chandra.modal().join('\n')).toContain('What stays, and why')
    // What was put into their own calendar can only be taken out before.
    expect(chandra.modal().join('\n')).toContain('Disconnect it first')
    await chandra.submit()
    await chandra.fill('Type FORGET to confirm', 'yes')
    const { errors } = await chandra.submit()
    expect(Object.values(errors).join()).toContain('Type FORGET')
    await chandra.fill('Type FORGET to confirm', ' forget ')
    await chandra.submit()
    expect(chandra.modal().join('\n')).toContain("You're forgotten")
    expect(j.slack.texts(chandra.member.home()).join('\n')).toContain('nothing is kept about you')
  })

  it('leaves neither id nor name nor any typed word in the database, nor in messages that can be changed', async () => {
    const { j, ada, ben, chandra, dana } = await here()
    const words = await typeEverything(j)
    const before = await tracesOf(j.slack, words)
    expect(words.filter((one) => !before.some(({ word }) => word === one))).toEqual([])

    await forgets(chandra)
    await tracesGo(j)

    expect(await tracesOf(j.slack, words)).toEqual([])
    const shown = inDms(ada, ben, dana)
    expect(words.filter((word) => shown.toLowerCase().includes(word.toLowerCase()))).toEqual([])
  })

  it('leaves the others their history, and tells them of a session that is off without a reason', async () => {
    const { j, ada, chandra } = await here()
    await ada.openHome()
    await bookMany(j, { mentor: chandra, mentee: ada }, 2)
    j.clock.set(FIRST_SESSION + 45 * MINUTE)
    await forgets(chandra)

    expect(ada.messages().flat().join('\n')).toContain('the other person is no longer part of Mentorship')
    await ada.clickHome('Past sessions')
    expect(ada.modal().join('\n')).toContain('a former member')
    expect(ada.modal().join('\n')).not.toContain('Book again')
    expect(j.slack.texts(ada.member.home()).join('\n')).toContain('No upcoming sessions')
    expect(ada.dm().every((message) => !JSON.stringify(message).includes('U0CHANDRA1'))).toBe(true)
  })

  it('keeps of what an organiser changed that it was changed, and no word of it but in what holds for everybody', async () => {
    const j = await journey({
      members: people.map((one) =>
        ['ada', 'chandra'].includes(one.handle) ? { ...one, admin: 'owner' } : one,
      ),
    })
    const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
    await fillInProfile(ben, { mentors: true, helpsWith: ['Query plans'] })
    await changePart(chandra, 'about')
    await chandra.fill('Name of the programme', 'Platypus')
    await chandra.submit()
    await chandra.close()
    await changePart(chandra, 'topics')
    await chandra.choose('Topic', 'Query plans')
    await chandra.fill('New name', 'Wombats')
    await chandra.submit()
    await chandra.close()
    const tables = async () =>
      new Set((await tracesOf(j.slack, ['platypus', 'wombat'])).map(({ table }) => table))
    expect(await tables()).toContain('programme_changes')
    await forgets(chandra)
    await tracesGo(j)
    expect([...(await tables())].sort()).toEqual([
      ...['directory_slips', 'directory_words', 'topic_names', 'topic_words', 'topics', 'workspaces'],
    ])
    await ada.types('settings')
    const record = ada.modal().join('\n')
    expect(record).toContain('A former member renamed a topic · ')
    expect(record).toContain('A former member changed a setting: A name · ')
    expect(record).not.toContain(chandra.id)
  })

  it('takes a topic that only they used out of the record of what an organiser did with it', async () => {
    const j = await journey({
      members: people.map((one) => (one.handle === 'ada' ? { ...one, admin: 'owner' } : one)),
    })
    const [ada, chandra] = [actor(j, 'ada'), actor(j, 'chandra')]
    await fillInProfile(chandra, { mentors: true, helpsWith: ['Platypus', 'Echidnas'] })
    await changePart(ada, 'topics')
    await ada.choose('Topic', 'Platypus')
    await ada.fill('New name', 'Wombats')
    await ada.submit()
    await ada.close()
    await forgets(chandra)
    await tracesGo(j)
    expect(await tracesOf(j.slack, ['platypus', 'wombat', 'echidna'])).toEqual([])
    await ada.types('settings')
    expect(ada.modal().join('\n')).toContain('@ada renamed a topic · ')
  })

  it('takes the member out of the other’s question about their session', async () => {
    const { j, ada, chandra } = await here()
    await chandra.types('book @ada')
    await chandra.pick('Tuesday 24 November', '15:30')
    await chandra.submit()
    await chandra.close()
    j.clock.set(TUESDAY_AFTER_LUNCH)
    await j.settle()
    await ada.click("We didn't meet")
    const question = () => ada.messages().find((lines) => lines.join().includes('How was your session')) ?? []
    expect(question().join('\n')).toMatch(/with @chandra.*\[Book another time\]/s)
    await forgets(chandra)
    expect(question().join('\n')).toContain('How was your session with a former member?')
    expect(question().join('\n')).not.toContain('Book another time')
    expect(inDms(ada)).not.toContain(chandra.id)
  })

  it('gives a seat to the next in line, and ends sessions that the member hosts', async () => {
    const { j, ada, ben, chandra } = await here()
    const adas = await mentorOf(j, ada)
    const session = await adas.host({ seats: 1 })
    await adas.giveSeat(session, chandra)
    await ben.openHome()
    await ben.clickHome('Open sessions')
    await ben.clickModal('Join waitlist')
    await ben.close({ all: true })
    const own = await mentorOf(j, chandra)
    const hosted = await own.host({ startsAt: WEDNESDAY_14 + DAY })
    await own.giveSeat(hosted, ada)
    await forgets(chandra)
    await j.settle()
    expect(ben.messages().flat().join('\n')).toContain('A seat came free')
    expect(ada.messages().flat().join('\n')).toContain('its mentor is no longer part of Mentorship')
  })

  it('lets who comes back start anew, also before the last traces are gone', async () => {
    const { j, ada, chandra } = await here()
    await chandra.types('offer @ada Once')
    await forgets(chandra)
    await chandra.types('offer @ada Anew')
    await tracesGo(j)
    expect(chandra.told().join('\n')).toContain('Sent to')
    expect(ada.last().join('\n')).toContain('Anew')
    await chandra.types('requests')
    expect(chandra.told().join('\n')).toContain('Anew')
    expect(chandra.told().join('\n')).not.toContain('Once')
  })

  it('leaves nothing that could be forgotten twice', async () => {
    const { j, ada, chandra } = await here()
    await chandra.types('offer @ada Once')
    await forgets(chandra)
    const before = ada.messages()
    await chandra.close()
    await chandra.types('my data')
    expect(chandra.modal().join('\n')).toContain('I keep nothing about you')
    expect(ada.messages()).toEqual(before)
    await tracesGo(j)
    expect(await tracesOf(j.slack, ['U0CHANDRA1', 'Chandra'])).toEqual([])
  })

  it('happens at once where organisers set that nobody is kept who left Slack', async () => {
    const j = await journey({
      members: people.map((one) => (one.handle === 'ada' ? { ...one, admin: 'owner' } : one)),
    })
    const [ada, chandra] = [actor(j, 'ada'), actor(j, 'chandra')]
    await chandra.types('offer @ada I can help')
    await changePart(ada, 'data')
    await ada.fill('Days after a member left Slack', '0')
    await ada.submit()
    await j.slack.changeMember('@chandra', { deactivated: true })
    j.clock.advance(MINUTE)
    await j.settle()
    await tracesGo(j)
    expect(await tracesOf(j.slack, ['U0CHANDRA1', 'Chandra'])).toEqual([])
    expect(inDms(ada)).not.toContain(chandra.id)
  })

  it('happens to who left Slack after as many days as the workspace keeps them', async () => {
    const { j, ada, chandra } = await here()
    await chandra.types('offer @ada I can help')
    await j.slack.changeMember('@chandra', { deactivated: true })
    j.clock.advance(364 * DAY)
    await j.settle()
    expect((await tracesOf(j.slack, ['Chandra'])).length).toBeGreaterThan(0)
    j.clock.advance(2 * DAY)
    await j.settle()
    await tracesGo(j)
    expect(await tracesOf(j.slack, ['U0CHANDRA1', 'Chandra'])).toEqual([])
    expect(ada.messages().flat().join('\n')).not.toContain('U0CHANDRA1')
  })
})
