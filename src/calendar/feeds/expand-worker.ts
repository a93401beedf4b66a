import { readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { basename } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { busyTimes, type FileWanted } from './busy-times.ts'

/**
 * Whoever clicks goes first where there is no processor for both. Only Linux gives threads a priority of their own; elsewhere
 * this one stays as it is.
 */
const yieldToOthers = () => {
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), constants.priority.PRIORITY_LOW)
  } catch {
    // It only takes longer then.
  }
}

/** What runs in the thread of `expand.ts`: a file in, its busy times out. */
yieldToOthers()
parentPort?.on('message', ({ file, wanted }: { file: string; wanted: FileWanted }) => {
  parentPort?.postMessage(busyTimes(file, wanted))
})
