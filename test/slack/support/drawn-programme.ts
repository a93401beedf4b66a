import type { ModalView } from '@slack/types'
import fc from 'fast-check'
import { PROFILE_LIMITS } from '../../../src/domain/directory/profile.ts'
import { TOPIC_CHANGES } from '../../../src/domain/programme/changes.ts'
import { MOST_ORGANISERS } from '../../../src/domain/programme/organisers.ts'
import { MOST_DAYS, readSettings, SETTING_LIMITS, SETTING_NAMES } from '../../../src/domain/settings.ts'
import { WEEKDAYS } from '../../../src/domain/time/time.ts'
import { MOST_CHANGES, type ProgrammeState } from '../../../src/service/programme/programme.ts'
import { SETTINGS_FORMS, type SettingsForm } from '../../../src/slack/settings-values.ts'
import type { Words } from '../../../src/slack/text/words.ts'
import { organisersModal, whoOrganises } from '../../../src/slack/views/organisers-modal.ts'
import { settingsFormModal } from '../../../src/slack/views/settings-form-modal.ts'
import { settingsModal } from '../../../src/slack/views/settings-modal.ts'
import { topicsModal } from '../../../src/slack/views/topics-modal.ts'
import type { RecordedChange } from '../../../src/store/programme-changes.ts'
import { someone, typed } from './arbitrary.ts'
import { ids, NOW } from './states.ts'

const organisers = fc.array(someone, { maxLength: MOST_ORGANISERS })
const days = fc.constantFrom(0, 1, 30, MOST_DAYS)

const anySettings = fc
  .record({
    ...{ guests: fc.boolean(), strangers: fc.boolean(), feedback: fc.boolean() },
    ...{ grace_days: days, forget_after_days: days, others_after_days: days },
    nudge_after_days: fc.array(fc.integer({ min: 1, max: MOST_DAYS }), { maxLength: SETTING_LIMITS.nudges }),
    feedback_every: fc.integer({ min: 1, max: SETTING_LIMITS.feedbackEvery }),
    message_days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
    announce_in: fc.option(fc.constant('C0LUNCH001')),
    programme_name: typed(SETTING_LIMITS.programmeName),
    welcome_line: typed(SETTING_LIMITS.welcomeLine),
  })
  .map(readSettings)

const done = { by: fc.option(someone), at: fc.constant(NOW) }

const anyChange: fc.Arbitrary<RecordedChange> = fc.oneof(
  fc.record({ ...done, kind: fc.constantFrom('named', 'removed'), member: someone }),
  fc.record({
    ...{ ...done, kind: fc.constant('set'), settings: anySettings },
    setting: fc.constantFrom(...SETTING_NAMES),
  }),
  fc.record({
    ...{ ...done, kind: fc.constant('topic'), what: fc.constantFrom(...TOPIC_CHANGES) },
    names: fc.array(typed(PROFILE_LIMITS.topicName), { minLength: 1, maxLength: 2 }),
  }),
)

const anyProgramme: fc.Arbitrary<ProgrammeState> = fc.record({
  outcome: fc.constant('programme'),
  ...{ organisers, settings: anySettings },
  changes: fc.array(anyChange, { maxLength: MOST_CHANGES }),
  hasEarlier: fc.boolean(),
  now: fc.constant(NOW),
})

const forms = Object.keys(SETTINGS_FORMS) as SettingsForm[]

/** The views of organisers, as those in `drawn-views.ts`. */
export const drawnProgrammeViews: Record<string, (words: Words) => fc.Arbitrary<ModalView>> = {
  settingsModal: (words) =>
    fc
      .tuple(anyProgramme, fc.constantFrom(undefined, words.settingsForm.saved))
      .map(([state, remark]) => settingsModal(words, state, remark)),
  settingsFormModal: (words) =>
    fc
      .tuple(fc.constantFrom(...forms), anySettings)
      .map(([form, settings]) => settingsFormModal(words, form, settings)),
  topicsModal: (words) => fc.constant(topicsModal(words)),
  organisersModal: (words) => anyProgramme.map((state) => organisersModal(words, state)),
  whoOrganises: (words) =>
    fc
      .record({ outcome: fc.constant('organisers'), organisers, mayNameSelf: fc.boolean() })
      .map((state) => whoOrganises(words, state)),
}

/** With so many organisers and changes, as far as there can be. */
const programmeAt = (count: number): ProgrammeState => ({
  outcome: 'programme',
  organisers: Array.from({ length: Math.min(count, MOST_ORGANISERS) }, () => ids.ada),
  settings: readSettings({ nudge_after_days: Array.from({ length: Math.min(count, 5) }, (_, n) => n + 1) }),
  changes: Array.from({ length: Math.min(count, MOST_CHANGES) }, () => ({
    ...{ kind: 'topic', what: 'merged', names: ['One', 'Other'], by: ids.ben, at: NOW },
  })),
  hasEarlier: count > MOST_CHANGES,
  now: NOW,
})

export const programmeViewsAt: Record<string, (words: Words, count: number) => readonly ModalView[]> = {
  settingsModal: (words, count) => [settingsModal(words, programmeAt(count))],
  organisersModal: (words, count) => [organisersModal(words, programmeAt(count))],
  whoOrganises: (words, count) => [
    whoOrganises(words, {
      outcome: 'organisers',
      organisers: programmeAt(count).organisers,
      mayNameSelf: true,
    }),
  ],
}

export const programmeViewsOfOne = ['settingsFormModal', 'topicsModal']
