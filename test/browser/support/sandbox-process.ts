import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../../support/built-app.ts'

export type SandboxProcess = { address: string; dataDir: string; stop(): Promise<void> }

/** The sandbox draws members' pictures only at a port known beforehand. */
const freePort = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return String(address !== null && typeof address === 'object' ? address.port : 0)
}

/** What `npm start` runs for a newcomer, on a free port and in a directory of its own. */
export const startSandboxProcess = async (
  given: { dataDir?: string; args?: string[] } = {},
): Promise<SandboxProcess> => {
  const dataDir = given.dataDir ?? (await mkdtemp(join(tmpdir(), 'sandbox-')))
  const { PATH, HOME } = process.env
  const built = await buildApp()
  const child = spawn(process.execPath, ['--enable-source-maps', built.main, ...(given.args ?? [])], {
    env: { PATH, HOME, PORT: await freePort(), DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += String(chunk)
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
      if (found) resolve(found[0])
    })
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}: ${said}`)))
  })
  return {
    address,
    dataDir,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      await built.remove()
    },
  }
}
