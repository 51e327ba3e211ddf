import type { Gender } from './sensitive.ts'

/** Invented brands, series, colours and styles the catalogue combines into titles, and first names for the customers. */
export const styles = ['skandinavisch', 'landhaus', 'industrial', 'modern', 'natur', 'klassisch', 'boho'] as const
export type Style = (typeof styles)[number]

export const brands: readonly string[] = [
  'Hagenvik', 'Lindmoor', 'Brockental', 'Nordufer', 'Almwerk', 'Falkenried', 'Tannquell', 'Kastello', 'Vierwald', 'Ostermühl', 'Seestein', 'Rabenhof', 'Holzapfel & Sohn', 'Querbeetia',
]
export const series: readonly string[] = [
  'Alma', 'Birk', 'Corvo', 'Dahlia', 'Elva', 'Fjord', 'Gero', 'Hella', 'Ivo', 'Jona', 'Kaja', 'Lorin', 'Mika', 'Nele', 'Oslo', 'Piet', 'Quint', 'Runa', 'Selma', 'Taro', 'Ulme', 'Vera', 'Wanda', 'Yoris', 'Zita',
]
export const coloursOf: Record<Style, readonly string[]> = {
  skandinavisch: ['weiß', 'hellgrau', 'eiche'],
  landhaus: ['creme', 'salbei', 'taubenblau'],
  industrial: ['schwarz', 'anthrazit', 'stahl'],
  modern: ['graphit', 'weiß', 'petrol'],
  natur: ['natur', 'moosgrün', 'terrakotta'],
  klassisch: ['dunkelbraun', 'marine', 'bordeaux'],
  boho: ['ocker', 'rost', 'sand'],
}
export const firstNames: Readonly<Record<Gender, readonly string[]>> = {
  female: ['Anna', 'Clara', 'Elif', 'Greta', 'Ines', 'Katharina', 'Marie', 'Olga', 'Renate', 'Tina', 'Ursula', 'Zoe', 'Birgit', 'Doris', 'Franziska', 'Heidi', 'Johanna', 'Leonie', 'Nadja', 'Sabine'],
  male: ['Ben', 'David', 'Felix', 'Hannes', 'Jonas', 'Lukas', 'Noah', 'Paul', 'Stefan', 'Vinzenz', 'Walter', 'Yusuf', 'Christian', 'Emil', 'Gerhard', 'Karl', 'Matthias', 'Peter', 'Reto', 'Urs'],
}
