import { expect, it } from 'vitest'
import { postgresServer } from '../../support/server.ts'
import { chaos } from './chaos.ts'

it('of some dozen notices, under kills and six kinds of faults, none is lost, doubled, overtaken or sent too soon', async () => {
  const { url } = await postgresServer()
  const verdict = await chaos(url, { seed: 20261123, notices: 40, workspaces: 3, members: 18, workers: 3 })
  expect(verdict).toMatchObject({
    lost: 0,
    doubledThoughAnswered: 0,
    doubledAnswerLost: 0,
    doubledFiles: 0,
    overtakings: 0,
    insideRetryAfter: 0,
    stale: 0,
  })
  expect(verdict.closestPostsMs).toBeGreaterThanOrEqual(950)
  expect(verdict.closestChangesMs).toBeGreaterThanOrEqual(950)
  expect(verdict.sent).toBeGreaterThan(20)
  expect(verdict.kills).toBeGreaterThan(0)
}, 600_000)
