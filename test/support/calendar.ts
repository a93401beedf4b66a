import ICAL from 'ical.js'
import type { LocalSlack } from '../../src/sandbox/slack/local-slack.ts'
import type { Actor } from './actor.ts'

/** A calendar file as read by a library other than the one that wrote it. Throws if it does not parse. */
export const readInvitation = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const [found, ...more] = calendar.getAllSubcomponents('vevent')
  if (!found || more.length > 0) throw new Error(`${more.length + 1} events in a file of one`)
  const event = new ICAL.Event(found, { strictExceptions: true })
  return {
    version: calendar.getFirstPropertyValue('version'),
    method: calendar.getFirstPropertyValue('method'),
    uid: event.uid,
    sequence: event.sequence,
    status: found.getFirstPropertyValue('status'),
    start: event.startDate.toJSDate().toISOString(),
    end: event.endDate.toJSDate().toISOString(),
    stamp: String(found.getFirstPropertyValue('dtstamp')),
    summary: event.summary,
    description: event.description,
    location: event.location,
    organizer: event.organizer,
    attendees: event.attendees.map((attendee) => ({
      address: String(attendee.getFirstValue()).toLowerCase(),
      name: attendee.getParameter('cn'),
      status: attendee.getParameter('partstat'),
    })),
  }
}

/** The calendar files in a member's DM with the app, oldest first. */
export const filesOf = (slack: LocalSlack, { member }: Pick<Actor, 'member'>) =>
  member.dm().flatMap((message) => {
    const { files = [] } = message
    return files.map((wire) => {
      const file = slack.state.files[String(wire.id)]
      if (!file) throw new Error('a message speaks of a file that was never uploaded')
      return {
        name: file.name,
        said: slack.texts(message),
        text: Buffer.from(file.base64, 'base64').toString('utf8'),
      }
    })
  })

export const invitationsOf = (slack: LocalSlack, who: Pick<Actor, 'member'>) =>
  filesOf(slack, who).map(({ text }) => readInvitation(text))
