/** A node of a plan, as `explain (format json)` tells it. */
export type Plan = Readonly<Record<string, unknown>>

/** Every object in what `explain (format json)` answered, nested ones included. */
export const plansIn = (value: unknown): Plan[] => {
  if (Array.isArray(value)) return value.flatMap(plansIn)
  if (typeof value !== 'object' || value === null) return []
  const plan: Plan = { ...value }
  return [plan, ...Object.values(plan).flatMap(plansIn)]
}
