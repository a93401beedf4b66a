import { WebClient } from '@slack/web-api'
import { expect, it } from 'vitest'
import { actionIds } from '../../src/slack/ids.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'

const scene = async () => {
  const j = await journey()
  return { j, ada: actor(j, 'ada'), ben: actor(j, 'ben') }
}

it('What the app answers in a channel is read by the one who asked, and there alone', async () => {
  const { ada, ben } = await scene()
  await ben.in('#lunch-and-learn').types('requests')
  const told = ben.in('#lunch-and-learn').told()
  expect(told).toContain('My mentorship requests')
  expect(ben.in('#general').told()).toEqual([])
  expect(ada.in('#lunch-and-learn').told()).toEqual([])
  expect(ada.in('#lunch-and-learn').messages()).toEqual([])
})

it('A button in a channel works for each member who presses it', async () => {
  const { j, ada, ben } = await scene()
  // Nothing of the app's is posted in channels yet.
  const client = new WebClient(j.slack.botToken, { slackApiUrl: j.slack.apiUrl })
  const button = {
    type: 'button' as const,
    text: { type: 'plain_text' as const, text: 'Find' },
    action_id: actionIds.findMentor,
  }
  await client.chat.postMessage({
    channel: 'C0LUNCH001',
    text: 'See <#C0GENERAL1>',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: 'See <#C0GENERAL1>' } },
      { type: 'actions', elements: [button] },
    ],
  })
  await ada.in('#lunch-and-learn').click('Find')
  expect(ada.in('#lunch-and-learn').last()).toEqual(['See #general', '[Find]'])
  expect([ada.modal()[0], ben.modal()[0]]).toEqual(['Find a mentor', undefined])
  await ben.in('#lunch-and-learn').click('Find')
  expect(ben.modal()[0]).toBe('Find a mentor')
  await expect(ben.in('#lunch-and-learn').click('Join')).rejects.toThrow(
    'no button "Join" in a message in lunch-and-learn that ben sees; there are: Find',
  )
})

it('Adding the app to a channel, archiving it and its lines are read as Slack shows them', async () => {
  const { j, ben } = await scene()
  const general = ben.in('#general')
  await general.change('add-app')
  await general.change('archive')
  expect(general.messages()).toEqual([['was added to #general by @ben.'], ['archived #general.']])
  expect(j.slack.channel('#general')).toMatchObject({ appIsMember: true, isArchived: true })
})
