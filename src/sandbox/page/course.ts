/** How far the introduction has got. It stays the same course when the user becomes another member. */
export type Course = {
  /** The ids of the member who began it, and of the one they offer to mentor. */
  by: string
  other: string
  /** The next step: offer, accept as the other member, answer what is waiting. */
  step: 1 | 2 | 3
}

/** The course once the user acts as this member. @param people in the order of the list */
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
