import { expect, it, onTestFinished } from 'vitest'
import { sandboxSeed } from '../../src/sandbox/first-day/workspace.ts'
import type { Fault } from '../../src/sandbox/slack/faults.ts'
import { startLocalSlack } from '../../src/sandbox/slack/local-slack.ts'
import { identify, SlackFault } from '../../src/slack/connect.ts'
import { promptClient } from '../../src/slack/web-api/client.ts'
import { testClock } from '../support/world.ts'

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

type Of<F> = F extends Fault ? Omit<F, 'method'> : never

/** Asks a Slack with this fault whose token it is; pauses are recorded, not taken. */
const ask = async (fault: Of<Fault>, token?: string) => {
  const slack = await startLocalSlack({ seed: sandboxSeed, clock: testClock() })
  onTestFinished(slack.stop)
  slack.faults.on({ ...fault, method: 'auth.test' })
  const pauses: number[] = []
  const client = promptClient(token ?? slack.botToken, slack.apiUrl)
  const said = await identify(client, slack.botToken, {
    log: quiet,
    sleep: async (ms) => void pauses.push(ms / 1_000),
  }).then(
    ({ workspace }) => (workspace === slack.state.team.id ? 'known' : workspace),
    (error: unknown) => error,
  )
  return { said, pauses }
}

it.each([
  ['503', { kind: 'http-error', status: 503, times: 3 }, [1, 2, 4]],
  ['429, for as long as Slack asks', { kind: 'rate-limited', retryAfterSeconds: 17, times: 2 }, [17, 17]],
  ['a page of HTML', { kind: 'platform-error', error: '<html>Be right back</html>', times: 1 }, [1]],
  ['an error of its own', { kind: 'platform-error', error: 'internal_error', times: 1 }, [1]],
  ['no answer', { kind: 'reset', times: 2 }, [1, 2]],
] as const)(
  'a start that Slack answers with %s asks again after a pause, and goes on',
  async (_with, fault, pauses) => {
    expect(await ask(fault)).toEqual({ said: 'known', pauses })
  },
)

it.each([
  ['503', { kind: 'http-error', status: 503 }, 'http 503'],
  ['429', { kind: 'rate-limited', retryAfterSeconds: 5 }, 'http 429'],
  ['HTML', { kind: 'platform-error', error: '<html>Be right back</html>' }, 'a page in place of an answer'],
  ['nothing', { kind: 'reset' }, 'no answer'],
] as const)(
  'if %s is all that comes for a minute, the start ends without blaming the token',
  async (_all, fault, last) => {
    const { said, pauses } = await ask(fault)
    expect(said).toBeInstanceOf(SlackFault)
    expect(String(said)).toContain(`(last: ${last}). The token may well be right`)
    expect(String(said)).not.toContain('html')
    expect(pauses).toHaveLength(6)
  },
)

it('a token that Slack refuses is reported at once', async () => {
  const { said, pauses } = await ask({ kind: 'slow', ms: 0 }, 'xoxb-not-ours')
  expect(String(said)).toContain(
    'Slack refused SLACK_BOT_TOKEN (invalid_auth): copy the Bot User OAuth Token',
  )
  expect(pauses).toEqual([])
})

it('an address without a Slack is reported as such, at once', async () => {
  const { said, pauses } = await ask({ kind: 'http-error', status: 404 })
  expect(String(said)).toContain("is not Slack's Web API (http 404): correct SLACK_API_URL")
  expect(pauses).toEqual([])
})
