import type { PlatformKeys } from '../../config/index.js'

/** Words by which an organisation names reasons and activities, and thresholds that Flex has for all queues at once. */
export const settings: PlatformKeys[string] = {
  voicemail_reasons: 'words',
  callback_reasons: 'words',
  timeout_reasons: 'words',
  available_activities: 'words',
  offline_activities: 'words',
  short_abandon_seconds: 'seconds',
  insights_sla_seconds: 'seconds',
}
