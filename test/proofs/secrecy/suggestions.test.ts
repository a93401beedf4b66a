import { describe } from 'vitest'
import { proveTwins } from './prove-twins.ts'
import { suggestionHistories } from './suggestion-histories.ts'
import { suggestionLeaks } from './suggestion-leaks.ts'
import { suggestionTwin } from './suggestion-twin.ts'

describe('two histories that differ only in what became of suggestions', () => {
  proveTwins({
    holds: 'give the suggester the same DMs, Home and answers, at the same times and for the same waiting',
    histories: suggestionHistories,
    play: suggestionTwin,
    leaks: suggestionLeaks,
    enough: 60,
    asked: process.env.DIRECTORY_SECRECY_RUNS,
    seed: Number(process.env.SECRECY_SEED ?? 20261129),
  })
})
