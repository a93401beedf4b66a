import type { ShownMember } from '../page-server/wire.ts'

/** A member's picture, or the app's icon. */
export const Face = ({ member, size = 36 }: { member: ShownMember | undefined; size?: number }) => (
  <img
    class="face"
    src={
      !member || member.role === 'app'
        ? '/sandbox/icon.svg'
        : `/sandbox/people/${encodeURIComponent(member.id)}.svg`
    }
    alt=""
    style={{ width: `${size}px`, height: `${size}px` }}
  />
)
