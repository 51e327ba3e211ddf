import { z } from 'zod'

/** SDKs send null and "" where they know nothing, and shops number their users. */
const id = z.union([z.string(), z.number()]).transform(String).nullish()
const word = (longest: number) => z.string().transform((text) => text.slice(0, longest)).nullish().catch(null)
const moment = z.union([z.string(), z.number()]).nullish()
const bag = z.custom<{ readonly [name: string]: unknown }>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), 'must be an object').nullish()

const Location = z.object({
  country: word(100), region: word(100), city: word(100),
  latitude: z.number().min(-90).max(90).nullish().catch(null), longitude: z.number().min(-180).max(180).nullish().catch(null),
})

/** What we take of a message's context; the rest (IP address, screen, full user agent, page addresses) is left behind unread. */
const Context = z.object({
  device: z.object({ type: word(20) }).nullish().catch(null),
  userAgent: word(300),
  app: z.custom<object>((value) => typeof value === 'object' && value !== null).nullish().catch(null),
  location: Location.nullish().catch(null),
  campaign: bag.catch(null),
  externalIds: z.array(z.object({ id: z.union([z.string(), z.number()]).transform(String), type: z.string() })).max(20).nullish(),
  traits: bag.catch(null),
  consent: z.object({ categoryPreferences: bag }).nullish(),
  /** Proves the user id to a publishable key. */
  customerToken: z.string().max(4096).nullish().catch(null),
  touchpoint: z.object({ channel: word(20), stage: word(20) }).nullish().catch(null),
})

/** A message in the Segment format, as its SDKs and RudderStack's send it. Fields we don't know are ignored. */
export const Message = z.object({
  type: z.enum(['track', 'page', 'screen', 'identify', 'group', 'alias']),
  messageId: z.string().max(100, 'must have at most 100 characters').nullish(),
  userId: id, anonymousId: id, previousId: id, groupId: id,
  event: z.string().min(1).max(200).nullish(),
  /** Of a page or screen. */
  name: word(200),
  properties: bag, traits: bag,
  context: Context.nullish(),
  timestamp: moment, originalTimestamp: moment, sentAt: moment,
})
export type Message = z.output<typeof Message>
