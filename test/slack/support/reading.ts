import type { KnownBlock } from '@slack/types'

type Pressable = {
  label: string
  action: string
  value: string | undefined
  style: string | undefined
  spoken: string | undefined
}

/** The buttons of some blocks, in order. */
export const buttonsOf = (blocks: readonly object[]): Pressable[] =>
  everyObject(blocks)
    .filter((object) => object.type === 'button')
    .map((button) => ({
      label: String(textIn(button.text)),
      action: String(button.action_id),
      value: button.value === undefined ? undefined : String(button.value),
      style: button.style === undefined ? undefined : String(button.style),
      spoken: button.accessibility_label === undefined ? undefined : String(button.accessibility_label),
    }))

export const labelsOf = (blocks: readonly object[]) => buttonsOf(blocks).map(({ label }) => label)

/** Every text object and rich text piece inside, wherever it is. */
export const textsOf = (value: unknown): string[] =>
  everyObject(value).flatMap((object) => (typeof object.text === 'string' ? [object.text] : []))

/** The same as one string, in reading order. */
export const readAloud = (value: unknown): string => textsOf(value).join('\n')

/** What a message says apart from its controls. */
export const spokenTexts = (blocks: readonly KnownBlock[]): { text: string; isMrkdwn: boolean }[] =>
  everyObject(blocks.filter(({ type }) => type !== 'actions').map(withoutAccessory)).flatMap((object) =>
    typeof object.text === 'string' ? [{ text: object.text, isMrkdwn: object.type === 'mrkdwn' }] : [],
  )

const withoutAccessory = (block: KnownBlock): object => ({ ...block, accessory: undefined })

export const everyObject = (value: unknown): Record<string, unknown>[] => {
  if (Array.isArray(value)) return value.flatMap(everyObject)
  if (typeof value !== 'object' || value === null) return []
  const object: Record<string, unknown> = { ...value }
  return [object, ...Object.values(object).flatMap(everyObject)]
}

const textIn = (value: unknown) =>
  typeof value === 'object' && value !== null && 'text' in value ? value.text : undefined
