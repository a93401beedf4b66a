import type { Knex } from 'knex'

/** `text` from the brace at that index to the one that closes it. */
const nodeAt = (text: string, from: number): string => {
  for (let at = from, depth = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '{') depth += 1
    else if (text[at] === '}') depth -= 1
    if (depth === 0) return text.slice(from, at + 1)
  }
  throw new Error('a node without its end')
}

const CALL = /\{(?:FUNCEXPR|OPEXPR|DISTINCTEXPR|NULLIFEXPR|SCALARARRAYOPEXPR|COERCEVIAIO|SQLVALUEFUNCTION) /g

/**
 * The functions in a statement that Postgres calls for values of a row, and that are not immutable: a node may not call
 * them where rows are changed, because two copies of a row could differ. As Postgres itself parsed the statement, which
 * becomes the body of a function for it.
 */
export const mutableCalls = async (knex: Knex, sql: string): Promise<readonly string[]> => {
  if (!/^\s*(?:insert|update|delete|with)\b/i.test(sql)) return []
  return knex.transaction((trx) => callsIn(trx, sql))
}

const callsIn = async (trx: Knex, sql: string): Promise<string[]> => {
  const run = async (text: string): Promise<Record<string, unknown>[]> =>
    (await trx.raw(text.replaceAll('?', '\\?'))).rows
  await run(`prepare looked_at as ${sql}`)
  const [prepared] = await run(
    `select array_to_string(parameter_types, ', ') as types from pg_prepared_statements where name = 'looked_at'`,
  )
  await run('deallocate looked_at')
  // Postgres takes no function of more: the same rows in smaller numbers are another statement.
  if (String(prepared?.types).split(', ').length > 100) return []
  await run(`create function pg_temp.looked_at(${prepared?.types}) returns void begin atomic ${sql}; end`)
  const [made] = await run(
    `select prosqlbody::text as tree, oid::regprocedure::text as name from pg_proc where proname = 'looked_at'`,
  )
  await run(`drop function ${made?.name}`)
  const tree = String(made?.tree)
  const calls = [...tree.matchAll(CALL)].map((found) => nodeAt(tree, found.index))
  const names: string[] = []
  for (const call of calls.filter((one) => one.includes('{VAR '))) {
    const own = /^\{COERCEVIAIO /.test(call)
      ? `(select typinput from pg_type where oid = ${/:resulttype (\d+)/.exec(call)?.[1]})`
      : /:(?:funcid|opfuncid) (\d+)/.exec(call)?.[1]
    const [found] = await run(
      `select oid::regprocedure::text as name from pg_proc where oid = ${own ?? 0} and provolatile <> 'i'`,
    )
    if (found) names.push(String(found.name))
  }
  return names
}
