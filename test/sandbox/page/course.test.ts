import { describe, expect, it } from 'vitest'
import { type Course, courseOf } from '../../../src/sandbox/page/course.ts'

const people = ['ada', 'ben', 'chandra']
/** The course after acting as one member after the other. */
const played = (...members: string[]) =>
  members.reduce<Course | undefined>((known, me) => courseOf(known, me, people), undefined)

describe('The introduction', () => {
  it('is begun by the member who opens the page, with the first of the others', () => {
    expect(played('ada')).toEqual({ by: 'ada', other: 'ben', step: 1 })
    expect(played('chandra')).toEqual({ by: 'chandra', other: 'ada', step: 1 })
  })

  it('goes on as the other member, and then as the first again', () => {
    expect(played('ada', 'ben')).toEqual({ by: 'ada', other: 'ben', step: 2 })
    expect(played('ada', 'ben', 'ada')).toEqual({ by: 'ada', other: 'ben', step: 3 })
    expect(played('ada', 'ben', 'ada', 'ben')).toEqual({ by: 'ada', other: 'ben', step: 3 })
  })

  it('waits while the user is a third member', () => {
    expect(played('ada', 'chandra')).toEqual({ by: 'ada', other: 'ben', step: 1 })
  })

  it('starts over if one of the two has left', () => {
    expect(courseOf({ by: 'ada', other: 'gone', step: 3 }, 'ada', people)?.step).toBe(1)
  })

  it('needs two people', () => {
    expect(courseOf(undefined, 'ada', ['ada'])).toBeUndefined()
  })
})
