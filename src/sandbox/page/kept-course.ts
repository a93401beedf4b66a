import type { Course } from './course.ts'

const keyOf = (workspace: string) => `sandbox-intro-${workspace}`

/** Kept by the browser for one workspace: a fresh workspace starts over. */
export const readCourse = (workspace: string): Course | undefined => {
  const [by, other, step] = (localStorage.getItem(keyOf(workspace)) ?? '').split(' ')
  const at = ([1, 2, 3] as const).find((one) => String(one) === step)
  return by && other && at ? { by, other, step: at } : undefined
}

export const keepCourse = (workspace: string, { by, other, step }: Course) =>
  localStorage.setItem(keyOf(workspace), `${by} ${other} ${step}`)
