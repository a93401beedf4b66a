import { invitation } from '../../calendar/invitation.ts'
import { slackError } from '../web-api/client.ts'
import { type Delivers, skipped } from './delivering.ts'
import { sessionEntry } from './session-entry.ts'
import { isIn, share, upload } from './thread-file.ts'

/**
 * Sends the session as a calendar file to the thread of its message, so that one event is one unread message. Slack has
 * no key by which it would refuse a duplicate, and a file's message carries no metadata. So the file's id is recorded
 * before it is shared: the next attempt first looks for that file in the thread, and shares the same one if it is not
 * there. The thread is the same one: no newer message of the session is posted before its file is finished.
 *
 * Where the member connected a calendar with leave to write, the session is written there instead (`calendarEvent`).
 * Where the workspace grants no `files:write`, the links in the session's message are all there is, as Home says.
 */
export const calendar: Delivers<'calendar'> = async (
  { client, heldLane, screens, writing, lackingIn, clock, words, step },
  delivery,
  { to, session: id },
) => {
  const { workspace } = delivery
  const place = await writing.place({ workspace, session: id, member: to })
  if (place && place.before?.state !== 'given_up')
    return { outcome: 'sent', recording: writing.leavingIt([{ kind: 'calendarEvent', to, session: id }]) }
  if ((await lackingIn?.(workspace))?.includes('files:write'))
    return skipped('no files are allowed there: the session’s message has links instead')
  const state = await screens.aboutSession(workspace, id, to)
  if (!state) return skipped('the session is gone')
  const entry = sessionEntry(words, state)
  const { message } = state
  const { session, isCancelled, said, ...invited } = entry
  if (!message) return skipped('the session’s message was never posted')
  if (session.startsAt <= clock.now()) return skipped('the session has begun')
  const before = await screens.calendarFile(workspace, id, to)
  if (isCancelled && !before) return skipped('cancelled before it was in any calendar')
  if (before?.shared && before.sequence === session.sequence) return skipped('that file is there already')

  const keep = (file: string, shared: boolean) =>
    step('keep file', () =>
      screens.keepCalendarFile(workspace, id, to, { id: file, sequence: session.sequence, shared }),
    )
  const tried = before?.sequence === session.sequence ? before.id : undefined
  const triedAt = delivery.attemptedAt ?? clock.now()
  if (tried && (await isIn(client, message, tried, triedAt))) {
    await keep(tried, true)
    return { outcome: 'sent' }
  }
  const text = () => invitation({ session, isCancelled, ...invited, workspace, now: clock.now() })
  const file = tried ?? (await upload(client, asFile(said.name, text())))
  if (!file) return { outcome: 'retry', reason: 'the file was not taken', refused: true }
  await keep(file, false)
  await heldLane.attempt(delivery)
  try {
    await share(client, message, file, said)
  } catch (error) {
    // Slack drops an upload that is not shared in time; the next attempt makes a new one.
    if (slackError(error) === 'file_not_found') await screens.forgetCalendarFile(workspace, id, to)
    throw error
  }
  await keep(file, true)
  return { outcome: 'sent' }
}

const asFile = (name: string, text: string) => ({
  name,
  type: 'text/calendar; charset=utf-8',
  content: Buffer.from(text, 'utf8'),
})
