/** A plan's node, as `explain (format json)` gives it. */
export type Plan = Readonly<Record<string, unknown>>

/** Every object in an `explain (format json)` answer, nested ones included. */
export const plansIn = (value: unknown): Plan[] => {
  if (Array.isArray(value)) return value.flatMap(plansIn)
  if (typeof value !== 'object' || value === null) return []
  const plan: Plan = { ...value }
  return [plan, ...Object.values(plan).flatMap(plansIn)]
}

const numberIn = (plan: Plan, name: string) => Number(plan[name] ?? 0)

/** How many rows of these tables an analysed statement read, including those that it discarded. */
export const rowsRead = (explained: unknown, tables: RegExp): number =>
  plansIn(explained)
    .filter((plan) => tables.test(String(plan['Relation Name'] ?? '')))
    .map(
      (plan) =>
        (numberIn(plan, 'Actual Rows') +
          numberIn(plan, 'Rows Removed by Filter') +
          numberIn(plan, 'Rows Removed by Index Recheck')) *
        numberIn(plan, 'Actual Loops'),
    )
    .reduce((sum, rows) => sum + rows, 0)
