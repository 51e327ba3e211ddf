/** What the page says about why a customer is in a persona. */
export const whyEn = {
  nav: 'Customer', title: 'Why is a customer in a persona?', lead: 'By everything known of them at this moment, and only while they allow a profile. Looking is recorded nowhere in your browser.', userId: 'User id', hint: 'As the shop sends it. The key needs the scope customers:read.', go: 'Explain', empty: 'Enter a user id.',
  belongs: (name: string, weight: string) => `Belongs to ${name}, with a weight of ${weight}.`, ahead: (margin: string, other: string) => `That is ${margin} ahead of ${other}, the nearest other.`, held: 'Another persona leads by now, but not by enough, or not for long enough. They stay where they were.',
  undetermined: { between: 'Belongs to no persona: they lie between two.', far: 'Belongs to no persona: they are unlike any.', unknown: 'Belongs to no persona: too little is known of them.' },
  because: 'What speaks for it, and against', becauseLabel: (here: string, there: string) => `Bars to the right speak for ${here}, to the left for ${there}`, becauseNote: 'How much each feature weighs between the two, in percent of all features together. Below each name: the customer, the mean of this persona, the mean of the other.',
  alternatives: 'Other personas', alternative: 'Persona', weight: 'Weight', feature: 'Feature', theirs: 'This customer', pull: 'Speaks for it', values: (value: string, here: string, there: string) => `${value} (here ${here}, there ${there})`, nearest: 'the nearest',
}

export const whyDe: typeof whyEn = {
  nav: 'Kunde', title: 'Warum ist ein Kunde in einer Persona?', lead: 'Nach allem, was in diesem Moment von ihm bekannt ist, und nur solange er ein Profil erlaubt. In Ihrem Browser wird nichts davon gespeichert.', userId: 'Kundenkennung (User-ID)', hint: 'Wie der Shop sie sendet. Der Schlüssel braucht das Recht customers:read.', go: 'Erklären', empty: 'Bitte eine Kennung eingeben.',
  belongs: (name, weight) => `Gehört zu ${name}, mit einem Gewicht von ${weight}.`, ahead: (margin, other) => `Das sind ${margin} vor ${other}, der nächsten anderen.`, held: 'Inzwischen liegt eine andere Persona vorn, aber nicht weit oder nicht lange genug. Es bleibt bei der bisherigen.',
  undetermined: { between: 'Gehört zu keiner Persona, liegt zwischen zweien.', far: 'Gehört zu keiner Persona, ist keiner ähnlich.', unknown: 'Gehört zu keiner Persona, ist zu wenig bekannt.' },
  because: 'Was dafür spricht und was dagegen', becauseLabel: (here, there) => `Balken nach rechts sprechen für ${here}, nach links für ${there}`, becauseNote: 'Wie viel jedes Merkmal zwischen den beiden wiegt, in Prozent aller Merkmale zusammen. Unter jedem Namen: dieser Kunde, der Mittelwert dieser Persona, der Mittelwert der anderen.',
  alternatives: 'Andere Personas', alternative: 'Persona', weight: 'Gewicht', feature: 'Merkmal', theirs: 'Dieser Kunde', pull: 'Spricht dafür', values: (value, here, there) => `${value} (hier ${here}, dort ${there})`, nearest: 'der nächsten',
}
