import { describe, expect, it } from 'vitest'
import { withoutValues } from '../../src/app/log.ts'
import { parseDaysOff } from '../../src/domain/availability/typed-days-off.ts'
import { parseHours } from '../../src/domain/availability/typed-hours.ts'
import { foldTopic } from '../../src/domain/directory/fold.ts'
import { readQuery, wordsToFind } from '../../src/domain/directory/words.ts'
import { findZones } from '../../src/domain/time/find-zones.ts'
import { parse } from '../../src/slack/commands/parse.ts'
import { clip } from '../../src/slack/limits.ts'
import { plain, webAddress } from '../../src/slack/text/markup.ts'
import { quote } from '../../src/slack/views/peoples-text.ts'
import { hostileTexts } from '../support/hostile-texts.ts'

const LENGTH = 200_000
/** A reader that looks at each character once takes milliseconds; one that starts over at each, half a minute. */
const MOST_MS = 1_500

const readers: readonly [string, (text: string) => unknown][] = [
  ['weekly hours', (text) => parseHours(text, 0)],
  ['days off', (text) => parseDaysOff(text, '2026-11-23')],
  ['a search for a time zone', (text) => findZones(text, 100, 0)],
  ['a search for mentors', readQuery],
  ['what a profile says', wordsToFind],
  ['the name of a topic', foldTopic],
  ['a command', parse],
  ['the words of a command', (text) => parse(`offer ${text}`)],
  ['what follows a mention', (text) => parse(`offer <@U0ADA00001> ${text}`)],
  ['a text beside blocks', plain],
  ['a quotation', (text) => quote(text, LENGTH)],
  ['an address', webAddress],
  ['what is cut off', (text) => clip(text, LENGTH / 2)],
  ['an error for the log', withoutValues],
]

describe('the time to read what people type grows only with its length', () => {
  it.each(readers)(
    '%s',
    (_, read) => {
      for (const [what, text] of hostileTexts(LENGTH)) {
        const began = process.cpuUsage()
        read(text)
        const { user, system } = process.cpuUsage(began)
        expect((user + system) / 1000, what).toBeLessThan(MOST_MS)
      }
    },
    120_000,
  )
})
