import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { WorkerSettings } from './worker-process.ts'

const script = fileURLToPath(new URL('worker-process.ts', import.meta.url))

export type WorkerProcess = {
  ended: Promise<NodeJS.Signals | number | null>
  ready: Promise<unknown>
  /** Whether it has started to deliver. */
  isReady(): boolean
  child: ChildProcess
}

/** Starts a process that delivers; its errors go to this process's stderr. */
export const spawnWorker = (settings: WorkerSettings): WorkerProcess => {
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit').then(([code, signal]) => signal ?? code)
  let isReady = false
  const ready = once(child.stdout, 'data').then(() => {
    isReady = true
  })
  return { child, ended, ready: Promise.race([ready, ended]), isReady: () => isReady }
}
