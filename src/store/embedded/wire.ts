import { Duplex } from 'node:stream'
import type { PGlite } from '@electric-sql/pglite'

const TERMINATE = 'X'.charCodeAt(0)

/**
 * A socket to a Postgres in this very process: what the stock `pg` driver writes, PGlite executes, and its answer is
 * what the driver reads.
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
    this.#onStatement()
    const answer: Uint8Array[] = []
    // Not execProtocolRaw: it also parses each answer and keeps the result, which nobody ever collects.
    await this.#pglite.execProtocolRawStream(message, { onRawData: (bytes) => answer.push(bytes.slice()) })
    // PGlite works synchronously; without a turn of the event loop here, no timer fires and no request is read for
    // as long as transactions follow one another.
    await new Promise(setImmediate)
    for (const bytes of answer) this.push(bytes)
  }
}
