import { expect, it } from 'vitest'
import { isLatestPress, notePress, noteSubmission } from '../../src/store/modal-turns.ts'
import { ownRows } from '../../src/store/sql/tx.ts'
import { world } from '../support/world.ts'

const [first, second, third] = ['1795428000.000001', '1795428000.000002', '1795428001.000001'] as const

/** Does these in turn, one transaction each, and returns the press that was the latest act, if any. */
const latestAfter = async (
  ...turns: readonly (typeof first | typeof second | typeof third | 'submitted')[]
) => {
  const { workspace, parts, clock } = await world([])
  const view = 'V0MODAL'
  for (const turn of turns) {
    await parts.inWorkspace(workspace, async (reading) => {
      const tx = reading.behind(ownRows)
      if (turn === 'submitted') await noteSubmission(tx, view, clock.now())
      else await notePress(tx, view, turn, clock.now())
    })
  }
  return parts.inWorkspace(workspace, async (tx) => {
    expect(await isLatestPress(tx, 'V0OTHER', first)).toBe(false)
    const isLatest = await Promise.all([first, second, third].map((at) => isLatestPress(tx, view, at)))
    return [first, second, third].filter((_, index) => isLatest[index])
  })
}

it('the latest press is the last by Slack’s count, in whatever order presses arrive', async () => {
  expect(await latestAfter(first, second)).toEqual([second])
  expect(await latestAfter(second, first)).toEqual([second])
  expect(await latestAfter(first, third, second, third)).toEqual([third])
})

it('a submission overrides earlier presses, but not later ones', async () => {
  expect(await latestAfter(first, 'submitted')).toEqual([])
  expect(await latestAfter(second, 'submitted', first)).toEqual([])
  expect(await latestAfter(second, 'submitted', 'submitted', third)).toEqual([third])
  expect(await latestAfter('submitted', first)).toEqual([first])
})
