import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'
import type { SlackState } from './slack/state/state.ts'

/** The last message that each member has read in each conversation: member, channel, ts. */
export type ReadMarks = { [memberId: string]: { [channel: string]: string } }

/** Everything that survives a restart, besides the app's own database. */
export type Kept = { slack: SlackState; ahead: number; read: ReadMarks }

/** Our own file is always whole (it is written under another name, then renamed), so its outline is enough to check. */
const outline = v.looseObject({
  version: v.literal(1),
  team: v.looseObject({ id: v.string() }),
  members: v.record(v.string(), v.unknown()),
  messages: v.record(v.string(), v.unknown()),
})

const shape = v.object({
  version: v.literal(1),
  ahead: v.pipe(v.number(), v.minValue(0)),
  read: v.record(v.string(), v.record(v.string(), v.string())),
  slack: v.custom<SlackState>((kept) => v.is(outline, kept)),
})

/** The file holds something else; the message says what to do about it. */
export class KeepingFault extends Error {}

/** What an earlier run left, or nothing. Throws a KeepingFault for a file that is not ours. */
export const readKept = async (path: string): Promise<Kept | undefined> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    const { slack, ahead, read } = v.parse(shape, JSON.parse(text))
    return { slack, ahead, read }
  } catch {
    throw new KeepingFault(
      `${path} holds no sandbox that this version can go on with: begin anew with "npm start -- --fresh".`,
    )
  }
}

const WRITE_AFTER = 300

export type Keeper = {
  /** Notes a change, to be written a moment later. */
  later(): void
  /** Writes at once whatever is still unwritten. */
  flush(): Promise<void>
}

/** Writes what `current` gives to a new file and renames it over the old one, so a whole file always exists. */
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
