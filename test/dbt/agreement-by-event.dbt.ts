import { describeAgreement } from './agreement.js'

describeAgreement('event')
