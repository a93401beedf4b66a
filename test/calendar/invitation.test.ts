import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { invitation } from '../../src/calendar/invitation.ts'
import { memberId, sessionId, workspaceId } from '../../src/domain/ids.ts'
import type { Member } from '../../src/domain/member.ts'
import { asBooked, type Session } from '../../src/domain/sessions/session.ts'
import { readInvitation } from '../support/calendar.ts'

const member = (id: string, name: string): Member => ({
  id: memberId(id),
  name,
  fullName: name,
  picture: null,
  title: null,
  zone: 'UTC',
  isBot: false,
  isDeactivated: false,
  isGuest: false,
  isStranger: false,
  isAdmin: false,
  isPaused: false,
})

const session: Session = {
  id: sessionId('01900000-0000-7000-8000-000000000003'),
  mentor: memberId('U0ADA'),
  mentees: [memberId('U0BEN')],
  startsAt: Date.UTC(2027, 2, 14, 7),
  endsAt: Date.UTC(2027, 2, 14, 7, 30),
  topic: '',
  location: '',
  ...asBooked,
  suggestedBy: null,
  bookedBy: memberId('U0BEN'),
}

const file = (changes: Partial<Session> = {}, words: { title?: string; ben?: string } = {}) =>
  invitation({
    workspace: workspaceId('T0TEAM'),
    session: { ...session, ...changes },
    attendees: [member('U0ADA', 'Ada'), member('U0BEN', words.ben ?? 'Ben')],
    isCancelled: changes.status === 'cancelled',
    title: words.title ?? 'Session',
    description: 'You are the mentee.',
    now: Date.UTC(2026, 10, 23, 10),
  })

describe('a session’s calendar file', () => {
  it('books the time in UTC, under an identity that never changes', () => {
    expect(readInvitation(file())).toEqual({
      version: '2.0',
      method: 'REQUEST',
      uid: '01900000-0000-7000-8000-000000000003@mentorship-bot',
      sequence: 0,
      status: 'CONFIRMED',
      start: '2027-03-14T07:00:00.000Z',
      end: '2027-03-14T07:30:00.000Z',
      stamp: '2026-11-23T10:00:00Z',
      summary: 'Session',
      description: 'You are the mentee.',
      location: null,
      organizer: 'mailto:mentorship@t0team.mentorship.invalid',
      attendees: [
        { address: 'mailto:u0ada@t0team.mentorship.invalid', name: 'Ada', status: 'ACCEPTED' },
        { address: 'mailto:u0ben@t0team.mentorship.invalid', name: 'Ben', status: 'ACCEPTED' },
      ],
    })
  })

  it('takes the session out again once it is cancelled, under the same identity', () => {
    const cancelled = readInvitation(file({ status: 'cancelled', sequence: 2 }))
    expect(cancelled).toMatchObject({
      method: 'CANCEL',
      status: 'CANCELLED',
      sequence: 2,
      uid: readInvitation(file()).uid,
      start: '2027-03-14T07:00:00.000Z',
    })
  })

  const typed = fc
    .string({ unit: 'grapheme', maxLength: 150 })
    .filter((text) => !/[\p{Cc}\u2028\u2029]/u.test(text))
  const flat = (text: string) => text.replace(/\s+/g, ' ').trim()

  it('carries whatever people typed unchanged, in lines of at most 75 octets', () => {
    fc.assert(
      fc.property(typed, typed, typed, (title, location, name) => {
        const text = file({ location }, { title, ben: name })
        const read = readInvitation(text)
        expect(read.summary ?? '').toBe(flat(title))
        expect(read.location ?? '').toBe(flat(location))
        expect(read.attendees).toHaveLength(2)
        expect(read.method).toBe('REQUEST')
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      }),
    )
  })

  it('lets nobody smuggle in lines of their own', () => {
    const typed = 'Talk\r\nMETHOD:CANCEL\nEND:VEVENT'
    const read = readInvitation(file({ location: typed }, { title: typed, ben: `"${typed};X=1,":` }))
    expect(read).toMatchObject({
      method: 'REQUEST',
      summary: 'Talk METHOD:CANCEL END:VEVENT',
      location: 'Talk METHOD:CANCEL END:VEVENT',
    })
    expect(read.attendees[1]?.name).toBe("'Talk METHOD:CANCEL END:VEVENT;X=1,':")
  })
})
