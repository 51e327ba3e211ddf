import type { Protocol } from './protocol.ts'
import { retailrocket } from './protocols/retailrocket.ts'

export const PROTOCOLS: readonly Protocol[] = [retailrocket]
