const NAMES = `task_sid task_attributes task_age task_priority task_assignment_status task_channel_unique_name
  task_queue_sid task_queue_name task_queue_entered_date task_date_created task_canceled_reason task_completed_reason
  workflow_sid workflow_name reservation_sid reservation_reason_code worker_sid worker_name worker_attributes
  worker_activity_sid worker_activity_name worker_previous_activity_sid worker_previous_activity_name
  worker_time_in_previous_activity worker_time_in_previous_activity_ms task_transfer_sid transfer_type transfer_mode
  transfer_to transfer_status transfer_failed_reason transfer_initiating_worker_sid
  transfer_initiating_reservation_sid`

const OTHER_NAMES = `operating_unit_sid task_channel_sid task_version task_virtual_start_time task_ignore_capacity
  task_queue_target_expression task_age_in_queue task_timeout workspace_name workspace_sid reservation_version
  reservation_timeout reservation_status worker_channel_capacity worker_channel_consumed_capacity worker_version
  worker_available worker_channel_available worker_channel_available_capacity worker_channel_previous_capacity
  worker_channel_task_count workflow_filter_expression workflow_filter_target_expression previous_task_priority
  previous_task_queue_name previous_task_queue_sid target_changed_reason transfer_started activity_sid activity_name
  activity_available instance_sid account_sid resource_sid resource_type`

/** What landing reads of an event's data, whichever transport brought it: names as in the Events API and Event Streams. */
export const EVENT_DATA: readonly string[] = words(NAMES)

/** Documented data of an event that no model reads. */
export const OTHER_EVENT_DATA: readonly string[] = words(OTHER_NAMES)

/** The webhook's spelling of a name: 'task_sid' → 'TaskSid'. */
export function pascal(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** Words of a text, separated by any white space. */
export function words(text: string): string[] {
  return text.split(/\s+/)
}
