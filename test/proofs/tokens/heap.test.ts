import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { hostedApp } from '../../support/hosted-app.ts'
import { ownDatabase } from '../../support/own-database.ts'
import { startHostedProcess } from '../support/processes.ts'

/** Which of these texts a file has in it, however long it is, in their order. */
const foundIn = async (file: string, texts: readonly string[]): Promise<string[]> => {
  const found = new Set<string>()
  const longest = Math.max(...texts.map((text) => text.length))
  let tail = ''
  for await (const chunk of createReadStream(file, 'latin1')) {
    const here = tail + String(chunk)
    for (const text of texts) if (here.includes(text)) found.add(text)
    tail = here.slice(-longest)
  }
  return texts.filter((text) => found.has(text))
}

it('A workspace that removes the app leaves no token in the memory of the process that served it', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mentorship-heap-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const database = await ownDatabase(8)
  onTestFinished(() => database.close())
  const hosted = await hostedApp({ database, rotates: true })
  const { slack, clock, install, member, texts } = hosted
  for (const place of ['T0ACME', 'T0GLOBEX']) await install(place)
  clock.advance(12 * HOUR - MINUTE)
  const served = await startHostedProcess(hosted, database.url)
  onTestFinished(served.kill)
  slack.connect(`${served.address}/slack/events`)
  const act = async () => {
    await member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
    await member('T0GLOBEX', 'dana').command('/mentor', 'offer @gina Me too')
    await served.tell('settle')
  }
  await act()
  expect([texts('T0ACME', 'ben').length, texts('T0GLOBEX', 'gina').length]).toEqual([1, 1])
  const tokens = ['T0ACME', 'T0GLOBEX'].map((place) => slack.workspace(place).botToken)
  const heap = async (name: string) => {
    const heapTo = join(directory, name)
    await served.tell({ heapTo })
    return foundIn(heapTo, tokens)
  }
  // What is looked for would be found: both are being served.
  expect(await heap('before')).toEqual(tokens)
  await slack.workspace('T0ACME').uninstall()
  await member('T0GLOBEX', 'dana').command('/mentor', 'offer @gina Once more')
  await served.tell('settle')
  expect(await heap('after')).toEqual([tokens[1]])
}, 300_000)
