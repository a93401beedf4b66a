import type { ShownMember } from '../page-server/wire.ts'

const HUES = [340, 215, 100, 60, 38, 300, 265, 160, 190]

const hueOf = (id: string) =>
  HUES[[...id].reduce((sum, char) => (sum * 33 + char.charCodeAt(0)) % 997, 0) % HUES.length]

/** A member's initials on their own colour, or the app's icon. */
export const Face = ({ member, size = 36 }: { member: ShownMember | undefined; size?: number }) => {
  const style = { width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * 0.4)}px` }
  if (member?.role === 'app') {
    return <img class="face" src="/sandbox/icon.svg" alt="" style={style} />
  }
  const initials = (member?.name ?? 'Slackbot')
    .split(' ')
    .map((word) => word[0])
    .join('')
    .slice(0, 2)
  return (
    <span class="face" aria-hidden="true" style={{ ...style, '--hue': String(hueOf(member?.id ?? '')) }}>
      {initials}
    </span>
  )
}
