import type { PageState } from '../page-server/wire.ts'
import type { Option } from './blocks/select-options.ts'

/** What could complete the word being typed. `from`: where that word begins in the text. */
type Offer = { title: string; from: number; to: number; options: Option[] }

/** Commands at the beginning of a message; members after an `@`. */
export const completions = (text: string, caret: number, state: PageState): Offer | undefined => {
  const before = text.slice(0, caret)
  if (/^\/\S*$/.test(before)) {
    const offered = (commands: PageState['commands'], group: string) =>
      commands
        .filter(({ command }) => command.startsWith(before))
        .map(({ command, description, usage_hint }) => ({
          key: command,
          label: `${command} ${usage_hint ?? ''}`,
          note: description ?? '',
          group,
          input: `${command} `,
        }))
    const options = [...offered(state.commands, state.app.name), ...offered(state.ownCommands, 'Slack')]
    return { title: 'Commands', from: 0, to: caret, options }
  }
  const [, typed] = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(before) ?? []
  if (typed === undefined) return undefined
  const wanted = typed.toLowerCase()
  const isSlacks = state.ownCommands.some(({ command }) => text.startsWith(`${command} `))
  const options = state.members
    .filter(({ role }) => role === 'person' || (isSlacks && role === 'app'))
    .filter(({ handle, name }) =>
      [handle, ...name.toLowerCase().split(' ')].some((word) => word.startsWith(wanted)),
    )
    .map(({ handle, name, isGuest }) => ({
      key: handle,
      label: name,
      note: `@${handle}${isGuest ? ' · guest' : ''}`,
      input: `@${handle} `,
    }))
  return { title: 'Members', from: caret - typed.length - 1, to: caret, options }
}

export const complete = (text: string, { from, to }: Offer, { input }: Option) => {
  const before = text.slice(0, from) + String(input)
  return { text: before + text.slice(to).trimStart(), caret: before.length }
}
