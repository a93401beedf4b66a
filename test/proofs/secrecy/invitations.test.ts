import { describe } from 'vitest'
import { invitationHistories } from './invitation-histories.ts'
import { invitationLeaks } from './invitation-leaks.ts'
import { invitationTwin } from './invitation-twin.ts'
import { proveTwins } from './prove-twins.ts'

describe('two histories that differ only in the invitations that were put aside', () => {
  proveTwins({
    holds: 'give the mentor, the channel and others the same, at the same times and for the same waiting',
    histories: invitationHistories,
    play: invitationTwin,
    leaks: invitationLeaks,
    enough: 40,
    asked: process.env.DIRECTORY_SECRECY_RUNS,
    seed: Number(process.env.SECRECY_SEED ?? 20261129),
  })
})
