import { fdatasyncSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type Init = NodeFS['init']
type Stream = { nfd?: number }
type FileSystemType = { stream_ops: { fsync?: (stream: Stream) => number } }

/** WASI's EIO makes Postgres panic, as it must when it cannot know what reached the disk. */
const EIO = 29

/**
 * The data directory on disk, with what PGlite's own NodeFS lacks: an fsync that syncs. (NodeFS answers "done" without
 * a system call, and a committed row is gone after a power cut.)
 */
export class DurableFs extends NodeFS {
  override async init(...[pglite, options]: Parameters<Init>): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(pglite, options)
    const preRun = emscriptenOpts.preRun ?? []
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...preRun, (mod) => addFsync(mod.NODEFS)] } }
  }
}

const addFsync = (nodefs: FileSystemType) => {
  nodefs.stream_ops.fsync = ({ nfd }) => {
    // Directories have no descriptor here; Postgres treats their fsync as optional too.
    if (nfd === undefined) return 0
    try {
      fdatasyncSync(nfd)
      return 0
    } catch {
      return EIO
    }
  }
}
