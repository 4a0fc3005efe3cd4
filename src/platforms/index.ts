import { cxone } from './cxone/index.js'
import { flat } from './flat/index.js'
import { flex } from './flex/index.js'
import { genesys } from './genesys/index.js'
import { lifecycle } from './lifecycle/index.js'
import type { Platform } from './platform.js'

export type { Personal } from './personal.js'
export type { Entity, FieldType, JsonObject, Platform, Shape, TypedForm } from './platform.js'

/** Every platform whose exports can be loaded. */
export const platforms: readonly Platform[] = [genesys, cxone, flex, flat, lifecycle]
