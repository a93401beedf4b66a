/**
 * `npm run test:chaos [-- --seed 7 --notices 10000 --workspaces 20 --members 500 --workers 3 --blind]`: the whole
 * chaos run, its figures printed; exits with 1 if a promise was broken. `--blind` removes the scopes by which the app
 * searches for messages whose answer was lost, to show what the search is worth.
 */
import { parseArgs } from 'node:util'
import { postgresServer } from '../../support/server.ts'
import { chaos } from './chaos.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261123' },
    notices: { type: 'string', default: '10000' },
    workspaces: { type: 'string', default: '20' },
    members: { type: 'string', default: '500' },
    workers: { type: 'string', default: '3' },
    blind: { type: 'boolean', default: false },
  },
})
const run = {
  seed: Number(values.seed),
  notices: Number(values.notices),
  workspaces: Number(values.workspaces),
  members: Number(values.members),
  workers: Number(values.workers),
  mayLook: !values.blind,
}
const say = (line: string) => void process.stdout.write(`${line}\n`)
const server = await postgresServer()
let said = 0
const verdict = await chaos(server.url, {
  ...run,
  progress: (line) => {
    said += 1
    if (said % 20 === 0) say(line)
  },
})
say(`
seed ${run.seed}: ${verdict.notices} notices, ${run.workspaces} workspaces, ${run.members} members, ${run.workers} processes, ${verdict.kills} kills, ${verdict.seconds} s
calls to Slack: ${verdict.calls}, of which ${Object.entries(verdict.faults)
  .map(([kind, count]) => `${kind} ${count}`)
  .join(', ')}
sent                                  ${verdict.sent} (and ${verdict.skipped} that had nothing left to say)
lost                                  ${verdict.lost}
doubled where an answer was received  ${verdict.doubledThoughAnswered}
doubled where the answer was lost     ${verdict.doubledAnswerLost}${values.blind ? ' (may not look)' : ''}
calendar files that came twice        ${verdict.doubledFiles}
overtakings                           ${verdict.overtakings}
calls inside a Retry-After window     ${verdict.insideRetryAfter}
messages or Homes that show what was  ${verdict.stale}
closest two messages in one place     ${verdict.closestPostsMs} ms
closest two changes in a channel      ${verdict.closestChangesMs} ms
`)
await server.stop()
const promised = [verdict.lost, verdict.overtakings, verdict.insideRetryAfter, verdict.stale]
const doubled = values.blind
  ? 0
  : verdict.doubledThoughAnswered + verdict.doubledAnswerLost + verdict.doubledFiles
process.exit(promised.every((count) => count === 0) && doubled === 0 ? 0 : 1)
