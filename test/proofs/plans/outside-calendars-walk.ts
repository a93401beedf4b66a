import { randomBytes } from 'node:crypto'
import { type CalendarReading, noValidators } from '../../../src/domain/calendars/reading.ts'
import { intent, type MemberId, memberId, sessionId, type WorkspaceId } from '../../../src/domain/ids.ts'
import { DAY, HOUR } from '../../../src/domain/time/time.ts'
import type { Parts } from '../../../src/service/act.ts'
import { type Services, services } from '../../../src/service/services.ts'
import { sealing } from '../../../src/store/sealing.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import { asUsual } from '../../support/as-usual.ts'

/** Connects calendars, reads them in every way that a reading can end, and forgets one. */
export const walkThroughOutsideCalendars = async (
  parts: Parts,
  fetchAccount: Parameters<typeof services>[1],
  { workspace, actor }: { workspace: WorkspaceId; actor: MemberId },
): Promise<void> => {
  const now = parts.clock.now()
  const readings: CalendarReading[] = [
    {
      state: 'read',
      busy: new Map([['UTC', [{ start: now, end: now + HOUR }]]]),
      unclear: 0,
      validators: noValidators,
    },
    { state: 'unchanged' },
    { state: 'not_known', fault: 'timeout' },
  ]
  const use: Services = services(
    {
      ...parts,
      calendars: {
        sealing: sealing([{ id: 'k', key: randomBytes(32) }]),
        reach: {
          read: async () => readings.shift() ?? { state: 'unchanged' },
          write: async () => ({ done: true }),
          allowPrivate: false,
        },
        providers: { google: { renew: async (grant) => ({ ...grant, accessUntil: now + HOUR }) } },
        wake: () => {},
      },
    },
    fetchAccount,
  )
  await use.connectFeed({ workspace, actor, user: '', password: '', typed: 'https://example.com/1.ics' })
  const [source] = await use.screens.calendars({ workspace, actor })
  if (!source || !use.calendarReading) throw new Error('no calendar was connected')
  while (readings.length > 0) {
    await use.checkCalendar({ workspace, actor, source: source.id })
    for (const together of await use.calendarReading.take(workspace, 100))
      if (together.some(({ id }) => id === source.id)) await use.calendarReading.read(workspace, together)
  }
  const account = { user: 'ada', password: 'app password', typed: 'https://cloud.example.com/dav' }
  await use.connectFeed({ workspace, actor, ...account })
  // Both sides' accounts are asked before it is decided whether they can meet.
  const sides = { mentor: actor, mentee: memberId('U4') }
  const asked = { startsAt: now + DAY, minutes: null, confirmed: true }
  await use.book({
    ...{ ...asUsual, workspace, actor, ...sides, ...asked },
    ...{ topic: '', origin: null, intent: intent('with calendars') },
  })
  await use.reschedule({ workspace, actor, session: sessionId('id000050000'), sequence: 0, ...asked })
  await use.disconnectCalendar({ workspace, actor, source: source.id })
  // One of their sessions is written into a calendar.
  const grant = { access: 'a', accessUntil: now, refresh: 'r', writes: true }
  await use.connectProvider({ workspace, actor, provider: 'google', grant })
  const side = { workspace, session: sessionId('id000099990'), member: actor }
  const place = await use.writing.place(side)
  if (!place) throw new Error('it is written nowhere')
  await use.writing.attempt(side, place, 1)
  await use.writing.write(workspace, place, { remove: 'its UID' })
  const recording = use.writing.recording(side, place, { sequence: 1, state: 'written' })
  await parts.inWorkspace(workspace, async (tx) => recording(tx.behind(ownRows)))
  // Connected again after its consent was over, then another in its place; and what was there emptied and forgotten.
  readings.push({ state: 'not_known', fault: 'revoked' })
  await use.checkCalendar({ workspace, actor, source: place.source.id })
  for (const together of await use.calendarReading.take(workspace, 100))
    if (together.some(({ id }) => id === place.source.id)) await use.calendarReading.read(workspace, together)
  await use.connectProvider({ workspace, actor, provider: 'google', grant })
  await use.connectProvider({ workspace, actor, provider: 'google', grant })
  const left = await use.writing.disconnected(workspace, place.source.id)
  if (!left) throw new Error('nothing is left of it')
  await use.writing.write(workspace, { source: left }, { remove: 'its UID' })
  await use.writing.takenOut(side, left.id)
  await parts.inWorkspace(workspace, async (tx) => use.writing.forgetting(left, actor)(tx.behind(ownRows)))
}
