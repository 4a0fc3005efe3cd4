import type { PlatformKeys } from '../config/index.js'
import { settings as flex } from './flex/settings.js'

/** What cxkpi.yml may say of single platforms. Each key is a variable of the SQL project, after the platform's name. */
export const platformKeys: PlatformKeys = { flex }
