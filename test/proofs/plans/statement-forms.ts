/** The tables behind the walls that a statement reads or writes, once for each mention. */
const mentionsOf = (sql: string, walled: ReadonlySet<string>): number =>
  [...sql.matchAll(/\b(?:from|join|update|into)\s+(\w+)/gi)].filter(([, table]) => walled.has(table ?? ''))
    .length

/** Rows that are inserted carry their workspace as a value. */
const namingsOf = (sql: string): number =>
  [...sql.matchAll(/\bworkspace_id\s*=\s*\$\d+/g)].length +
  [...sql.matchAll(/insert into \w+\s*\(\s*workspace_id\b/g)].length

/**
 * What keeps a statement from running on one node where each workspace's rows are on one node (docs/scaling.md): every
 * table that it mentions must be held to the one workspace by a value, not by a comparison with another table's row.
 */
export const formFaults = (sql: string, walled: ReadonlySet<string>): readonly string[] => [
  ...(/\bworkspace_id\s*=\s*\w+\.workspace_id/.test(sql) ? ['compares the workspaces of two rows'] : []),
  ...(mentionsOf(sql, walled) > namingsOf(sql) ? ['mentions a table without naming the workspace'] : []),
  // Written out wrongly by an engine that passes statements on.
  ...(/\bcase\s+(?!when\b)\w/i.test(sql) ? ['has a simple case'] : []),
]
