/**
 * What one of Slack's errors means for a delivery.
 * - `final`: the same call can never succeed; the delivery fails, for an operator to see.
 * - `gone`: the message or view to change is gone, or can no longer be changed; nothing is left to do.
 * - `later`: Slack did nothing this time, but may another time.
 * - `unsure`: Slack does not say whether it did anything; look before trying again.
 */
export type Meaning = 'final' | 'gone' | 'later' | 'unsure'

const all = (meaning: Meaning, ...names: readonly string[]): [string, Meaning][] =>
  names.map((name) => [name, meaning])

/**
 * Every error that Slack's pages list for the methods used here (docs.slack.dev/reference/methods, August 2026). Each is
 * decided once, since no name means two things. `test/slack/web-api/refusals.test.ts` has the lists by method.
 */
export const meanings: ReadonlyMap<string, Meaning> = new Map([
  // The installation: somebody must reinstall the app, or grant it what it lacks.
  ...all('final', 'account_inactive', 'invalid_auth', 'not_authed', 'token_revoked'),
  // Another is got meanwhile.
  ...all('later', 'token_expired'),
  ...all('final', 'missing_scope', 'no_permission', 'not_allowed_token_type', 'is_bot', 'access_denied'),
  ...all('final', 'enterprise_is_restricted', 'two_factor_setup_required', 'not_enabled', 'not_implemented'),
  ...all('final', 'messages_tab_disabled', 'app_access_restricted', 'team_not_found'),

  // The member, or the conversation with them, accepts nothing from us.
  ...all(
    'final',
    'user_not_found',
    'user_disabled',
    'user_not_visible',
    'cannot_dm_bot',
    'channel_not_found',
  ),
  ...all('final', 'invalid_channel', 'invalid_user_combination', 'method_not_supported_for_channel_type'),
  ...all('final', 'is_archived', 'not_in_channel', 'channel_is_limited_access', 'restricted_action'),
  ...all('final', 'restricted_action_non_threadable_channel', 'restricted_action_read_only_channel'),
  ...all('final', 'restricted_action_thread_locked', 'restricted_action_thread_only_channel'),
  ...all('final', 'ekm_access_denied', 'posting_to_channel_denied', 'send_on_behalf_not_allowed'),

  // The workspace does not allow such files. The session's message goes without one.
  ...all('final', 'file_type_not_allowed', 'file_uploads_disabled', 'file_uploads_except_images_disabled'),
  ...all('final', 'file_upload_size_restricted', 'snippet_too_large', 'storage_limit_reached'),

  // Our request is wrong, and would be just as wrong next time: a fault of ours to find.
  ...all('final', 'invalid_arguments', 'invalid_arg_name', 'invalid_array_arg', 'missing_argument'),
  ...all('final', 'invalid_charset', 'invalid_form_data', 'invalid_json', 'json_not_object'),
  ...all('final', 'invalid_post_type', 'missing_post_type', 'invalid_blocks', 'invalid_blocks_format'),
  ...all('final', 'invalid_attachments', 'attachment_payload_limit_exceeded', 'too_many_attachments'),
  ...all('final', 'invalid_metadata_format', 'invalid_metadata_schema', 'metadata_too_large'),
  ...all('final', 'metadata_must_be_sent_from_app', 'invalid_metadata_filter_keys', 'markdown_text_conflict'),
  ...all(
    'final',
    'no_text',
    'msg_too_long',
    'msg_blocks_too_long',
    'too_many_contact_cards',
    'view_too_large',
  ),
  ...all(
    'final',
    'duplicate_external_id',
    'missing_profile_id',
    'as_user_not_supported',
    'missing_file_data',
  ),
  ...all('final', 'users_list_not_supplied', 'too_many_users', 'not_enough_users', 'channels_limit_exceeded'),
  ...all('final', 'invalid_ts_latest', 'invalid_ts_oldest', 'alt_txt_too_large', 'unknown_snippet_type'),
  ...all('final', 'unknown_subtype', 'unknown_method', 'method_deprecated', 'deprecated_endpoint'),
  // About things we never send: drafts, threads, broadcasts, shared files, messages with client ids.
  ...all('final', 'draft_already_deleted', 'draft_already_sent', 'draft_has_conflict', 'draft_not_found'),
  ...all('final', 'duplicate_channel_not_found', 'duplicate_message_not_found', 'cannot_reply_to_message'),
  ...all('final', 'cant_broadcast_message', 'no_dual_broadcast_content_update', 'blocked_file_type'),
  ...all('final', 'file_deleted', 'file_is_deleted', 'file_share_limit_reached', 'max_file_sharing_exceeded'),
  ...all('final', 'unable_to_share_files', 'slack_connect_blocked_file_type'),
  ...all('final', 'slack_connect_canvas_sharing_blocked', 'slack_connect_clip_sharing_blocked'),
  ...all('final', 'slack_connect_file_link_sharing_blocked', 'slack_connect_file_upload_sharing_blocked'),
  ...all('final', 'slack_connect_lists_sharing_blocked'),

  // An old message, by the member, by the workspace's settings (who may edit or delete, and for how long; exports for
  // compliance) or by its place.
  ...all(
    'gone',
    'message_not_found',
    'thread_not_found',
    'cant_update_message',
    'edit_window_closed',
    'is_inactive',
  ),
  ...all('gone', 'block_mismatch', 'cant_delete_message', 'compliance_exports_prevent_deletion'),
  // The member closed the modal, or its trigger expired: they press again.
  ...all('gone', 'not_found', 'expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id'),

  // Temporary: rate limits, migrations, maintenance, a network that is admitted again, a state that changes.
  ...all('later', 'ratelimited', 'rate_limited', 'message_limit_exceeded', 'request_timeout'),
  ...all('later', 'accesslimited', 'team_added_to_org', 'org_login_required', 'external_channel_migrating'),
  ...all('later', 'hash_conflict', 'streaming_state_conflict', 'invalid_cursor'),
  // Slack drops an upload that is not shared in time; the next attempt uploads again.
  ...all('later', 'file_not_found'),

  // "It's possible some aspect of the operation succeeded before the error was raised", or not said to be otherwise.
  ...all(
    'unsure',
    'fatal_error',
    'internal_error',
    'service_unavailable',
    'update_failed',
    'file_update_failed',
  ),
])

/** An unlisted name is still a refusal: Slack did nothing, and the cause may be temporary. */
export const meaningOf = (name: string): Meaning => meanings.get(name) ?? 'later'
