import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a feed's server does with a request. */
type Answers = RequestListener

/** A server on this machine that gives out calendars; `asked` are the paths that were fetched. */
export const feedServer = async (answers: Answers) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(String(request.url))
    answers(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { asked, address: (path: string) => `http://127.0.0.1:${port}${path}` }
}

/** An iCalendar file with these lines between its first and last. */
export const icalendar = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Tests//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n')

/** An event with these lines beside its UID. */
export const vevent = (...lines: readonly string[]): readonly string[] => [
  'BEGIN:VEVENT',
  ...(lines.some((line) => line.startsWith('UID')) ? [] : ['UID:1@example.com']),
  'DTSTAMP:20260101T000000Z',
  ...lines,
  'END:VEVENT',
]
