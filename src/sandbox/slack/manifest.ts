/** The parts of a Slack app manifest that the local Slack obeys; any parsed manifest fits. */
export type AppManifest = {
  display_information?: { description?: string }
  features?: {
    app_home?: {
      home_tab_enabled?: boolean
      messages_tab_enabled?: boolean
      messages_tab_read_only_enabled?: boolean
    }
    slash_commands?: ManifestCommand[]
    shortcuts?: ManifestShortcut[]
  }
  oauth_config?: { scopes?: { bot?: string[]; bot_optional?: string[] } }
  settings?: {
    event_subscriptions?: { bot_events?: string[] }
    org_deploy_enabled?: boolean
    token_rotation_enabled?: boolean
  }
}

export type ManifestCommand = {
  command: string
  description?: string
  usage_hint?: string
  should_escape?: boolean
}

export type ManifestShortcut = {
  name: string
  type: 'global' | 'message'
  callback_id: string
  description?: string
}

/** The command's entry; without a manifest every command is accepted, escaped. */
export const findCommand = (
  manifest: AppManifest | undefined,
  command: string,
): ManifestCommand | undefined =>
  manifest
    ? manifest.features?.slash_commands?.find((known) => known.command === command)
    : { command, should_escape: true }

export const findShortcut = (
  manifest: AppManifest | undefined,
  type: ManifestShortcut['type'],
  callbackId: string,
): ManifestShortcut | undefined =>
  manifest
    ? manifest.features?.shortcuts?.find((known) => known.type === type && known.callback_id === callbackId)
    : { name: callbackId, type, callback_id: callbackId }

/** Whether the app subscribes to this kind of event. */
export const isSubscribed = (manifest: AppManifest | undefined, event: string) =>
  !manifest || (manifest.settings?.event_subscriptions?.bot_events ?? []).includes(event)
