import type { ServerResponse } from 'node:http'

/** An iCalendar file that the sandbox gives out, as a member's calendar program would. */
export type ServedCalendar = {
  /** The member's handle, and the file's name. */
  owner: string
  file: string
  /** From the start on it cannot be read. */
  fails?: boolean
}

/** Where they are, each under `<owner>.ics`. */
export const CALENDARS = '/sandbox/calendars/'

export type ServedCalendars = ReturnType<typeof servedCalendars>

/** Serves members' calendars, of which each can be made to fail. */
export const servedCalendars = (calendars: readonly ServedCalendar[]) => {
  const failing = new Set<string>()
  return {
    owners: calendars.map(({ owner }) => owner),
    isFailing: (owner: string) => failing.has(owner),
    fail: (owner: string, on: boolean): void => {
      if (on) failing.add(owner)
      else failing.delete(owner)
    },
    answer: (path: string, response: ServerResponse): void => {
      const calendar = calendars.find(({ owner }) => path === `${CALENDARS}${owner}.ics`)
      if (!calendar) return void response.writeHead(404).end()
      if (failing.has(calendar.owner)) return void response.writeHead(500).end()
      response.writeHead(200, { 'content-type': 'text/calendar; charset=utf-8' }).end(calendar.file)
    },
  }
}
