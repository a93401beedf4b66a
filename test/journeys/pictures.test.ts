import { expect, it } from 'vitest'
import { journey, people } from '../support/app.ts'

const withPictures = people.map((member) => ({
  ...member,
  image: `https://avatars.slack-edge.com/${member.id}_72.png`,
}))

const pictured = (blocks: readonly unknown[] = []) =>
  JSON.stringify(blocks).includes('https://avatars.slack-edge.com/U0ADA00001_72.png')

it('a card shows its sender’s picture, and arrives without it, once, where Slack cannot load the picture', async () => {
  const { slack, as, settle } = await journey({ members: withPictures })
  const [ada, ben] = [as('ada'), as('ben')]
  await ada.command('/mentor', 'offer @ben I can help')
  await settle()
  expect(pictured(ben.dm().at(-1)?.blocks)).toBe(true)

  slack.faults.on({ method: 'chat.postMessage', kind: 'platform-error', error: 'invalid_blocks', times: 1 })
  await ada.command('/mentor', 'request @ben Teach me')
  await settle()
  expect(slack.texts(ben.dm().at(-1)).join('\n')).toContain('Teach me')
  expect(pictured(ben.dm().at(-1)?.blocks)).toBe(false)
  expect(ben.dm()).toHaveLength(2)
})

it('so does Home', async () => {
  const { slack, as, settle } = await journey({ members: withPictures })
  const [ada, ben] = [as('ada'), as('ben')]
  await ada.command('/mentor', 'offer @ben I can help')
  slack.faults.on({ method: 'views.publish', kind: 'platform-error', error: 'invalid_arguments', times: 1 })
  await ben.openHome()
  await settle()
  expect(slack.texts(ben.home()).join('\n')).toContain('I can help')
  expect(pictured(ben.home()?.blocks)).toBe(false)
})
