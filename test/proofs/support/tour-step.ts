import type { Actor } from '../../support/actor.ts'
import type { Journey } from '../../support/app.ts'

export type People = { ada: Actor; ben: Actor; chandra: Actor; journey: Journey }

/** One act of a member, which makes one request to the app (or two, if a menu first asks for its options). */
export type Step = { readonly what: string; readonly act: (people: People) => Promise<unknown> }

export const step = (what: string, act: Step['act']): Step => ({ what, act })
