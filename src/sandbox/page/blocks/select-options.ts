import type { Conversation, PageState } from '../../page-server/wire.ts'
import { isObject, type Json, type JsonObject, objectAt, objectsAt, textAt } from '../../slack/json.ts'
import { offersConversation } from '../../slack/rules/offered-conversations.ts'
import { plainText } from './plain-text.ts'

/** @property input what picking it sends: a value, an id or, for external menus, the whole option */
export type Option = { key: string; label: string; note?: string; group?: string; input: Json }

const asOption =
  (isWhole: boolean, group?: string) =>
  (option: JsonObject): Option => ({
    key: textAt(option, 'value') ?? '',
    label: plainText(objectAt(option, 'text')),
    ...(objectAt(option, 'description') && { note: plainText(objectAt(option, 'description')) }),
    ...(group !== undefined && { group }),
    input: isWhole ? option : (option.value ?? null),
  })

const listed = (menu: JsonObject, isWhole: boolean): Option[] => [
  ...objectsAt(menu, 'options').map(asOption(isWhole)),
  ...objectsAt(menu, 'option_groups').flatMap((group) =>
    objectsAt(group, 'options').map(asOption(isWhole, plainText(objectAt(group, 'label')))),
  ),
]

export const externalOptions = (menu: JsonObject) => listed(menu, true)

/** What a menu offers by itself; nothing for an external menu, which asks the app. */
export const offered = (element: JsonObject, { members, conversations }: PageState): Option[] => {
  switch (kindOf(element)) {
    case 'static':
      return listed(element, false)
    case 'users':
      return members
        .filter(({ role }) => role === 'person' || role === 'bot')
        .map(({ id, name, handle, role }) => ({
          key: id,
          label: name,
          note: role === 'bot' ? `@${handle} · app` : `@${handle}`,
          input: id,
        }))
    case 'channels':
    case 'conversations':
      return conversations
        .filter(({ id, kind, channel }) => id !== '' && offersConversation(element, { kind, ...channel }))
        .map((one) => ({ key: one.id, label: nameOf(one), input: one.id }))
    default:
      return []
  }
}

const nameOf = ({ kind, name }: Conversation) => (kind === 'channel' ? `#${name}` : name)

export const kindOf = (element: JsonObject) =>
  /^(?:multi_)?(\w+?)_select$/.exec(String(element.type))?.[1] ?? ''

/** What the menu holds now, as options, even if it no longer offers them. */
export const chosen = (
  held: JsonObject,
  among: Option[],
  { members, conversations }: PageState,
): Option[] => {
  const labelOf = (value: string) => {
    const place = conversations.find(({ id }) => id === value)
    return place ? nameOf(place) : (members.find(({ id }) => id === value)?.name ?? value)
  }
  const { type: _type, ...values } = held
  return Object.values(values)
    .flatMap((value) => (Array.isArray(value) ? value : [value ?? null]))
    .flatMap((value) => {
      if (isObject(value)) {
        const whole = asOption(true)(value)
        return [among.find(({ key }) => key === whole.key) ?? whole]
      }
      if (typeof value !== 'string') return []
      return [among.find(({ key }) => key === value) ?? { key: value, label: labelOf(value), input: value }]
    })
}

export const isMulti = (element: JsonObject) => String(element.type).startsWith('multi_')
/** How many a menu takes; a menu that takes one has no limit, since another pick replaces it. */
export const mostSelected = (element: JsonObject) =>
  isMulti(element) && typeof element.max_selected_items === 'number' ? element.max_selected_items : Infinity
/** How many typed characters it takes before Slack asks the app; three unless the app says otherwise. */
export const minQuery = (element: JsonObject) =>
  typeof element.min_query_length === 'number' ? element.min_query_length : 3
