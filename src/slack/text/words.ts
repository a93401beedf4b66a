import type { english } from './english/english.ts'

/** Every sentence of a language. A translation is one more folder beside `english/` that satisfies this type. */
export type Words = Widened<typeof english>

/** Sentences are any text; what they are made of, and where they stand, stays as it is in English. */
type Widened<Said> = Said extends string
  ? string
  : Said extends (...given: infer Given) => infer Result
    ? (...given: Given) => Widened<Result>
    : { readonly [Name in keyof Said]: Widened<Said[Name]> }
