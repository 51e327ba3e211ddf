import type { Protocol } from './protocol.ts'
import { customerCold } from './protocols/customerCold.ts'
import { gowalla } from './protocols/gowalla.ts'
import { itemCold, itemColdAll } from './protocols/itemCold.ts'
import { leaveOneOut } from './protocols/leaveOneOut.ts'
import { msrec } from './protocols/msrec.ts'
import { ncf } from './protocols/ncf.ts'
import { onlineRetail } from './protocols/onlineRetail.ts'
import { retailrocket } from './protocols/retailrocket.ts'
import { sessions } from './protocols/sessions.ts'

export const PROTOCOLS: readonly Protocol[] = [onlineRetail, retailrocket, gowalla, ncf, leaveOneOut, sessions, msrec, itemCold, itemColdAll, ...customerCold]
