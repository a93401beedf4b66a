import pg from 'pg'
import { evaluate, type Numbers } from './formulas.ts'
import type { Run, Script } from './pgbench.ts'
import type { Value } from './script.ts'

/** The same statements through bare `pg`, named, for machines without pgbench. @returns scripts a second */
export const replay = async ({ formulas, names, templates, size }: Script, run: Run): Promise<number> => {
  const valueFor = (value: Value, numbers: Numbers): string | null => {
    if (value === null) return null
    return value
      .map((piece) => {
        if ('constant' in piece) return piece.constant
        if ('afterStart' in piece)
          return new Date((numbers.start ?? 0) * 1_000 + piece.afterStart).toISOString()
        const { prefix, number } = names[piece.name] ?? { prefix: '', number: piece.name }
        return `${prefix}${numbers[number]}`
      })
      .join('')
  }
  const clients = Array.from({ length: run.inFlight }, () => new pg.Client({ connectionString: run.url }))
  await Promise.all(clients.map((client) => client.connect()))
  let next = 0
  const began = performance.now()
  await Promise.all(
    clients.map(async (client) => {
      while (next < run.count) {
        const numbers = evaluate(formulas, { act: run.first + next++, size })
        for (const [index, { text, values }] of templates.entries()) {
          if (values.length === 0) await client.query(text)
          else
            await client.query({
              name: `s${index}`,
              text,
              values: values.map((value) => valueFor(value, numbers)),
            })
        }
      }
    }),
  )
  const rate = run.count / ((performance.now() - began) / 1_000)
  await Promise.all(clients.map((client) => client.end()))
  return rate
}
