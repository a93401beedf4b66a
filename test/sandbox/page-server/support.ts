import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import { sandboxSeed } from '../../../src/sandbox/first-day/workspace.ts'
import type { PageFiles } from '../../../src/sandbox/page-server/page-files.ts'
import { pageServer } from '../../../src/sandbox/page-server/page-server.ts'
import type { Workbench } from '../../../src/sandbox/page-server/page-state.ts'
import { type ServedCalendar, servedCalendars } from '../../../src/sandbox/page-server/served-calendars.ts'
import { faultSwitches } from '../../../src/sandbox/page-server/switches.ts'
import { shiftingClock } from '../../../src/sandbox/shifting-clock.ts'
import { isObject, type JsonObject } from '../../../src/sandbox/slack/json.ts'
import {
  type LocalSlack,
  type LocalSlackOptions,
  startLocalSlack,
} from '../../../src/sandbox/slack/local-slack.ts'

const opened: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})

/** The JSON object of an answer. */
export const readObject = async (response: Response): Promise<JsonObject> => {
  const body: unknown = await response.json()
  return isObject(body) ? body : {}
}

const noFiles: PageFiles = { script: '', style: '', icon: '' }

/** The page's server over a local Slack; by default one of its own, with no app behind it. */
export const startPage = async (
  options: Partial<LocalSlackOptions> & {
    files?: PageFiles
    over?: LocalSlack
    calendars?: readonly ServedCalendar[]
  } = {},
) => {
  const clock = shiftingClock({ now: () => 1_795_400_000_000 })
  const slack =
    options.over ?? (await startLocalSlack({ seed: sandboxSeed, clock, salt: 'page', ...options }))
  const told = { touched: 0, moved: 0 }
  const calendars = servedCalendars(options.calendars ?? [])
  const bench: Workbench = {
    slack,
    clock,
    calendars,
    switches: faultSwitches(slack, () => 'http://127.0.0.1:1/slack/events', calendars),
    read: {},
    run: 'run',
  }
  const page = pageServer({
    bench,
    files: options.files ?? noFiles,
    touched: () => {
      told.touched += 1
    },
    moved: () => {
      told.moved += 1
    },
  })
  const server = createServer(page.listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  opened.push(async () => {
    page.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    if (!options.over) await slack.stop()
  })
  const address = `http://127.0.0.1:${port}`
  /** An act as the page sends it. */
  const act = async (handle: string, body: unknown) => {
    const response = await fetch(`${address}/sandbox/act?as=${handle}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address },
      body: JSON.stringify(body),
    })
    return { status: response.status, answer: await response.json() }
  }
  /** A call as the app makes it. */
  const call = async (method: string, args: unknown) => {
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.botToken}` },
      body: JSON.stringify(args),
    })
    return readObject(response)
  }
  return { address, port, slack, bench, told, act, call }
}
