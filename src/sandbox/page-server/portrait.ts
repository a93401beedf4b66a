import type { Member } from '../slack/state/state.ts'

const HUES = [340, 215, 100, 60, 38, 300, 265, 160, 190]

const hueOf = (id: string) =>
  HUES[[...id].reduce((sum, char) => (sum * 33 + char.charCodeAt(0)) % 997, 0) % HUES.length]

/** A member's picture, as Slack makes one for members who have given none: their initials on a colour of their own. */
export const portrait = ({ id, realName }: Pick<Member, 'id' | 'realName'>): string => {
  const initials = realName
    .split(' ')
    .map((word) => [...word][0] ?? '')
    .join('')
    .slice(0, 2)
  const hue = hueOf(id)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><rect width="72" height="72" fill="hsl(${hue} 52% 84%)"/><text x="36" y="46" text-anchor="middle" font-family="system-ui, sans-serif" font-size="28" font-weight="650" fill="hsl(${hue} 42% 26%)">${escaped(initials)}</text></svg>`
}

const escaped = (text: string) => text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`)
