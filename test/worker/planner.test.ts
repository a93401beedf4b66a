import { expect, it, vi } from 'vitest'
import { workspaceId } from '../../src/domain/ids.ts'
import { MINUTE } from '../../src/domain/time/time.ts'
import { planner } from '../../src/worker/planner.ts'

it('a plan that fails in one workspace keeps nothing back, there or elsewhere', async () => {
  const [ours, theirs] = [workspaceId('TOURS'), workspaceId('TTHEIRS')]
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const made: string[] = []
  const planned = (name: string) => async (workspace: string, until: number) => {
    if (name === 'reminders' && workspace === ours) throw new Error('the row cannot be read')
    made.push(`${name} in ${workspace} until ${until}`)
  }
  const { plan } = planner({
    clock: { now: () => 0 },
    log,
    toPlan: async () => [ours, theirs],
    plans: [planned('reminders'), planned('nudges')],
    wake: () => {},
  })
  await plan()
  expect(made).toEqual([
    `nudges in TOURS until ${MINUTE}`,
    `reminders in TTHEIRS until ${MINUTE}`,
    `nudges in TTHEIRS until ${MINUTE}`,
  ])
  expect(log.error).toHaveBeenCalledTimes(1)
})
