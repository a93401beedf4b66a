import type { LocalSlack } from '../slack/local-slack.ts'

/**
 * What has happened before anyone opens the sandbox: some talk, and an offer and a session request
 * that wait for Ada. All of it goes through the app, by commands that members type.
 */
export const firstDay = async (slack: LocalSlack) => {
  const [ben, chandra, dana] = ['@ben', '@chandra', '@dana'].map((handle) => slack.member(handle))
  ben?.post(
    'Good morning! If anybody wants a second pair of eyes on a portfolio or a talk, I have time this month.',
  )
  chandra?.post('Has one of you moved from support into product? I would love to hear how that went.')
  dana?.post('I did, two years ago. Happy to tell the long version some time.')
  dana?.post('Next Thursday: how I prepare a talk in an hour. Bring your lunch, and questions.', {
    channel: '#lunch-and-learn',
  })
  await ben?.command(
    '/mentor',
    'offer @ada You asked about system design interviews. I have run about fifty, shall we practise?',
  )
  await chandra?.command(
    '/mentor',
    'request @ada Your talk on accessible forms was great. Could I have an hour of your time on testing with screen readers?',
  )
}
