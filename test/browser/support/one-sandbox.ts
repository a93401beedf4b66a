import type { TestProject } from 'vitest/node'
import { chromiumPath } from './chromium.ts'
import { startSandboxProcess } from './sandbox-process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    address: string
  }
}

/** One sandbox for all journeys, as `npm start` runs it; each journey keeps to its own members and words. */
export default async (project: TestProject) => {
  if (!chromiumPath) {
    process.stdout.write('No Chromium is installed here: the browser journeys are skipped.\n')
    project.provide('address', '')
    return
  }
  const sandbox = await startSandboxProcess()
  project.provide('address', sandbox.address)
  return sandbox.stop
}
