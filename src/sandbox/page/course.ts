/** How far the introduction has come. It is one course, whoever one is in the middle of it. */
export type Course = {
  /** Who began it, and whom they offer to mentor: ids. */
  by: string
  other: string
  /** The step that comes next: to offer, to accept as the other, to answer what waits. */
  step: 1 | 2 | 3
}

/** The course as it stands once somebody acts as this member. @param people in the order of the list */
export const courseOf = (
  known: Course | undefined,
  me: string,
  people: readonly string[],
): Course | undefined => {
  const isWhole = known && people.includes(known.by) && people.includes(known.other)
  if (!isWhole) {
    const other = people.find((id) => id !== me)
    return other === undefined ? undefined : { by: me, other, step: 1 }
  }
  if (me === known.other && known.step === 1) return { ...known, step: 2 }
  if (me === known.by && known.step === 2) return { ...known, step: 3 }
  return known
}
