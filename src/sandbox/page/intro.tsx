import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { COMPOSE } from './composer.tsx'
import { type Course, courseOf } from './course.ts'
import { Icon } from './icons.tsx'
import { keepCourse, readCourse } from './kept-course.ts'
import { memberOf, useMe, useScene } from './scene.tsx'

const KEY = 'sandbox-intro'

/** What to try first in a sandbox just opened. It goes on while the user switches between members. */
export const Intro = () => {
  const { state } = useScene()
  const [isGone, setGone] = useState(() => localStorage.getItem(KEY) === 'gone')
  const people = state.members.filter(({ role }) => role === 'person').map(({ id }) => id)
  const course = isGone ? undefined : courseOf(readCourse(state.workspace.id), state.me, people)
  useEffect(() => {
    if (course) keepCourse(state.workspace.id, course)
  })
  if (!course) return <p class="beginning">This is the very beginning of #general.</p>
  const hide = () => {
    localStorage.setItem(KEY, 'gone')
    setGone(true)
    document.querySelector<HTMLElement>('.composer textarea')?.focus()
  }
  return (
    <aside class="intro" aria-label="What to try first">
      <button type="button" class="icon-button" aria-label="Hide this" onClick={hide}>
        <Icon name="close" />
      </button>
      <Heading course={course} />
      <ol>
        <Offer course={course} />
        <Accept course={course} />
        <Answer course={course} />
        <Calendar course={course} />
      </ol>
    </aside>
  )
}

const Heading = ({ course }: { course: Course }) => {
  const { state } = useScene()
  const me = useMe()
  return course.step === 1 ? (
    <>
      <h3>You are {me.name}, in a Slack of your own.</h3>
      <p>{state.app.name} runs in it just as it would in yours. Whatever works in Slack works here.</p>
    </>
  ) : (
    <>
      <h3>Now you are {me.name}.</h3>
      <p>To the others you are another person: each sees only their own messages.</p>
    </>
  )
}

type StepProps = {
  number: number
  course: Course
  act: string
  /** What the act is about, for who hears the button without what stands beside it. */
  about?: string | undefined
  onAct(): void
  children: ComponentChildren
}

const Step = ({ number, course, act, about, onAct, children }: StepProps) => (
  <li
    class={number < course.step ? 'is-done' : ''}
    aria-current={number === course.step ? 'step' : undefined}
  >
    <span>
      {children}
      {number < course.step && <span class="sr-only"> Done.</span>}
    </span>
    <button type="button" class="button" aria-label={about && `${act}: ${about}`} onClick={onAct}>
      {act}
    </button>
  </li>
)

const firstName = (name: string) => name.split(' ')[0] ?? name

/** The two members of the course, and whether the user is the first of them now. */
const useCourse = ({ by, other }: Course) => {
  const { state, go } = useScene()
  const [first, second] = [memberOf(state, by), memberOf(state, other)]
  const be = (member: typeof first) => () => member && go({ as: member.handle })
  return { first, second, be, app: state.app.name, isFirst: state.me === by, isSecond: state.me === other }
}

const Offer = ({ course }: { course: Course }) => {
  const { first, second, be, isFirst } = useCourse(course)
  const offer = `/mentor offer @${second?.handle} I would be glad to help with your first talk.`
  return (
    <Step
      number={1}
      course={course}
      act={isFirst ? 'Write it for me' : `Be ${firstName(first?.name ?? '')}`}
      about={isFirst ? 'the offer' : undefined}
      onAct={isFirst ? () => dispatchEvent(new CustomEvent(COMPOSE, { detail: offer })) : be(first)}
    >
      <b>Offer to mentor {second?.name}.</b> Type <code>/mentor</code> below
      {isFirst ? '' : `, as ${first?.name}`}.
    </Step>
  )
}

const Accept = ({ course }: { course: Course }) => {
  const { go } = useScene()
  const { first, second, app, isSecond } = useCourse(course)
  return (
    <Step
      number={2}
      course={course}
      act={isSecond ? `Open ${app}` : `Be ${firstName(second?.name ?? '')}`}
      onAct={() => go({ ...(second && { as: second.handle }), in: 'app', tab: 'messages' })}
    >
      {isSecond ? (
        <>
          <b>Accept the offer.</b> Open {app} under <i>Apps</i>, book a time, and come back as {first?.name}.
        </>
      ) : (
        <>
          <b>Become {second?.name}.</b> Pick them under <i>Act as</i>, accept the offer by booking a time, and
          come back.
        </>
      )}
    </Step>
  )
}

const Answer = ({ course }: { course: Course }) => {
  const { state, go } = useScene()
  const { first, be, app, isFirst } = useCourse(course)
  const waiting = isFirst ? (state.conversations.find(({ kind }) => kind === 'app')?.unread ?? 0) : 0
  const open = () => go({ in: 'app', tab: waiting > 0 ? 'messages' : 'home' })
  return (
    <Step
      number={3}
      course={course}
      act={isFirst ? `Open ${app}` : `Be ${firstName(first?.name ?? '')}`}
      onAct={isFirst ? open : be(first)}
    >
      {isFirst && waiting > 0 ? (
        <>
          <b>Answer what waits for you: {waiting} new.</b> {app} is under <i>Apps</i>.
        </>
      ) : (
        <>
          <b>Look at {app}’s Home.</b> Everything of {isFirst ? 'yours' : `${first?.name}’s`} is there.
        </>
      )}
    </Step>
  )
}

/** Booking somebody whose calendar fails, as the workbench says. */
const Calendar = ({ course }: { course: Course }) => {
  const { state, go } = useScene()
  const owner = state.members.find(({ handle }) => handle === state.calendars.at(-1))
  if (!owner || owner.id === state.me) return null
  const book = () => {
    go({ workbench: true })
    dispatchEvent(new CustomEvent(COMPOSE, { detail: `/mentor book @${owner.handle} ` }))
  }
  return (
    <Step number={4} course={course} act="Write it for me" about="the booking" onAct={book}>
      <b>Look into a calendar.</b> Book {owner.name}, whose calendar cannot be read until you mend it in the
      Workbench.
    </Step>
  )
}
