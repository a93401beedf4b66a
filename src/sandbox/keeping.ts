import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'
import type { SlackState } from './slack/state/state.ts'

/** Up to which message each member has read each conversation: member, channel, ts. */
export type ReadMarks = { [memberId: string]: { [channel: string]: string } }

/** All that outlives a restart, beside the app's own database. */
export type Kept = { slack: SlackState; ahead: number; read: ReadMarks }

const shape = v.object({
  version: v.literal(1),
  ahead: v.pipe(v.number(), v.minValue(0)),
  read: v.record(v.string(), v.record(v.string(), v.string())),
  slack: v.looseObject({
    version: v.literal(1),
    team: v.looseObject({ id: v.string() }),
    members: v.record(v.string(), v.unknown()),
    messages: v.record(v.string(), v.unknown()),
  }),
})

/** Of a file that holds something else, and what to do about it. */
export class KeepingFault extends Error {}

/** What an earlier run left, or nothing. Throws a KeepingFault for a file that is none of ours. */
export const readKept = async (path: string): Promise<Kept | undefined> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    const { slack, ahead, read } = v.parse(shape, JSON.parse(text))
    // Our own file, whole or not there at all (it is written beside and renamed): its outline is enough to know it by.
    return { slack: slack as unknown as SlackState, ahead, read }
  } catch {
    throw new KeepingFault(
      `${path} holds no sandbox that this version can go on with: begin anew with "npm start -- --fresh".`,
    )
  }
}

const WRITE_AFTER = 300

export type Keeper = {
  /** Something changed; it is written a moment later. */
  later(): void
  /** Writes at once what is not yet written. */
  flush(): Promise<void>
}

/** Writes what `current` gives, beside the old file and renamed over it, so that there is always a whole one. */
export const keeper = (path: string, current: () => Kept, onError: (error: unknown) => void): Keeper => {
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const text = JSON.stringify({ version: 1, ...current() })
    writing = writing.then(() => replaceFile(path, text)).catch(onError)
    return writing
  }
  return {
    later: () => {
      timer ??= setTimeout(() => void write(), WRITE_AFTER)
    },
    flush: write,
  }
}

const replaceFile = async (path: string, text: string) => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}
