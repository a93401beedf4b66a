/** What may go wrong between the app and Slack. */
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
  /** The request is carried out, and somebody on the way says this in place of Slack's answer, with status 200. */
  | { kind: 'garbled-reply'; body: string }

/** `method`: a Web API method, `response_url`, `upload`, or `*` for all (with `reset`: Slack is unreachable). */
export type Fault = FaultKind & {
  method: string
  /** How often it strikes; without it, until switched off. */
  times?: number
  /** 0 to 1; which requests it strikes is the same for the same seed. */
  probability?: number
}

export type Faults = {
  /** Switches a fault on; the answer switches it off. */
  on(fault: Fault): () => void
  clear(): void
  list(): readonly Fault[]
  /** The fault that strikes this request, if one does. */
  strike(method: string): Fault | undefined
}

/** @param seed of the draw for faults with a probability */
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
