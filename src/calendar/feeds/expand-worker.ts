import { parentPort } from 'node:worker_threads'
import { busyTimes, type FileWanted } from './busy-times.ts'

/** What runs in the thread of `expand.ts`: a file in, its busy times out. */
parentPort?.on('message', ({ file, wanted }: { file: string; wanted: FileWanted }) => {
  parentPort?.postMessage(busyTimes(file, wanted))
})
