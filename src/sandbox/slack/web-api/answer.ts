import type { JsonObject } from '../json.ts'
import type { Finding } from '../rules/check.ts'
import type { World } from '../state/world.ts'

/** A method's answer, and which rules the call broke. */
export type Answer = { body: JsonObject; breaches: string[] }

export type Method = {
  /** The bot scopes, any one of which is enough; by default none is needed. */
  scopes?: string[]
  required?: string[]
  /** Arguments that hold JSON; a form carries them as text. */
  json?: string[]
  run(world: World, args: JsonObject): Answer
}

export const accept = (fields: JsonObject, breaches: string[] = []): Answer => ({
  body: { ok: true, ...fields },
  breaches,
})

/** A refusal that even a correct app must expect. */
export const refuse = (error: string, fields: JsonObject = {}): Answer => ({
  body: { ok: false, error, ...fields },
  breaches: [],
})

/** A refusal that a correct app never meets. */
export const refuseBreach = (error: string, why: string, messages?: string[]): Answer => ({
  body: { ok: false, error, ...(messages && { response_metadata: { messages } }) },
  breaches: [`${error}: ${why}`],
})

/** Slack's answer to malformed blocks (`invalid_blocks`) and views (`invalid_arguments`), pointers included. */
export const refuseFindings = (
  error: 'invalid_blocks' | 'invalid_arguments',
  findings: Finding[],
): Answer => {
  const lines = findings.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`)
  return {
    body: {
      ok: false,
      error,
      errors: lines,
      response_metadata: { messages: lines.map((line) => `[ERROR] ${line}`) },
    },
    breaches: lines.map((line) => `${error}: ${line}`),
  }
}
