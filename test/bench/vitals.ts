/** Bytes, and milliseconds of processor time so far. `heap`: on request, what a collection leaves. */
export type Vitals = { rss: number; heap: number; cpu: number }

/** `collected` needs Node's `--expose-gc`. */
export type VitalsWanted = { collected?: boolean }

/** Lets a child process of the bench report these to its parent. */
export const tellVitals = (): void => {
  process.on('message', ({ collected }: VitalsWanted) => {
    const { rss } = process.memoryUsage()
    const { user, system } = process.cpuUsage()
    if (collected) globalThis.gc?.()
    const { heapUsed: heap } = process.memoryUsage()
    process.send?.({ rss, heap, cpu: (user + system) / 1_000 } satisfies Vitals)
  })
}
