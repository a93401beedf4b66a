/** What requests carry. Payloads stay plain JSON inside the local Slack, because checking them is its job. */
export type Json = string | number | boolean | null | Json[] | JsonObject
export type JsonObject = { [key: string]: Json | undefined }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text under a key, or undefined if there is none or the value is something else. */
export const textAt = (object: JsonObject | undefined, key: string): string | undefined => {
  const value = object?.[key]
  return typeof value === 'string' ? value : undefined
}

export const objectAt = (object: JsonObject | undefined, key: string): JsonObject | undefined => {
  const value = object?.[key]
  return isObject(value) ? value : undefined
}

/** The objects of the list under a key; anything else in it is left out. */
export const objectsAt = (object: JsonObject | undefined, key: string): JsonObject[] => {
  const value = object?.[key]
  return Array.isArray(value) ? value.filter(isObject) : []
}

export const stringsAt = (object: JsonObject | undefined, key: string): string[] => {
  const value = object?.[key]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** Parsed JSON, or undefined if the text is not JSON. */
export const parseJson = (text: string): Json | undefined => {
  try {
    const parsed: Json = JSON.parse(text)
    return parsed
  } catch {
    return undefined
  }
}
