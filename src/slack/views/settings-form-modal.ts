import type { InputBlock, ModalView } from '@slack/types'
import { printHours } from '../../domain/availability/typed-hours.ts'
import { asKept, MOST_DAYS, SETTING_LIMITS, type SettingName, type Settings } from '../../domain/settings.ts'
import { WEEKDAYS } from '../../domain/time/time.ts'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import { limits } from '../limits.ts'
import { SETTINGS_FORMS, type SettingsForm, settingsMetadata } from '../settings-values.ts'
import type { Words } from '../text/words.ts'
import { actions, button, plainText } from './blocks.ts'
import { input, numberField, textField, ticks } from './inputs.ts'
import { modal } from './modal.ts'

const type = actionIds.typeSettings

/** What a tick that turns a setting on stands for. */
export const ON = 'on'

/** As many characters as the longest list of days and hours needs. */
const MOST_TYPED = 100

type Element = InputBlock['element']

const onOff = (words: Words, isOn: boolean): Element =>
  ticks(type, [{ value: ON, text: words.settingsForm.on, isOn }])

const days = (value: number): Element => numberField(type, { min: 0, max: MOST_DAYS }, value)

const elements: Readonly<Record<SettingName, (words: Words, settings: Settings) => Element>> = {
  guests: (words, { guests }) => onOff(words, guests),
  strangers: (words, { strangers }) => onOff(words, strangers),
  nudgeAfterDays: (_, { nudgeAfterDays }) => textField(type, { max: MOST_TYPED }, nudgeAfterDays.join(', ')),
  othersAfterDays: (_, { othersAfterDays }) => days(othersAfterDays),
  feedback: (words, { feedback }) => onOff(words, feedback),
  feedbackEvery: (_, { feedbackEvery }) =>
    numberField(type, { min: 1, max: SETTING_LIMITS.feedbackEvery }, feedbackEvery),
  messageDays: (words, { messageDays }) =>
    ticks(
      type,
      WEEKDAYS.map((day) => ({ value: day, text: words.weekdays[day], isOn: messageDays.includes(day) })),
    ),
  messageHours: (_, { messageHours }) => textField(type, { max: MOST_TYPED }, printHours([messageHours])),
  announceIn: (words, { announceIn }) => ({
    type: 'conversations_select',
    action_id: type,
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    placeholder: plainText(words.hosting.announcePlaceholder, limits.placeholder),
    ...(announceIn !== null && { initial_conversation: announceIn }),
  }),
  programmeName: (_, { programmeName }) =>
    textField(type, { max: SETTING_LIMITS.programmeName }, programmeName),
  welcomeLine: (_, { welcomeLine }) => textField(type, { max: SETTING_LIMITS.welcomeLine }, welcomeLine),
  graceDays: (_, { graceDays }) => days(graceDays),
  forgetAfterDays: (_, { forgetAfterDays }) => days(forgetAfterDays),
}

/** Those that may be left empty. */
const OPTIONAL: ReadonlySet<SettingName> = new Set([
  ...(['guests', 'strangers', 'nudgeAfterDays', 'feedback', 'announceIn'] as const),
  ...(['programmeName', 'welcomeLine'] as const),
])

/** One part of the settings, filled with what is set. */
export const settingsFormModal = (words: Words, form: SettingsForm, settings: Settings): ModalView =>
  modal(words, {
    callback_id: callbackIds.settingsModal,
    private_metadata: settingsMetadata.encode({
      section: form,
      shown: asKept(settings, SETTINGS_FORMS[form]),
    }),
    title: words.modals.settingsTitle,
    submit: words.modals.save,
    blocks: [
      ...SETTINGS_FORMS[form].map((name) => {
        const { label, does } = words.settingFields[name]
        return input(blockIds.setting(name), label, elements[name](words, settings), {
          optional: OPTIONAL.has(name),
          hint: does,
        })
      }),
      ...actions(button(words.labels.backToSettings, actionIds.showSettings)),
    ],
  })
