import type { Personal } from '../personal.js'

/** Columns that a warehouse's table of conversations may have beside those that are read, and that name a customer. */
export const personal: Personal = {
  fields: `ani dnis caller caller_id caller_name caller_number called called_number from_address from_number to_address
    to_number phone phone_number email email_address customer customer_name customer_number customer_phone customer_email
    customer_address first_name last_name subject notes`.split(/\s+/),
}
