import type { CardNote } from './card.ts'

/** What holds of every recommender this code makes. `code` is for whoever shows it in another language. */
export const WHAT: CardNote = { code: 'lists', text: 'Lists of items that go together, learned from what people looked at, put in the cart, bought, returned and rated; where it helps, a small net orders what the lists propose.' }

export const USES: readonly CardNote[] = [
  { code: 'order_items', text: 'To order items of the shop\'s own catalogue in a slot of a page, a mail or at the till, for somebody who allows it, or for anybody by the page they are on.' },
  { code: 'explain', text: 'To say which of somebody\'s items led to one that is shown.' },
]

export const NOT_FOR: readonly CardNote[] = [
  { code: 'no_terms', text: 'Not to set prices, credit, insurance or any term of a contract, nor anything with a legal or similarly significant effect on a person (GDPR Art. 22).' },
  { code: 'no_traits', text: 'Not to guess who somebody is, how they are, or any special category of data (GDPR Art. 9).' },
]

export const LEGAL_BASIS: CardNote = { code: 'consent', text: 'Each person\'s own yes to train_ai_system in the consent ledger, in force when the run began (GDPR Art. 6(1)(a)); without a yes nobody is learned from.' }

export const PRIVACY: readonly CardNote[] = [
  { code: 'nothing_personal', text: 'The model holds figures about items and about groups of people; nothing in it is one person\'s, and no id of a person is in its bytes.' },
  { code: 'groups', text: 'A persona or a place has figures of its own only with enough people in it (leastPeoplePerGroup).' },
  { code: 'items', text: 'An item\'s list may rest on few people: fewestPeoplePerItem says on how few. It says that two items were bought together, not by whom.' },
  { code: 'membership', text: 'Whom it learned from is kept apart from the model as keyed hashes, for audits and for people who ask; an erased person is taken out of it, and counted here.' },
]

export const LIMITS: readonly CardNote[] = [
  { code: 'offline', text: 'The figures say how well it foretold what people did anyway, shown what was shown then. What it changes is only seen in service.' },
  { code: 'popular', text: 'What was shown and bought often is known best; new and rare items rest on little.' },
  { code: 'window', text: 'It knows the window it learned from. A change of catalogue, season or audience since then is not in it.' },
  { code: 'consented', text: 'It learned from people who agreed; others may like other things.' },
]
