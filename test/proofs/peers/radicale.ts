import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { freePort } from '../../support/server.ts'
import { ownFolder } from './peer.ts'

export const LOGIN = { user: 'ada', password: 'app password ü:1' }
export const BASIC = `Basic ${Buffer.from(`${LOGIN.user}:${LOGIN.password}`).toString('base64')}`

/** Debian's Radicale with one account. */
export const radicale = async () => {
  const home = ownFolder()
  const port = await freePort()
  writeFileSync(join(home, 'users'), `${LOGIN.user}:${LOGIN.password}\n`)
  writeFileSync(
    join(home, 'config'),
    `[server]
hosts = 127.0.0.1:${port}
[auth]
type = htpasswd
htpasswd_filename = ${home}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = ${home}/collections
`,
  )
  const child = spawn('radicale', ['--config', join(home, 'config')], { stdio: 'ignore' })
  onTestFinished(async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
    rmSync(home, { recursive: true })
  })
  const base = `http://127.0.0.1:${port}`
  const answers = () => fetch(base).then(Boolean, () => false)
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error('Radicale does not start')
    await sleep(50)
  }
  const send = async (method: string, path: string, body: string, type: string) => {
    const headers = { authorization: BASIC, 'content-type': type }
    const { status } = await fetch(`${base}/${LOGIN.user}/${path}`, { method, body, headers })
    if (status >= 300) throw new Error(`${method} ${path}: ${status}`)
  }
  return {
    base,
    calendar: (name: string) =>
      send(
        'MKCALENDAR',
        `${name}/`,
        `<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set></prop></set></C:mkcalendar>`,
        'application/xml',
      ),
    event: (calendar: string, uid: string, ...lines: readonly string[]) =>
      send('PUT', `${calendar}/${uid}.ics`, eventFile(uid, ...lines), 'text/calendar'),
  }
}

export const eventFile = (uid: string, ...lines: readonly string[]) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'BEGIN:VEVENT', `UID:${uid}`],
    ...['DTSTAMP:20261101T000000Z', 'SUMMARY:Confidential', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n')
