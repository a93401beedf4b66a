import { describe, expect, it } from 'vitest'
import {
  asKept,
  defaultSettings,
  graceOver,
  readSettings,
  SETTING_NAMES,
  settingFaults,
} from '../../src/domain/settings.ts'
import { WEEKDAYS } from '../../src/domain/time/time.ts'

describe('the settings of a workspace', () => {
  it('by default let in members alone, nudge after three and seven days, show others after five, and keep data for thirty', () => {
    expect(readSettings({})).toEqual({
      guests: false,
      strangers: false,
      nudgeAfterDays: [3, 7],
      othersAfterDays: 5,
      feedback: true,
      feedbackEvery: 4,
      messageDays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      messageHours: { from: '09:00', to: '18:00' },
      announceIn: null,
      programmeName: '',
      welcomeLine: '',
      graceDays: 30,
      forgetAfterDays: 365,
    })
  })

  it.each([undefined, null, 'guests', 7, true, []])('fall back to the defaults for %j', (kept) => {
    expect(readSettings(kept)).toEqual(defaultSettings)
  })

  it.each(['true', 1, null, {}, [true]])('let in nobody for %j', (value) => {
    expect(readSettings({ guests: value, strangers: value })).toEqual(defaultSettings)
  })

  it('let in guests and people from elsewhere, each by its own switch', () => {
    expect(readSettings({ guests: true })).toMatchObject({ guests: true, strangers: false })
    expect(readSettings({ strangers: true })).toMatchObject({ guests: false, strangers: true })
  })

  it.each([
    [5, [5]],
    [
      [2, 4],
      [2, 4],
    ],
    [[], []],
    [[0, -1, 2.5, 1e12, 4], [4]],
    ['soon', [3, 7]],
    [
      [1, 'soon'],
      [3, 7],
    ],
    [null, [3, 7]],
  ])('nudge after %j: %j days', (value, days) => {
    expect(readSettings({ nudge_after_days: value }).nudgeAfterDays).toEqual(days)
  })

  it.each([
    [0, 0],
    [3, 3],
    [2.5, 3],
    [-4, 0],
    [1e12, 36_500],
    ['soon', 30],
    [null, 30],
  ])('keep data for %j: %j days', (value, days) => {
    expect(readSettings({ grace_days: value }).graceDays).toBe(days)
  })

  it.each([
    [0, 0],
    [10, 10],
    [-1, 0],
    [1e12, 36_500],
    ['never', 5],
  ])('show others after %j: %j working days', (value, days) => {
    expect(readSettings({ others_after_days: value }).othersAfterDays).toBe(days)
  })

  /** Each setting, the least and the most that it can be, and what is just beyond. */
  it.each([
    ['guests', [true, false], ['true', 1]],
    ['strangers', [true, false], [null]],
    [
      'nudgeAfterDays',
      [[], [1], [36_500], [1, 2, 3, 4, 5]],
      [[0], [36_501], [1, 2, 3, 4, 5, 6], [2, 1], [1, 1], [1.5], [Number.NaN]],
    ],
    ['othersAfterDays', [0, 36_500], [-1, 36_501, 0.5, Number.NaN]],
    ['feedback', [true, false], ['yes']],
    ['feedbackEvery', [1, 52], [0, 53]],
    ['messageDays', [['sunday'], WEEKDAYS], [[], ['sunday', 'monday'], ['someday']]],
    [
      'messageHours',
      [
        { from: '00:00', to: '24:00' },
        { from: '23:59', to: '24:00' },
      ],
      [
        { from: '09:00', to: '09:00' },
        { from: '24:00', to: '09:00' },
        { from: '9', to: '18:00' },
        { from: '', to: '' },
      ],
    ],
    ['announceIn', [null, 'C0LUNCH001', 'G0LUNCH001'], ['', 'D0LUNCH001', '#lunch']],
    ['programmeName', ['', 'x'.repeat(60)], ['x'.repeat(61), ' padded', 'two\nlines']],
    ['welcomeLine', ['', 'x'.repeat(300)], ['x'.repeat(301)]],
    ['graceDays', [0, 36_500], [-1, 36_501]],
    ['forgetAfterDays', [0, 36_500], [-1, 36_501]],
  ])('let %s be set to %j, and not to %j', (name, good, bad) => {
    for (const value of good) {
      expect(settingFaults({ [name]: value }), JSON.stringify(value)).toEqual([])
      expect(readSettings(asKept({ [name]: value }, SETTING_NAMES))).toEqual({
        ...defaultSettings,
        [name]: value,
      })
    }
    for (const value of bad) expect(settingFaults({ [name]: value }), JSON.stringify(value)).toEqual([name])
  })

  it('are all named, each once', () => {
    expect([...SETTING_NAMES].sort()).toEqual(Object.keys(defaultSettings).sort())
  })

  it('count the days of grace back from now', () => {
    expect(graceOver({ ...defaultSettings, graceDays: 1 }, 86_400_000)).toBe(0)
  })
})
