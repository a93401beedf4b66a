import { expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/time/time.ts'
import type { SeedMember } from '../../src/sandbox/slack/state/seed.ts'
import { type Actor, actor } from '../support/actor.ts'
import { journey, people } from '../support/app.ts'
import { mentorOf } from '../support/host.ts'
import { changePart } from '../support/settings.ts'

const members: SeedMember[] = people.map((one) =>
  one.handle === 'chandra' ? { ...one, admin: 'owner' } : one,
)

/** Tuesday, 24 November, 15:00 in Berlin, which is 9:00 in New York. */
const START = Date.UTC(2026, 10, 24, 14)
const END = START + 30 * MINUTE

/** Ada is Ben's mentor. */
const booked = async () => {
  const j = await journey({ members })
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  await ben.types('book @ada')
  await ben.pick('Tuesday 24 November', '09:00')
  await ben.fill('Topic', 'Indexes')
  await ben.submit()
  await ben.close()
  const at = async (time: number) => {
    j.clock.set(time)
    await j.settle()
  }
  return { j, ada, ben, chandra, at }
}

const asked = (one: Actor) =>
  one.messages().filter((lines) => lines.join('\n').includes('How was your session'))
const text = (lines: readonly string[] | undefined) => (lines ?? []).join('\n')

it('both sides are asked at the end of the session, and told who sees what they say', async () => {
  const { ada, ben, at } = await booked()
  await at(END - 1)
  expect([asked(ada), asked(ben)]).toEqual([[], []])
  await at(END)
  expect(asked(ada)).toHaveLength(1)
  expect(asked(ben)).toEqual([
    [
      '*How was your session with @ada?* It began {2026-11-24T14:00Z}.',
      'Topic: Indexes',
      "Only counted together with others', never shown to @ada or by name.",
      ...['[It was great]', '[It was fine]', "[We didn't meet]"],
    ],
  ])
})

it('the answer counts at once, the last one is kept, and the question folds away after five days', async () => {
  const { j, ada, ben, at } = await booked()
  await at(END)
  const before = ada.messages()
  await ben.click('It was great')
  expect(text(ben.modal())).toContain('Would you like to add a line?')
  await ben.fill('Would you like to add a line?', 'She *knows* <everything>')
  await ben.submit()
  expect(text(asked(ben)[0])).toContain('You said that it was great. You can change it for five days.')
  expect(text(asked(ben)[0])).toContain('She *knows* <everything>')
  await ben.click("We didn't meet")
  expect(text(asked(ben)[0])).toContain("You said that you didn't meet. Nobody is told.")
  expect(text(asked(ben)[0])).not.toContain('everything')
  expect(ada.messages()).toEqual(before)
  await ben.click('Book another time')
  expect(text(ben.modal())).toContain('@ada is the mentor')
  await ben.close()
  await at(END + 5 * DAY)
  expect(asked(ben)).toEqual([
    [
      '*How was your session with @ada?* It began {2026-11-24T14:00Z}.',
      "You said that you didn't meet. Nobody is told.",
    ],
  ])
  expect(j.takeErrors()).toEqual([])
})

it('a line goes to the other, or to the organisers, only if that is ticked, and once', async () => {
  const { ada, ben, chandra, at } = await booked()
  await changePart(chandra, 'organisers')
  await chandra.choose('Name an organiser', '@chandra')
  await chandra.submit()
  await at(END)
  await ben.click('It was fine')
  await ben.choose('Who else may see it', ['Pass it on as a thank-you'])
  await ben.submit()
  expect(text(ben.modal())).toContain('Write a line first')
  await ben.fill('Would you like to add a line?', 'Thank you!')
  await ben.submit()
  expect(ada.last()).toEqual(['@ben says about your session:', 'Thank you!'])
  expect(chandra.messages().flat().join('\n')).not.toContain('Thank you!')
  await ben.click('It was great')
  expect(text(ben.modal())).toContain('You passed a line on as a thank-you.')
  await ben.choose('Who else may see it', ['Show it to the organisers, with my name'])
  await ben.submit()
  expect(chandra.last()).toEqual([
    '@ben wrote this about a session with @ada, for the organisers:',
    'Thank you!',
  ])
  expect(ada.last()).toEqual(['@ben says about your session:', 'Thank you!'])
})

it('nobody is asked outside of their hours, after a cancelled session, or where feedback is off', async () => {
  const { ada, ben, chandra, at } = await booked()
  await at(START - HOUR)
  await changePart(chandra, 'feedback')
  await chandra.choose('Ask how sessions were', [])
  await chandra.submit()
  await at(END)
  expect([asked(ada), asked(ben)]).toEqual([[], []])
})

it('who ends in the evening is asked in the morning', async () => {
  const { j, ada, ben, at } = await booked()
  await ada.types('sessions')
  await ada.clickEphemeral('Reschedule')
  await ada.clickModal('Any other time')
  await ada.pickFreely(Date.UTC(2026, 10, 24, 17) / 1000)
  await ada.submit()
  await ada.close()
  const end = Date.UTC(2026, 10, 24, 17, 30)
  await at(end)
  // It is half past twelve in New York, and half past six in Berlin.
  expect([asked(ada).length, asked(ben).length]).toEqual([0, 1])
  await at(Date.UTC(2026, 10, 25, 8) - MINUTE)
  expect(asked(ada)).toHaveLength(0)
  await at(Date.UTC(2026, 10, 25, 8))
  expect(asked(ada)).toHaveLength(1)
  expect(j.takeErrors()).toEqual([])
})

it('a cancelled session asks nobody', async () => {
  const { ada, ben, at } = await booked()
  await ada.clickHome('Cancel session').catch(() => ada.click('Cancel session'))
  await ada.submit()
  await at(END)
  expect([asked(ada), asked(ben)]).toEqual([[], []])
})

it('those who had a seat in an open session are asked, and its mentor if anybody came', async () => {
  const j = await journey({ members })
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  const mentor = await mentorOf(j, ada)
  const held = await mentor.host({ title: 'Compilers', startsAt: START, minutes: 30 })
  await mentor.giveSeat(held, ben)
  await mentor.host({ title: 'Nobody came', startsAt: START + 2 * HOUR, minutes: 30 })
  j.clock.set(END)
  await j.settle()
  expect(text(ben.last())).toContain('How was your session with @ada?')
  expect(text(ada.last())).toContain('How was your open session?')
  expect(text(ada.last())).toContain('never shown to those who came or by name')
  expect(asked(chandra)).toEqual([])
  const before = ada.messages().length
  j.clock.set(END + 2 * HOUR)
  await j.settle()
  expect(ada.messages()).toHaveLength(before)
})

it('of a weekly series both sides are asked after every fourth session, or as often as the organisers set it', async () => {
  const j = await journey({ members })
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  const mentor = await mentorOf(j, ada)
  const series = await mentor.hostAll({ startsAt: START, minutes: 30, repeats: { every: 'week', times: 6 } })
  for (const held of series) await mentor.giveSeat(held, ben)
  const askedBy = (one: Actor) =>
    one
      .messages()
      .flat()
      .join('\n')
      .match(/How was your/g)?.length ?? 0
  const after: [number, number][] = []
  for (const week of series.keys()) {
    if (week === 5) {
      await changePart(chandra, 'feedback')
      await chandra.fill('Of a weekly series, ask after every … sessions', '3')
      await chandra.submit()
    }
    j.clock.set(END + week * 7 * DAY)
    await j.settle()
    after.push([askedBy(ada), askedBy(ben)])
  }
  expect(after).toEqual([0, 0, 0, 1, 1, 2].map((asked) => [asked, asked]))
  expect(j.takeErrors()).toEqual([])
})
