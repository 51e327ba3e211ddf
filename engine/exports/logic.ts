/** GDPR Art. 15(1)(h): what is inferred of a person and how, in words for that person. Stands in every export. */
export const LOGIC: readonly { readonly about: string; readonly text: string }[] = [
  { about: 'features', text: 'From your orders, returns, visits, ratings and contacts and from the town you live in, figures are counted, such as the number of orders in a year or the share of visits by phone. They are only counted while you allow a profile (personalize.content.profiling).' },
  { about: 'persona', text: 'People whose figures are alike are put in one group by a clustering method (k-means). The weight says how close you are to the middle of that group against the others. A person names and publishes a group before it is used.' },
  { about: 'segments', text: 'A segment is a rule somebody of the shop wrote, such as "at least two orders in 30 days". You are in it when the rule fits what is written down about you.' },
  { about: 'decisions', text: 'What is shown to you is ordered by how likely similar customers were to want it, from what you looked at and bought, while you allow that (personalize.content.profiled); otherwise only by the page you are on. Prices and contracts are never decided this way. Each decision stands here with its ground.' },
  { about: 'models', text: 'A model learns which items go together from what many people looked at and bought, yours among them while you allow that (train_ai_system). It holds figures about items and groups, nothing that is yours. Of who took part only a keyed code is kept, and it is deleted when your data is.' },
  { about: 'consents', text: 'Every yes and no you gave is kept with its time, the text you saw and how you said it. The latest counts. You may withdraw each at any time, as easily as you gave it.' },
]
