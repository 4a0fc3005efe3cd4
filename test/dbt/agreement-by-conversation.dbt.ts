import { describeAgreement } from './agreement.js'

describeAgreement('conversation')
