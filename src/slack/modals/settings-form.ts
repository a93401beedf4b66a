import { parseHours } from '../../domain/availability/typed-hours.ts'
import { changedIn, type SettingName, type Settings } from '../../domain/settings.ts'
import { WEEKDAYS } from '../../domain/time/time.ts'
import { blockIds } from '../ids.ts'
import { inputOf, type ModalState } from '../payloads.ts'
import { SETTINGS_FORMS, type SettingsForm } from '../settings-values.ts'
import { ON } from '../views/settings-form-modal.ts'

type Field = ReturnType<typeof inputOf>

const flag = ({ options }: Field) => options.includes(ON)
/** No number is none that can be set. */
const number = ({ text }: Field) => (text === '' ? Number.NaN : Number(text))

const readers: { readonly [Name in SettingName]: (field: Field) => Settings[Name] } = {
  guests: flag,
  strangers: flag,
  nudgeAfterDays: ({ text }) =>
    text === ''
      ? []
      : text
          .split(/[\s,;]+/)
          .filter((one) => one !== '')
          .map(Number)
          .sort((a, b) => a - b),
  othersAfterDays: number,
  feedback: flag,
  feedbackEvery: number,
  messageDays: ({ options }) => WEEKDAYS.filter((day) => options.includes(day)),
  messageHours: ({ text }) => {
    const typed = parseHours(text, 0)
    const [hours, ...more] = typed.kind === 'ok' && typed.afterMidnight.length === 0 ? typed.ranges : []
    return hours && more.length === 0 ? hours : { from: '', to: '' }
  },
  announceIn: ({ conversation }) => conversation ?? null,
  programmeName: ({ text }) => text.replace(/\s+/gu, ' '),
  welcomeLine: ({ text }) => text.replace(/\s+/gu, ' '),
  graceDays: number,
  forgetAfterDays: number,
}

/**
 * What was changed in a part of the settings, whether or not it can be set so. The rest of the part may have been changed
 * by somebody else meanwhile, and stays.
 * @param shown what the form was filled with; without it, everything in it counts as changed
 */
export const readSettingsForm = (
  modal: ModalState,
  form: SettingsForm,
  shown: Settings | undefined,
): Partial<Settings> => {
  const names: readonly SettingName[] = SETTINGS_FORMS[form]
  const typed: Partial<Settings> = Object.fromEntries(
    names.map((name) => [name, readers[name](inputOf(modal, blockIds.setting(name)))]),
  )
  return shown ? Object.fromEntries(changedIn(shown, typed).map((name) => [name, typed[name]])) : typed
}
