/**
 * Named whole numbers, each an expression in pgbench's language over those before it: `{ k: ':q / 50 * 10' }`. One
 * text serves both sides: pgbench reads it after `\set`, and `evaluate` reads it here.
 */
export type Formulas = Readonly<Record<string, string>>
export type Numbers = Readonly<Record<string, number>>

/** Calculates as pgbench does: 64-bit integers, and `/` drops the remainder. */
export const evaluate = (formulas: Formulas, given: Numbers): Numbers => {
  const known: Record<string, bigint> = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, BigInt(value)]),
  )
  for (const [name, formula] of Object.entries(formulas)) known[name] = compiled(formula)(known)
  return Object.fromEntries(Object.entries(known).map(([name, value]) => [name, Number(value)]))
}

type Compiled = (known: Record<string, bigint>) => bigint

const cache = new Map<string, Compiled>()

const compiled = (formula: string): Compiled => {
  const earlier = cache.get(formula)
  if (earlier) return earlier
  const body = formula.replaceAll(/:?\w+/g, (word) =>
    word.startsWith(':') ? `known.${word.slice(1)}` : `${word}n`,
  )
  // The formulas are this program's own.
  const made = new Function('known', `return ${body}`) as Compiled
  cache.set(formula, made)
  return made
}

/** The lines that make a pgbench script calculate the same. */
export const setLines = (formulas: Formulas): string[] =>
  Object.entries(formulas).map(([name, formula]) => `\\set ${name} ${formula}`)
