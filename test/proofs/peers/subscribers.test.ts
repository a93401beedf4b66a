import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { type Actor, actor } from '../../support/actor.ts'
import { journey } from '../../support/app.ts'
import { addressOf } from '../../support/subscribing.ts'
import { isInstalled, ownFolder, run } from './peer.ts'

/** A calendar program that subscribes to an address by vdirsyncer, and shows what it has by khal. */
const subscriber = (address: string) => {
  const home = ownFolder()
  onTestFinished(() => rmSync(home, { recursive: true }))
  for (const folder of ['calendar', 'status']) mkdirSync(join(home, folder))
  writeFileSync(
    join(home, 'vdirsyncer'),
    `[general]
status_path = "${home}/status"
[pair sessions]
a = "here"
b = "there"
collections = null
conflict_resolution = "b wins"
partial_sync = "revert"
[storage here]
type = "filesystem"
path = "${home}/calendar"
fileext = ".ics"
[storage there]
type = "http"
url = "${address}"
`,
  )
  writeFileSync(
    join(home, 'khal'),
    `[calendars]
[[sessions]]
path = ${home}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
`,
  )
  const sync = ['-c', join(home, 'vdirsyncer')]
  let isFirst = true
  return {
    /** Looks at the address again. @returns every event: its start, end, title and status */
    look: async (): Promise<string[]> => {
      if (isFirst) await run(home, 'vdirsyncer', ...sync, 'discover')
      isFirst = false
      await run(home, 'vdirsyncer', ...sync, 'sync', '--force-delete')
      return events(home)
    },
  }
}

const events = async (home: string): Promise<string[]> => {
  const format = '{start-date} {start-time}-{end-time} {title}'
  const asked = ['list', '--once', '--day-format', '', '--format', format, '2026-11-20', '60d']
  const said = await run(home, 'khal', '-c', join(home, 'khal'), ...asked)
  return said.split('\n').filter((line) => /^\d{4}-/.test(line))
}

const book = async (ben: Actor) => {
  await ben.types('book @ada')
  await ben.pick('Tuesday 24 November', '09:00')
  await ben.fill('Topic', 'Indexes, naïve & “quoted”; with a comma')
  await ben.submit()
  await ben.close({ all: true })
}

const hasPeers = ['khal', 'vdirsyncer'].every(isInstalled)

it.skipIf(!hasPeers)(
  'vdirsyncer and khal, which nobody here wrote, subscribe to the address and follow each change',
  async () => {
    const j = await journey()
    const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
    for (const member of [ada, ben]) await member.openHome()
    const calendar = subscriber(await addressOf(ben))
    expect(await calendar.look()).toEqual([])
    await book(ben)
    const title = 'Mentoring session with Ada Berlin: Indexes, naïve & “quoted”; with a comma'
    expect(await calendar.look()).toEqual([expect.stringContaining(title)])
    await ben.clickHome('Reschedule')
    await ben.pick('Thursday 26 November', '09:30')
    await ben.submit()
    await ben.close({ all: true })
    expect(await calendar.look()).toEqual([expect.stringMatching(/^2026-11-26 14:30-15:00/)])
    await ada.clickHome('Cancel session')
    await ada.submit()
    expect(await calendar.look()).toEqual([])
  },
)
