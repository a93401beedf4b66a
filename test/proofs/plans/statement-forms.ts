/** The tables behind the walls that a statement reads or writes, once for each mention. */
const mentionsOf = (sql: string, walled: ReadonlySet<string>): number =>
  [...sql.matchAll(/\b(?:from|join|update|into)\s+(\w+)/gi)].filter(([, table]) => walled.has(table ?? ''))
    .length

/** Rows that are inserted carry their workspace as a value. */
const namingsOf = (sql: string): number =>
  [...sql.matchAll(/\bworkspace_id\s*=\s*\$\d+/g)].length +
  [...sql.matchAll(/insert into \w+\s*\(\s*workspace_id\b/g)].length

/** Forms that an engine with many nodes refuses, or does wrongly (docs/scaling.md#what-citus-does-not-take). */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/\bworkspace_id\s*=\s*\w+\.workspace_id/, 'compares the workspaces of two rows'],
  [/\bcase\s+(?!when\b)\w/i, 'has a simple case, which is written out wrongly'],
  [/\bset_config\s*\(/i, 'sets something that no node hears of'],
  [/insert into[^;]*?\)\s*(?:overriding \w+ value\s*)?(?:select|with)\b/i, 'inserts the rows of a query'],
  [/\b\w+\s+as\s+(?:materialized\s+)?\(\s*(?:insert|update|delete)\b/i, 'changes two tables'],
  [/^\s*copy\b/i, 'copies rows past the walls'],
  [/set\s[^;]*=\s*default\b/i, 'counts on a node'],
]

/**
 * What keeps a statement from running on one node where each workspace's rows are on one node: every table that it
 * mentions must be held to the one workspace by a value, not by a comparison with another table's row.
 */
export const formFaults = (sql: string, walled: ReadonlySet<string>): readonly string[] => [
  ...FORMS.filter(([form]) => form.test(sql)).map(([, fault]) => fault),
  ...(mentionsOf(sql, walled) > namingsOf(sql) ? ['mentions a table without naming the workspace'] : []),
]
