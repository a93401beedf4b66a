import type { Change } from './state/world.ts'

export type Changes = ReturnType<typeof createChanges>

/** Tells those who subscribed of each change, and waits for one that makes something so. */
export const createChanges = () => {
  const listeners = new Set<(change: Change) => void>()
  return {
    changed: (change: Change) => {
      for (const listener of listeners) listener(change)
    },
    subscribe: (listener: (change: Change) => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    until: (isSo: () => boolean, { withinMs = 5000 } = {}) => waitUntil(listeners, isSo, withinMs),
  }
}

const waitUntil = (listeners: Set<(change: Change) => void>, isSo: () => boolean, withinMs: number) =>
  new Promise<void>((resolve, reject) => {
    const look = () => {
      if (!isSo()) return
      finish()
      resolve()
    }
    const timer = setTimeout(() => {
      finish()
      reject(new Error(`not so within ${withinMs} ms: ${String(isSo)}`))
    }, withinMs)
    const finish = () => {
      clearTimeout(timer)
      listeners.delete(look)
    }
    listeners.add(look)
    look()
  })
