import type { Log } from '../app/log.ts'

/** Work that begins after the acknowledgement, counted so that a stop can wait for it. */
export type Background = {
  run(work: () => Promise<void>): void
  /** Resolves when no work is under way. */
  idle(): Promise<void>
}

export const background = (log: Log): Background => {
  const running = new Set<Promise<void>>()
  return {
    run: (work) => {
      const task = work()
        .catch((error: unknown) => log.error({ err: error }, 'work after an acknowledgement failed'))
        .finally(() => running.delete(task))
      running.add(task)
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
