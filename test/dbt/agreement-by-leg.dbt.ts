import { describeAgreement } from './agreement.js'

describeAgreement('leg')
