import type { Personal } from '../personal.js'

/** What of a task's attributes the models read or Flex Insights documents, and what names no customer. */
const KEPT = `conversation_id direction abandoned abandoned_phase activity campaign case channel followed_by preceded_by
  handling_department_id handling_department_name handling_team_id handling_team_name hang_up_by in_business_hours
  initiated_by initiative ivr_path language order outcome productive queue service_level source virtual workflow reason
  taskType transferTargetType transferTargetSid transferQueueName call_sid flexInteractionSid previous_task_sid
  transfer_sid`.split(/\s+/)

/** Personal data of customers in Flex: the attributes of tasks are whatever a developer puts there. */
export const personal: Personal = {
  fields: ['customer_phone', 'customer_name', 'customer_link', 'external_contact', 'content'],
  freeForm: { fields: ['task_attributes', 'taskAttributes'], kept: KEPT },
  forms: ['body'],
}
