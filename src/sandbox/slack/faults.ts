/** What can go wrong between the app and Slack. */
type FaultKind =
  | { kind: 'rate-limited'; retryAfterSeconds: number }
  | { kind: 'http-error'; status: number }
  | { kind: 'platform-error'; error: string }
  | { kind: 'slow'; ms: number }
  | { kind: 'hang' }
  /** The connection is cut before the request is read. */
  | { kind: 'reset' }
  /** The request is carried out, then the connection is cut. */
  | { kind: 'lost-reply' }
  /** The request is carried out, but something on the way replaces Slack's answer with this, with status 200. */
  | { kind: 'garbled-reply'; body: string }

/** `method`: a Web API method, `response_url`, `upload`, or `*` for all (with `reset`: Slack is unreachable). */
export type Fault = FaultKind & {
  method: string
  /** How often it strikes; if unset, until it is switched off. */
  times?: number
  /** From 0 to 1; the same seed strikes the same requests. */
  probability?: number
}

export type Faults = {
  /** Switches a fault on, and returns how to switch it off. */
  on(fault: Fault): () => void
  clear(): void
  list(): readonly Fault[]
  /** The fault that strikes this request, if any. */
  strike(method: string): Fault | undefined
}

/** @param seed for faults with a probability */
export const createFaults = (seed = 1): Faults => {
  const armed = new Set<Fault>()
  const draw = createDraw(seed)
  return {
    on(fault) {
      const own = { ...fault }
      armed.add(own)
      return () => {
        armed.delete(own)
      }
    },
    clear: () => armed.clear(),
    list: () => [...armed],
    strike(method) {
      for (const fault of armed) {
        if (fault.method !== '*' && fault.method !== method) continue
        if (fault.probability !== undefined && draw() >= fault.probability) continue
        if (fault.times !== undefined && --fault.times <= 0) armed.delete(fault)
        return fault
      }
      return undefined
    },
  }
}

/** Mulberry32: small, and the same sequence on every machine. */
const createDraw = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
