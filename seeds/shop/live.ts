import { derive } from '../../models/rng.ts'
import { agreed } from './consents.ts'
import type { Profile } from './customers.ts'
import { noteTrack, type Diary } from './diary.ts'
import { beginLife } from './life.ts'
import { orderByPhone, visitStore } from './offline.ts'
import { planMonths, type MailContact } from './plan.ts'
import { serverSender } from './senders.ts'
import { browse } from './visit.ts'
import type { World } from './world.ts'

/** Far above the number of anything else in a life. */
const FIRST_MAIL = 1_000_000

/** Plays one customer's months from their own streams and writes them into the diary. */
export function live(world: World, profile: Profile, diary: Diary): void {
  const { mails, visits } = planMonths(profile, world)
  const life = beginLife(world, profile, derive(world.seed, `life:${profile.index}`), diary)
  for (const visit of visits) {
    if (visit.where === 'store') visitStore(life, visit)
    else if (visit.where === 'phone') orderByPhone(life, visit)
    else browse(life, visit)
  }
  // Numbered apart, so that what comes of visits does not move the names of mails.
  const mailbox = { ...diary, next: FIRST_MAIL }
  unsubscribe(world, profile, mailbox)
  readMails(profile, mails, mailbox)
}

function readMails(profile: Profile, mails: readonly MailContact[], diary: Diary): void {
  const from = serverSender(profile.userId)
  for (const { campaign, deliveredAt, openedAt, clickedAt } of mails) {
    const mail = { campaign_id: campaign.id, campaign_name: campaign.name }
    noteTrack(diary, deliveredAt, from, 'Email Delivered', mail)
    if (openedAt !== undefined) noteTrack(diary, openedAt, from, 'Email Opened', mail)
    if (clickedAt !== undefined) noteTrack(diary, clickedAt, from, 'Email Link Clicked', { ...mail, link_url: `/aktion/${campaign.id}` })
  }
}

/** A withdrawal of e-mail consent shows in the mail system too, named after the last newsletter before it. */
function unsubscribe(world: World, profile: Profile, diary: Diary): void {
  const from = serverSender(profile.userId)
  for (const { at } of profile.consents) {
    const time = at.getTime()
    const email = 'marketing.communications.email'
    if (!agreed(profile.consents, email, time - 1) || agreed(profile.consents, email, time)) continue
    const last = world.campaigns.findLast((campaign) => campaign.at <= time)
    if (last) noteTrack(diary, time, from, 'Unsubscribed', { campaign_id: last.id, campaign_name: last.name })
  }
}
