import type { Actor } from '../../support/actor.ts'
import { nthOf } from '../../support/settings.ts'
import { type Step, step } from './tour-step.ts'

/** When a session from half past three, in Chandra's zone, is over. */
const AFTERWARDS = Date.UTC(2026, 11, 3, 10, 45)

/** The question in a member's DM, above what came since. */
const itsQuestion = ({ member }: Actor) => ({
  message: member.dm().findLast((one) => JSON.stringify(one).includes('"feedback.'))?.ts ?? 'none',
})

/** The report, above its files. */
const itsReport = ({ member }: Actor) => ({
  message: member.dm().findLast(({ blocks }) => blocks[0]?.type === 'header')?.ts ?? 'none',
})

/** Settings and the report by an owner of the workspace, what both sides say of a session, and one's own data. */
export const programmeTour: readonly Step[] = [
  step('user_change, an owner', ({ journey }) => journey.slack.changeMember('@ada', { admin: 'owner' })),
  step('/mentor settings', ({ ada }) => ada.types('settings')),
  step('settings.section', ({ ada }) => ada.clickModal('Change', { nth: nthOf('organisers') })),
  step('organiser.submit', async ({ ada }) => {
    await ada.choose('Name an organiser', '@chandra')
    await ada.submit()
  }),
  step('settings.show', ({ ada }) => ada.clickModal('Back to settings')),
  step('settings.section with a form', ({ ada }) => ada.clickModal('Change', { nth: nthOf('about') })),
  step('settings.submit', ({ ada }) => ada.submit()),
  step('closing the settings', ({ ada }) => ada.close({ all: true })),
  step('/mentor report', ({ ada }) => ada.types('report')),
  step('report.period', ({ ada }) => ada.choose('Another period', 'All', { on: 'dm', ...itsReport(ada) })),
  step('report.export', ({ ada }) => ada.click('People (CSV)', itsReport(ada))),
  step('/mentor book, to be asked afterwards', ({ chandra }) => chandra.types('book @ada')),
  step('booking.pick_day and time', ({ chandra }) => chandra.pick('Thursday 3 December', '15:30')),
  step('booking.submit, to be asked afterwards', ({ chandra }) => chandra.submit()),
  step('closing what was booked', async ({ journey, chandra }) => {
    await chandra.close()
    // Before the next step, for which other processes are told the time.
    journey.clock.set(Math.max(journey.clock.now(), AFTERWARDS))
  }),
  step('feedback.great', ({ ada }) => ada.click('It was great')),
  step('feedback.submit', async ({ ada }) => {
    await ada.fill('Would you like to add a line?', 'It *was* <!here>')
    await ada.choose('Who else may see it', ['Pass it on as a thank-you'])
    await ada.submit()
  }),
  step('feedback.not_met', ({ chandra }) => chandra.click("We didn't meet", itsQuestion(chandra))),
  step('/mentor my data', ({ chandra }) => chandra.types('my data')),
  step('own_data.file', ({ chandra }) => chandra.clickModal('Send me the file')),
  step('closing it, with the file on its way', ({ chandra }) => chandra.close()),
]

/** Ben, who has hosted, mentored and asked, is forgotten. */
export const forgettingTour: readonly Step[] = [
  step('/mentor my data by who will be forgotten', ({ ben }) => ben.types('my data')),
  step('own_data.forget', ({ ben }) => ben.clickModal('Forget me')),
  step('own_data.forget_submit', ({ ben }) => ben.submit()),
  step('own_data.forget_word_submit', async ({ ben }) => {
    await ben.fill('Type FORGET to confirm', 'forget')
    await ben.submit()
  }),
  step('closing it at last', ({ ben }) => ben.close()),
]
