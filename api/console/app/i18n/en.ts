import { compareEn } from '../compare/words.ts'
import { modelsEn } from '../models/words.ts'
import { overviewEn } from '../overview/words.ts'
import { aboutPersonaEn } from '../persona/words.ts'
import { reviewEn } from '../review/words.ts'
import { runsMoreEn } from '../runs/words.ts'
import { settingsEn } from '../settings/words.ts'
import { whyEn } from '../why/words.ts'
/** Every word the console says, in English. German is in de.ts, and the compiler compares the two. */
export const en = {
  app: {
    skip: 'Skip to content', navigation: 'Main', personas: 'Personas', runs: 'Runs', logOut: 'Log out', language: 'Language',
    theme: 'Appearance', themes: { system: 'Automatic', light: 'Light', dark: 'Dark' },
    loading: 'Loading…', retry: 'Try again', notFound: 'There is no such page.', toOverview: 'Back to all personas',
    unreachable: 'The server does not answer. Check the connection and try again.',
    sessionEnded: 'You have been logged out: the key is unknown or has been revoked.',
    table: 'Show the figures as a table', none: 'Nothing is known about this yet.', unknown: 'unknown', yes: 'yes', no: 'no',
  },
  login: {
    title: 'Know who your customers are', lead: 'Log in with a secret API key to see your personas, name them and publish them.',
    key: 'Secret API key', hint: 'Starts with sk_. It stays in this browser tab and is gone when you close it.', show: 'Show key', submit: 'Log in', busy: 'Checking the key…',
    empty: 'Enter a key.', publishable: 'This is a publishable key (pk_). The console needs a secret one, which starts with sk_.',
    wrong: 'This key is unknown or has been revoked. Check that it was copied in full.',
    scope: 'This key may not read personas. Ask for one with the scope personas:read.',
    create: 'No key yet? On the server, run:',
  },
  status: { draft: 'Draft', in_review: 'In review', approved: 'Approved', published: 'Published', retired: 'Retired' },
  overview: {
    title: (n: number) => (n === 1 ? 'Your customers in one persona' : `Your customers in ${n} personas`),
    learned: (n: string, date: string) => `Learned from ${n} customers who agreed to profiling, from what was known on ${date}.`,
    empty: 'No personas yet', emptyHelp: 'Personas appear here after the first batch. On the server, run:',
    retired: 'Retired personas', none: 'No personas are in use at the moment.',
    customers: 'Customers', ofCustomers: 'of customers', value: 'Revenue per customer', valueNote: 'last 365 days', revenueShare: 'Share of revenue', ofCustomersShare: 'Share of customers', ofRevenue: 'of revenue',
    different: 'What sets them apart', withheld: 'This group is too small to be described without pointing at single people.',
    mapTitle: 'Where they live', mapAll: 'All personas',
    mapNote: 'Size: customers in the city. Colour: the persona found there most often compared with elsewhere. Cities with fewer than 5 members of a persona are left out.',
    mapNoteOne: 'Size: members of this persona in the city. Cities with fewer than 5 are left out.', mapPick: 'Show on the map',
    mapLabel: (n: number) => `Map with ${n} cities`, mapNone: 'No coordinates are known for these customers, so there is nothing to draw.',
    sizeTitle: 'Size and value', sizeNote: 'A persona whose share of revenue is longer than its share of customers is worth more than the average.',
    sizeLabel: 'Bars: share of customers and share of revenue for each persona',
    ...overviewEn,
  },
  distinction: { versus: (mean: string, rest: string) => `${mean} instead of ${rest}`, more: 'more than others', less: 'less than others' },
  choice: {
    title: (k: number) => `Why ${k} groups`, table: 'Every number of groups that was tried', k: 'Groups', silhouette: 'Distinctness (silhouette)', stability: 'Stability (Jaccard)', weakest: 'Least stable group',
    agreement: 'Agreement (adjusted Rand)', smallest: 'Smallest group', chosen: 'chosen', tooSmall: 'too small', none: 'The run kept no table.',
    legend: 'Distinctness: from −1 to 1, how much closer customers are to their own group than to the next. Stability: how well each group comes back when the customers are drawn again; from 0.75 it can be relied on.',
    reasons: {
      'stable-and-distinct': 'This is the finest grouping in which every group comes back when customers are drawn again, and which is about as distinct as the best one.',
      'two-groups': 'Nothing finer than two groups is stable, or two groups are far more distinct than anything finer.',
      'nothing-stable': 'No number of groups was stable. This is the least bad one: do not rely on it.',
      'too-few-rows': 'There are too few customers to form groups.', 'all-rows-alike': 'All customers look alike, so there are no groups to find.',
      fixed: 'The number of groups was set by hand.',
    },
  },
  persona: {
    figures: 'At a glance', customers: 'Customers', shareOf: (share: string) => `${share} of all`, value: 'Revenue per customer', revenue: 'Share of revenue', orders: 'Orders per customer',
    ordersRest: (rest: string) => `${rest} among others`, recency: 'Days since last seen', recencyNote: 'median', stability: 'Stability', stable: 'comes back reliably', unstable: 'treat with care', total: (sum: string) => `${sum} in 365 days`,
    apart: 'What sets them apart', apartNote: 'How far the group is from everybody else, in standard deviations (Cohen’s d). The thin line is the 95 % interval: where it crosses zero, there may be no difference.',
    apartLabel: 'Bars to the right: more than others; to the left: less', feature: 'Feature', effect: 'Difference (d)', interval: '95 % interval', group: 'This persona', rest: 'Everybody else',
    places: 'Where they live', cities: 'Cities', regions: 'Regions', city: 'City', region: 'Region', more: (n: number) => `Show all ${n}`,
    shop: 'How they shop', channels: 'Channels', devices: 'Devices', hours: 'Hours of the day', hour: 'Hour', hoursNote: 'Share of their browsing in each hour.', share: 'Share',
    buy: 'What they buy', items: 'Top products', item: 'Product', buyers: 'Buyers', lift: 'Compared with others', times: (x: string) => `${x} ×`, categories: 'Categories they prefer', category: 'Category',
    feel: 'What they feel', figure: 'Figure', rating: 'Rating (1–5)', nps: 'Would recommend (0–10)', contactsPerOrder: 'Contacts per order', complaintsPerOrder: 'Complaints per order', returnRate: 'Returned orders', answers: 'Based on', people: (n: string) => `${n} customers`, tooFew: 'too few answers',
    about: 'About this group', born: 'First found', updated: 'Last changed', version: 'Version', id: 'ID', history: 'History',
  },
  lineage: {
    born: 'Found for the first time.', split: (from: string) => `Split off from ${from}.`, continued: (percent: string) => `Found again; ${percent} of the people in either group are in both.`,
    merged: (from: string) => `Took in ${from}.`, merged_into: (into: string) => `Merged into ${into}.`, lost: 'No longer found.', lostInto: (into: string) => `No longer found; most of its people are in ${into} now.`, retired: 'Retired.', other: 'another persona',
    cut: (into: string) => `Cut in two; the other part is ${into}.`, cut_from: (from: string) => `Cut off from ${from}.`, submitted: 'Handed in for review.', approved: 'Approved.', rejected: 'Sent back to draft.',
    published: (from: string) => `Published, counting from ${from}.`, restored: 'Brought back into use by a rollback.', withdrawn: 'Taken out of use by a rollback.',
  },
  edit: { open: 'Rename and describe', name: 'Name', description: 'Description', save: 'Save', cancel: 'Cancel', saved: 'Saved.', empty: 'A persona needs a name.', busy: 'Saving…' },
  life: {
    title: 'Status', submit: 'Submit for review', approve: 'Approve', publish: 'Publish', reject: 'Back to draft', retire: 'Retire',
    help: {
      submit: 'Somebody looks at it and approves it, or sends it back.', approve: 'It can be published then.', reject: 'It becomes a draft again.',
      publish: 'Decisions, segments and exports go by it from then on.', retire: 'Decisions and segments stop using it at once. It keeps its page.',
    },
    failed: 'These checks have not passed:', override: 'I approve it although these checks have not passed.', needOverride: 'Tick that you approve it nevertheless, or go back.', approveAnyway: 'Approve nevertheless',
    effective: 'Counts from', effectiveHint: 'Leave it empty to publish at once.', past: 'The date must not lie in the past.',
    means: {
      draft: 'Found by a run. Nobody has put it up for review yet.', in_review: 'Waiting for somebody to approve it.', approved: 'Approved. Publish it to use it.',
      published: 'In use by decisions and segments.', retired: 'No longer in use.',
    },
    now: (status: string) => `Status is now: ${status}.`,
  },
  ask: {
    reason: 'Reason', reasonOptional: 'Reason (may be left out)', reasonHint: 'Kept in the history with the date. No names of customers.', cancel: 'Cancel',
    needReason: (least: number) => (least <= 1 ? 'Say why.' : `Say why, in at least ${least} letters.`),
  },
  aboutPersona: aboutPersonaEn,
  review: reviewEn,
  settings: settingsEn,
  compare: compareEn,
  why: whyEn,
  /** By the code of a problem; without an entry the API's own words are shown, which are English. */
  problems: {} as Readonly<Record<string, string>>,
  runs: { title: 'Runs', lead: 'Each run looks at all customers who agreed to profiling and finds their groups anew. A group that is still there keeps its persona.', asOf: 'Data as of', found: 'Groups', customers: 'Customers', started: 'Started', finished: 'Finished', unfinished: 'not finished', empty: 'No runs yet', details: 'Details', one: (date: string) => `Run of ${date}`, current: 'current', ...runsMoreEn },
  models: modelsEn,
  names: {
    web: 'Website', app: 'App', store: 'Shop', phone: 'Telephone', email: 'E-mail', chat: 'Chat', social: 'Social media', review: 'Reviews', other: 'Other', unknown: 'Unknown',
  },
  deviceNames: { mobile: 'Phone', desktop: 'Computer', tablet: 'Tablet', other: 'Other', unknown: 'Unknown' },
}

export type Text = typeof en
