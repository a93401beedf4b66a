import { describe, expect, it } from 'vitest'
import { defaultSettings, graceOver, readSettings } from '../../src/domain/settings.ts'

describe('the settings of a workspace', () => {
  it('by default let in members alone, nudge after three and seven days, show others after five, and keep data for thirty', () => {
    expect(readSettings({})).toEqual({
      guests: false,
      strangers: false,
      nudgeAfterDays: [3, 7],
      othersAfterDays: 5,
      graceDays: 30,
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

  it('count the days of grace back from now', () => {
    expect(graceOver({ ...defaultSettings, graceDays: 1 }, 86_400_000)).toBe(0)
  })
})
