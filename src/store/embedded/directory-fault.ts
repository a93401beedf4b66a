import { resolve } from 'node:path'
import { DatabaseFault } from '../sql/database-fault.ts'

type Cause = 'full' | 'forbidden' | 'readOnly' | 'noDirectory'

/**
 * Causes by Node's error code, by WASI's errno (which PGlite's file system throws as an object that is no Error), and
 * by Postgres' code for a full disk.
 */
const causes: Readonly<Record<string, Cause>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  51: 'full',
  19: 'full',
  '53100': 'full',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  2: 'forbidden',
  63: 'forbidden',
  EROFS: 'readOnly',
  69: 'readOnly',
  EEXIST: 'noDirectory',
  ENOTDIR: 'noDirectory',
}

/** Why the embedded database cannot use its directory, in a sentence for the person who starts the app. */
export const directoryFault = (error: unknown, dataDir: string): unknown => {
  if (error instanceof DatabaseFault) return error
  const mark = markOf(error)
  const cause = mark === undefined ? undefined : causes[mark]
  // What PGlite throws is not always an Error, and would be printed as [object Object].
  if (!cause && error instanceof Error) return error
  const sentence = cause ? sentences[cause] : `could not be used (${mark ?? 'no reason was given'}).`
  return new DatabaseFault(`The data directory ${resolve(dataDir)} ${sentence}`, { cause: error })
}

const markOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && typeof error.code === 'string') {
    // Node's recursive mkdir reports a read-only file system as ENOENT.
    const isReadOnly = error.code === 'ENOENT' && 'syscall' in error && error.syscall === 'mkdir'
    return isReadOnly ? 'EROFS' : error.code
  }
  return 'errno' in error ? String(error.errno) : undefined
}

const sentences: Readonly<Record<Cause, string>> = {
  full: 'is on a full disk. Free some space there (a first start takes 30 MB), or set DATA_DIR to a directory on another disk, then start again.',
  forbidden:
    'is not writable for the user that runs the app. Make it writable, or set DATA_DIR to a directory of that user’s own.',
  readOnly:
    'is on a read-only disk. Set DATA_DIR to a directory that is writable, or mount the disk for writing.',
  noDirectory:
    'cannot be created: a file has that name, or a name in its path. Set DATA_DIR to another directory.',
}
