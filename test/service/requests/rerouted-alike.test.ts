import { expect, it } from 'vitest'
import { cardId, memberId } from '../../../src/domain/ids.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import { directory } from '../directory/listed.ts'
import { anna, ben, cleo, dora } from '../scene.ts'

const asked = memberId('UASKED')
const SAID = { mentors: true, headline: 'Kubernetes' }
/** More than a search looks at of a word that was typed nearly. */
const MANY = 60

it('shows the same others, in the same order, whether or not the one who was asked is still listed', async () => {
  const many = Array.from({ length: MANY }, (_, n) => [`UMENTOR${n}`, SAID] as const)
  const here = await directory({ UASKED: SAID, ...Object.fromEntries(many) })
  const { services, workspace, clock, ask, rows, save } = here
  for (const sender of [anna, ben, cleo, dora]) await ask(sender, asked, { message: 'kubernets' })
  clock.advance(7 * DAY)
  const cards = await rows(
    'select id, sender_id from cards where workspace_id = :workspace order by sender_id',
  )
  const shown = () =>
    Promise.all(
      cards.map(async ({ id, sender_id }) => {
        const state = await services.reroutes.check(
          workspace,
          memberId(String(sender_id)),
          cardId(String(id)),
        )
        return 'others' in state ? state.others.map(({ member }) => member.id) : []
      }),
    )
  const listed = await shown()
  expect(listed.map(({ length }) => length)).toEqual([3, 3, 3, 3])
  await save(asked, { ...SAID, mentors: false })
  expect(await shown()).toEqual(listed)
})
