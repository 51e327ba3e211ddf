import type { Reason } from './request.ts'

export type ReasonCode =
  | 'because_bought' | 'because_liked' | 'because_viewed' | 'often_together' | 'buy_again' | 'liked_before' | 'look_again' | 'popular_in_persona' | 'popular_nearby' | 'trending' | 'popular' | 'new' | 'fits_interest' | 'chosen_by_shop' | 'for_everyone' | 'for_you'

type Words = { readonly [code in ReasonCode]: (about: string) => string }

const EN: Words = {
  because_bought: (about) => `Because you bought ${about}`,
  because_liked: (about) => `Because you liked ${about}`,
  because_viewed: (about) => `Because you looked at ${about}`,
  often_together: (about) => `Goes with ${about}`,
  buy_again: () => 'You bought this before',
  liked_before: () => 'You liked this before',
  look_again: () => 'You looked at this before',
  popular_in_persona: () => 'Liked by customers with a taste like yours',
  popular_nearby: (about) => `Popular in ${about}`,
  trending: () => 'Selling more and more these days',
  popular: () => 'Often bought',
  new: () => 'New in the shop',
  fits_interest: (about) => `Fits your interest in ${about}`,
  chosen_by_shop: () => 'Chosen by the shop',
  for_everyone: () => 'For everybody',
  for_you: () => 'Chosen for you',
}

const DE: Words = {
  because_bought: (about) => `Weil Sie ${about} gekauft haben`,
  because_liked: (about) => `Weil Ihnen ${about} gefallen hat`,
  because_viewed: (about) => `Weil Sie sich ${about} angesehen haben`,
  often_together: (about) => `Passt zu ${about}`,
  buy_again: () => 'Das haben Sie schon einmal gekauft',
  liked_before: () => 'Das hat Ihnen gefallen',
  look_again: () => 'Das haben Sie sich schon angesehen',
  popular_in_persona: () => 'Beliebt bei Kundinnen und Kunden mit ähnlichem Geschmack',
  popular_nearby: (about) => `Beliebt in ${about}`,
  trending: () => 'Zurzeit immer gefragter',
  popular: () => 'Oft gekauft',
  new: () => 'Neu im Sortiment',
  fits_interest: (about) => `Passt zu Ihrem Interesse an ${about}`,
  chosen_by_shop: () => 'Vom Shop ausgewählt',
  for_everyone: () => 'Für alle',
  for_you: () => 'Für Sie ausgesucht',
}

/** A reason in words, in German for a German locale, else in English. Weight 0–1: how much of the choice it explains. */
export function reason(code: ReasonCode, weight: number, locale: string | undefined, about = ''): Reason {
  const words = locale?.toLowerCase().startsWith('de') === true ? DE : EN
  return { code, text: words[code](about), weight: Math.round(weight * 1000) / 1000 }
}
