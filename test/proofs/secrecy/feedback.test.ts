import { describe } from 'vitest'
import { feedbackHistories } from './feedback-histories.ts'
import { feedbackLeaks } from './feedback-leaks.ts'
import { feedbackTwin } from './feedback-twin.ts'
import { proveTwins } from './prove-twins.ts'

describe('two histories that differ only in what was said of sessions', () => {
  proveTwins({
    holds: 'give the other, even as an organiser, the same DMs, Home, report and answers, at the same times',
    histories: feedbackHistories,
    play: feedbackTwin,
    leaks: feedbackLeaks,
    enough: 20,
    asked: process.env.FEEDBACK_SECRECY_RUNS,
    seed: Number(process.env.SECRECY_SEED ?? 20261202),
  })
})
