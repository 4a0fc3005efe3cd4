import type { Personal } from '../personal.js'

/** Personal data of customers in CXone's contacts; the names in them are agents'. */
export const personal: Personal = {
  fields: [
    'fromAddress',
    'fromAddr',
    'toAddress',
    'toAddr',
    'ani',
    'ANI_DIALNUM',
    'dnis',
    'customerName',
    'CUSTOMER_ADDRESS',
    'dispositionNotes',
  ],
}
