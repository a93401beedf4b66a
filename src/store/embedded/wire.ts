import { Duplex } from 'node:stream'
import type { PGlite } from '@electric-sql/pglite'
import { DatabaseFault } from '../sql/database-fault.ts'

const TERMINATE = 'X'.charCodeAt(0)

/** Ends every answer, except that of a Postgres in panic (after a failed fsync, say). */
const READY_FOR_QUERY = { type: 'Z'.charCodeAt(0), length: 6 }

/** A server would exit and recover from its log; PGlite would go on without knowing what is on disk. */
const panicked = new WeakSet<PGlite>()

/**
 * A socket to a Postgres in this process: PGlite executes what the stock `pg` driver writes, and the driver reads its
 * answer.
 */
export class Wire extends Duplex {
  readonly #pglite: PGlite
  readonly #onStatement: () => void

  constructor(pglite: PGlite, onStatement: () => void) {
    super()
    this.#pglite = pglite
    this.#onStatement = onStatement
  }

  connect() {
    setImmediate(() => this.emit('connect'))
    return this
  }

  // The rest of what pg asks of a socket.
  setNoDelay() {
    return this
  }
  setKeepAlive() {
    return this
  }
  ref() {
    return this
  }
  unref() {
    return this
  }

  override _read() {}

  override _write(message: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void) {
    void this.#execute(message).then(() => done(), done)
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error) => void) {
    void this.#execute(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done)
  }

  override _final(done: () => void) {
    this.push(null)
    done()
  }

  async #execute(message: Buffer) {
    if (message[0] === TERMINATE) return
    if (panicked.has(this.#pglite)) throw stopped()
    this.#onStatement()
    const pieces: Uint8Array[] = []
    // Not execProtocolRaw: it also parses each answer and keeps results that nobody collects.
    await this.#pglite.execProtocolRawStream(message, { onRawData: (bytes) => pieces.push(bytes.slice()) })
    // PGlite works synchronously; without a turn of the event loop here, no timer fires and no request is read for
    // as long as transactions follow one another.
    await new Promise(setImmediate)
    const answer = Buffer.concat(pieces)
    this.push(answer)
    if (answer.at(-READY_FOR_QUERY.length) === READY_FOR_QUERY.type) return
    panicked.add(this.#pglite)
    throw stopped()
  }
}

const stopped = () => new DatabaseFault('The embedded database has stopped. Start the app again.')
