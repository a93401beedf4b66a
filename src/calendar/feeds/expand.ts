import { Worker } from 'node:worker_threads'
import type { CalendarFault } from '../../domain/calendars/reading.ts'
import type { FileFault, FileTimes, FileWanted } from './busy-times.ts'

export type Expanded = FileTimes | FileFault | { fault: Extract<CalendarFault, 'timeout'> }

/** Works a file's busy times out. */
export type Expand = (file: string, wanted: FileWanted) => Promise<Expanded>

/** In megabytes: more than any file within the bound needs. */
const resourceLimits = { maxOldGenerationSizeMb: 512 }

/**
 * A build has the program at its place below `dist/`. Run from the sources, the thread has to be taught TypeScript first:
 * tsx teaches only the thread in which it begins.
 */
const startThread = (): Worker => {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./calendar/feeds/expand-worker.js', import.meta.url), { resourceLimits })
  const program = JSON.stringify(new URL('./expand-worker.ts', import.meta.url).href)
  const taught = `import('tsx/esm/api').then(({ register }) => { register(); return import(${program}) })`
  return new Worker(taught, { eval: true, resourceLimits })
}

/**
 * Expands one file after another in a thread of its own: five megabytes take about a second, for which nobody else should
 * wait, and a rule can be written that never ends. A file that takes too long ends the thread; the next one gets a new one.
 * @param within milliseconds for each file
 */
export const expandElsewhere = (within: number): { expand: Expand; stop(): Promise<void> } => {
  let thread: Worker | undefined
  let turn: Promise<unknown> = Promise.resolve()
  /** Takes the answer about the file at hand. */
  let answer: (expanded: Expanded) => void = () => {}

  const start = (): Worker => {
    const started = startThread()
    started.on('message', (expanded: Expanded) => answer(expanded))
    // Out of memory, for one; what the error says may quote the file.
    started.on('error', () => {})
    started.on('exit', () => {
      if (thread === started) thread = undefined
      answer({ fault: 'not_calendar' })
    })
    return started
  }
  const stop = async () => void (await thread?.terminate())
  const expandNow = async (file: string, wanted: FileWanted): Promise<Expanded> => {
    thread ??= start()
    const at = thread
    const answered = new Promise<Expanded>((resolve) => {
      answer = resolve
    })
    const timer = setTimeout(async () => {
      const late = answer
      answer = () => {}
      await stop()
      late({ fault: 'timeout' })
    }, within)
    // It holds up the process's end only while it works.
    at.ref()
    at.postMessage({ file, wanted })
    const expanded = await answered
    clearTimeout(timer)
    at.unref()
    return expanded
  }
  return {
    expand: (file, wanted) => {
      const expanded = turn.then(() => expandNow(file, wanted))
      turn = expanded
      return expanded
    },
    stop,
  }
}
