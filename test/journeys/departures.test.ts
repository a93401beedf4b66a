import { expect, it } from 'vitest'
import { journey } from '../support/app.ts'

it('when a sender is deactivated, their open requests are withdrawn, say so and lose their buttons', async () => {
  const { slack, as, settle } = await journey()
  await as('ada').command('/mentor', 'offer @ben I can help')
  await settle()
  await slack.changeMember('@ada', { deactivated: true })
  await settle()

  const card = slack.texts(as('ben').dm().at(-1)).join('\n')
  expect(card).toContain('Withdrawn')
  expect(card).not.toContain('[Accept]')
  expect(card).not.toContain('[Dismiss]')
})

it('when a receiver is deactivated, unanswered requests leave the sender’s list until the receiver comes back', async () => {
  const { slack, as, settle } = await journey()
  const ada = as('ada')
  await ada.openHome()
  await ada.command('/mentor', 'offer @ben I can help')
  await settle()
  expect(slack.texts(ada.home()).join('\n')).toContain('You offered to mentor')

  await slack.changeMember('@ben', { deactivated: true })
  await settle()
  expect(slack.texts(ada.home()).join('\n')).not.toContain('You offered to mentor')

  await slack.changeMember('@ben', { deactivated: false })
  await settle()
  expect(slack.texts(ada.home()).join('\n')).toContain('You offered to mentor')
})

it('when a member is deactivated, their future sessions are cancelled and the other side is told', async () => {
  const { slack, as, settle } = await journey()
  const [ada, ben] = [as('ada'), as('ben')]
  await ben.openHome()
  await ada.command('/mentor', 'offer @ben I can help')
  await settle()
  await ben.click('Accept')
  await settle()
  await ben.choose('slot_0', '03:00–03:30 · 09:00 Berlin time')
  await settle()
  await ben.submit()
  await settle()
  expect(slack.texts(ben.home()).join('\n')).toContain('· <@U0ADA00001>')

  await slack.changeMember('@ada', { deactivated: true })
  await settle()
  const told = ben.dm().filter(({ files }) => files === undefined)
  expect(slack.texts(told.at(-1)).join('\n')).toContain('cancelled')
  expect(slack.texts(ben.home()).join('\n')).not.toContain('· <@U0ADA00001>')
  expect(slack.breaches).toEqual([])
})

it('a member who comes back finds no session that was cancelled meanwhile, neither with buttons nor in a calendar', async () => {
  const { slack, as, settle } = await journey()
  const [ada, ben] = [as('ada'), as('ben')]
  await ada.command('/mentor', 'offer @ben I can help')
  await settle()
  await ben.click('Accept')
  await settle()
  await ben.choose('slot_0', '03:00–03:30 · 09:00 Berlin time')
  await settle()
  await ben.submit()
  await settle()
  const messages = () => ada.dm().filter(({ files }) => files === undefined)
  const files = () => ada.dm().flatMap((message) => message.files ?? [])
  const calendars = () =>
    files().map(({ id }) => Buffer.from(slack.state.files[String(id)]?.base64 ?? '', 'base64').toString())
  expect(slack.texts(messages().at(-1))).toContain('[Reschedule]')
  expect(calendars()).toHaveLength(1)

  await slack.changeMember('@ada', { deactivated: true })
  await settle()
  await slack.changeMember('@ada', { deactivated: false })
  await settle()

  const shown = slack.texts(messages().at(-1))
  expect(shown.join('\n')).toContain('was cancelled while you were away')
  for (const gone of ['[Reschedule]', '[Cancel session]', '[Google Calendar]', '[Outlook]']) {
    expect(shown).not.toContain(gone)
  }
  expect(calendars()).toHaveLength(2)
  expect(calendars().at(-1)).toContain('METHOD:CANCEL')
})

it('what a member had dismissed or could no longer see goes too when its sender is deactivated, and so do its buttons', async () => {
  const { slack, as, settle } = await journey()
  const [ada, ben] = [as('ada'), as('ben')]
  await ada.command('/mentor', 'offer @ben I can help')
  await settle()
  await ben.click('Dismiss')
  await settle()
  await slack.changeMember('@ben', { deactivated: true })
  await settle()
  await slack.changeMember('@ada', { deactivated: true })
  await settle()
  await slack.changeMember('@ben', { deactivated: false })
  await settle()

  const card = slack.texts(ben.dm().at(-1)).join('\n')
  expect(card).toContain('Withdrawn')
  expect(card).not.toContain('[Accept]')
})

it('a dismissed request is hidden from its sender as a pending one is when its receiver is deactivated', async () => {
  const { slack, as, settle } = await journey()
  const [ada, ben] = [as('ada'), as('ben')]
  await ada.openHome()
  await ada.command('/mentor', 'offer @ben I can help')
  await settle()
  await ben.click('Dismiss')
  await settle()
  await slack.changeMember('@ben', { deactivated: true })
  await settle()
  expect(slack.texts(ada.home()).join('\n')).not.toContain('You offered to mentor')
})
