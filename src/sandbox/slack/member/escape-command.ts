import type { SlackState } from '../state/state.ts'

/**
 * A command's text as Slack sends it with `should_escape: true`: known @handles and #channels become references,
 * links are bracketed, and typed `&`, `<`, `>` become entities. Unknown names stay as typed.
 */
export const escapeCommand = (state: SlackState, text: string) => {
  const members = new Map(Object.values(state.members).map((member) => [member.handle.toLowerCase(), member]))
  const channels = new Map(Object.values(state.channels).map((channel) => [channel.name, channel]))
  return text
    .split(/(\s+)/)
    .map((word) => {
      const [, sigil, name = '', rest = ''] = /^([@#])([\p{L}\p{N}._-]*[\p{L}\p{N}_-])(.*)$/u.exec(word) ?? []
      const member = sigil === '@' ? members.get(name.toLowerCase()) : undefined
      if (member) return `<@${member.id}|${member.handle}>${entities(rest)}`
      const channel = sigil === '#' ? channels.get(name) : undefined
      if (channel) return `<#${channel.id}|${channel.name}>${entities(rest)}`
      return /^https?:\/\/\S+$/.test(word) ? `<${entities(word)}>` : entities(word)
    })
    .join('')
}

const entities = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
