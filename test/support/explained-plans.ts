/** A node of a plan, as `explain (format json)` tells it. */
export type Plan = Readonly<Record<string, unknown>>

/** Every object in what `explain (format json)` answered, nested ones included. */
export const plansIn = (value: unknown): Plan[] => {
  if (Array.isArray(value)) return value.flatMap(plansIn)
  if (typeof value !== 'object' || value === null) return []
  const plan: Plan = { ...value }
  return [plan, ...Object.values(plan).flatMap(plansIn)]
}

const numberIn = (plan: Plan, name: string) => Number(plan[name] ?? 0)

/** Rows of such tables that an analysed statement went through, those that it threw away included. */
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
