import { DAY, HOUR } from '../../domain/time/time.ts'
import type { LocalSlack } from '../slack/local-slack.ts'
import type { Clock } from '../slack/state/clock.ts'

const CHANNEL = '#lunch-and-learn'
const THURSDAY = 4

/** At that hour, UTC, of the next Thursday that is at least three days ahead. */
const onThursday = (now: number, hour: number): number => {
  const earliest = Math.floor(now / DAY + 3) * DAY
  const days = (THURSDAY - new Date(earliest).getUTCDay() + 7) % 7
  return earliest + days * DAY + hour * HOUR
}

/** Two that members set up by the app's own form: one that is full, in the channel where the app is, and one with room. */
export const hostOpenSessions = async (slack: LocalSlack, clock: Clock): Promise<void> => {
  const now = clock.now()
  await host(slack, '@bjorn', {
    title: 'Your first months as a team lead',
    description: 'Difficult conversations, saying no, and what I would do differently. Bring one of yours.',
    starts: onThursday(now, 14),
    place: 'https://meet.example.com/bjorn',
    seats: 2,
    channel: CHANNEL,
  })
  await host(slack, '@amara', {
    title: 'Why is this query slow?',
    description: 'We read query plans together, from the top down.',
    starts: onThursday(now, 16) + DAY,
    place: 'https://meet.example.com/amara',
    seats: 6,
  })
}

/** Two take the seats of the one in the channel, and two wait for one. */
export const joinOpenSession = async (slack: LocalSlack): Promise<void> => {
  const announced = () =>
    slack.state.messages[slack.channel(CHANNEL).id]?.find((message) =>
      slack.texts(message).includes('[Join]'),
    )
  // It is posted by the outbox, which on a busy machine takes its time.
  await slack.until(() => announced() !== undefined, { withinMs: 60_000 })
  for (const handle of ['@jonas', '@kavya', '@noah', '@olena'])
    await slack.member(handle).click('Join', { message: announced()?.ts ?? '' })
}

type Hosted = {
  title: string
  description: string
  /** Epoch milliseconds. */
  starts: number
  place: string
  seats: number
  channel?: string
}

const host = async (slack: LocalSlack, handle: string, hosted: Hosted): Promise<void> => {
  const member = slack.member(handle)
  await member.command('/mentor', `host ${hosted.title}`)
  await slack.until(() => member.modal() !== undefined)
  await member.fill('description', hosted.description)
  await member.choose('starts', hosted.starts / 1000)
  await member.fill('place', hosted.place)
  await member.fill('seats', String(hosted.seats))
  if (hosted.channel) await member.choose('channel', hosted.channel)
  // Joining takes one press.
  await member.choose('asks', [])
  await member.submit()
  await member.close()
}
