import { expect, it } from 'vitest'
import { memberId } from '../../src/domain/ids.ts'
import { MINUTE } from '../../src/domain/time/time.ts'
import { dayLabel } from '../../src/slack/text/english/times.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { BEGINS, ENDS, pseudo } from '../support/pseudo.ts'

const { labels, sending, sessions, sessionFields, cancelling, availabilityForm, profileForm, weekdays } =
  pseudo

/** Slack's rules, and what the app logs, are judged when the journey ends. */
const scene = async () => {
  const j = await journey({ words: pseudo })
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ada.openHome()
  await ben.openHome()
  const day = dayLabel('2026-11-24', '2026-11-24')
  /** Each sentence that they see ends as it should: none was cut off. */
  const expectWhole = () => {
    const seen = [ada, ben]
      .flatMap((member) => [...member.told(), ...member.modal(), ...member.last()])
      .join()
    expect(seen.split(BEGINS).length).toBeGreaterThan(5)
    expect(seen.split(ENDS).length).toBe(seen.split(BEGINS).length)
  }
  return { j, ada, ben, day, expectWhole }
}

it('an app in another language offers, accepts by booking, reschedules and cancels as in English', async () => {
  const { ada, ben, day, expectWhole } = await scene()
  await ben.types('offer @ada I can help with SQL')
  expect(ben.told()).toEqual([
    expect.stringMatching(/^⟦.*⟧$/),
    sending.firstUse.offer,
    `[${labels.fillInProfile}]`,
  ])
  expect(ada.last()).toEqual(expect.arrayContaining([`[${labels.accept}]`, `[${labels.dismiss}]`]))

  await ada.click(labels.accept)
  expect(ada.modal()).toContain(pseudo.modals.bookTitle)
  await ada.pick(day, `${BEGINS}15:00`)
  await ada.fill(sessionFields.topicLabel, 'First talk')
  expectWhole()
  await ada.submit()
  expect(ada.modal()).toContain(pseudo.modals.bookTitle)
  await ada.close()
  expect(ada.last()).toContain(`${sessions.topic} First talk`)

  await ben.click(labels.rescheduleSession)
  await ben.pick(day, `${BEGINS}10:00`)
  await ben.submit()
  await ben.close()
  await ben.click(labels.cancelSession)
  await ben.fill(cancelling.reasonLabel, 'A fever')
  await ben.submit()
  await ben.close()
  expect(ada.last()).toEqual(expect.arrayContaining(['A fever', `[${labels.bookAgain}]`]))
  expect(ada.member.home()?.blocks.length).toBeGreaterThan(10)
  expectWhole()
})

it('an app in another language takes a mentor’s hours, and says at each field what it cannot read', async () => {
  const { j, ada } = await scene()
  await ada.clickHome(labels.edit)
  await ada.fill(weekdays.monday, 'mornings')
  await ada.fill(availabilityForm.daysOff, 'soon')
  await ada.submit()
  expect(ada.modal()).toContain(pseudo.hoursFaultText({ problem: 'unreadable', text: 'mornings' }))
  await ada.fill(weekdays.monday, '09:00–12:00')
  await ada.fill(availabilityForm.daysOff, '')
  await ada.choose(availabilityForm.pause, availabilityForm.paused)
  await ada.submit()
  expect(ada.modal()).toContain(pseudo.modals.availabilityTitle)
  await ada.close()
  j.clock.advance(MINUTE)
  await ada.openHome()
  await ada.clickHome(labels.edit)
  expect(ada.modal()).toContain(`${weekdays.monday}: 09:00–12:00`)
})

it('an app in another language answers commands, forms and what it does not understand', async () => {
  const { ada, ben, expectWhole } = await scene()
  await ada.types('profile')
  await ada.choose(profileForm.listedAs, [profileForm.mentors])
  await ada.choose(profileForm.helpsWith, ['SQL'])
  await ada.submit()
  await ada.close()
  await ben.types('find sql')
  expectWhole()
  await ben.close()
  await ada.types('help')
  await ada.types('ofer')
  await ada.types('offer @nobody')
  await ada.types('sessions')
  await ada.types('offer')
  await ada.choose(sending.memberLabel.offer, '@ben')
  await ada.submit()
  await ada.close()
  await ben.types('requests')
  await ben.clickEphemeral(labels.dismiss)
  expect(ben.told()).toContain(`[${labels.accept}]`)
  await ben.types('request @ben')
  expect(ben.told()).toEqual([
    pseudo.refusalText({ outcome: 'refused', reason: 'self', member: memberId(ben.id) }),
  ])
  expectWhole()
})
