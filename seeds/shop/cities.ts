/** Places the demo shop's customers live in: real cities, coordinates in degrees, inhabitants in thousands, first digits of their postal codes. */
export type Country = 'DE' | 'AT' | 'CH'
export type CityClass = 'metropolis' | 'large' | 'medium' | 'small'
export type City = {
  readonly city: string
  readonly country: Country
  /** Bundesland or Kanton. */
  readonly region: string
  readonly lat: number
  readonly lon: number
  readonly thousands: number
  readonly postalPrefix: string
}

type Row = readonly [city: string, country: Country, region: string, lat: number, lon: number, thousands: number, postalPrefix: string]

const rows: readonly Row[] = [
  ['Berlin', 'DE', 'Berlin', 52.52, 13.405, 3755, '10'],
  ['Hamburg', 'DE', 'Hamburg', 53.551, 9.994, 1892, '20'],
  ['München', 'DE', 'Bayern', 48.137, 11.575, 1512, '80'],
  ['Köln', 'DE', 'Nordrhein-Westfalen', 50.938, 6.96, 1084, '50'],
  ['Frankfurt am Main', 'DE', 'Hessen', 50.11, 8.682, 773, '60'],
  ['Stuttgart', 'DE', 'Baden-Württemberg', 48.776, 9.183, 632, '70'],
  ['Düsseldorf', 'DE', 'Nordrhein-Westfalen', 51.227, 6.773, 629, '40'],
  ['Leipzig', 'DE', 'Sachsen', 51.34, 12.375, 616, '04'],
  ['Dortmund', 'DE', 'Nordrhein-Westfalen', 51.514, 7.466, 593, '44'],
  ['Essen', 'DE', 'Nordrhein-Westfalen', 51.456, 7.012, 584, '45'],
  ['Bremen', 'DE', 'Bremen', 53.079, 8.802, 569, '28'],
  ['Dresden', 'DE', 'Sachsen', 51.05, 13.738, 563, '01'],
  ['Hannover', 'DE', 'Niedersachsen', 52.376, 9.732, 545, '30'],
  ['Nürnberg', 'DE', 'Bayern', 49.452, 11.077, 523, '90'],
  ['Bochum', 'DE', 'Nordrhein-Westfalen', 51.482, 7.216, 366, '44'],
  ['Münster', 'DE', 'Nordrhein-Westfalen', 51.961, 7.626, 320, '48'],
  ['Karlsruhe', 'DE', 'Baden-Württemberg', 49.007, 8.404, 309, '76'],
  ['Augsburg', 'DE', 'Bayern', 48.37, 10.898, 301, '86'],
  ['Wiesbaden', 'DE', 'Hessen', 50.082, 8.24, 284, '65'],
  ['Kiel', 'DE', 'Schleswig-Holstein', 54.323, 10.123, 247, '24'],
  ['Chemnitz', 'DE', 'Sachsen', 50.833, 12.924, 248, '09'],
  ['Magdeburg', 'DE', 'Sachsen-Anhalt', 52.121, 11.628, 240, '39'],
  ['Halle (Saale)', 'DE', 'Sachsen-Anhalt', 51.483, 11.97, 242, '06'],
  ['Freiburg im Breisgau', 'DE', 'Baden-Württemberg', 47.999, 7.842, 236, '79'],
  ['Erfurt', 'DE', 'Thüringen', 50.978, 11.029, 215, '99'],
  ['Mainz', 'DE', 'Rheinland-Pfalz', 49.993, 8.247, 220, '55'],
  ['Rostock', 'DE', 'Mecklenburg-Vorpommern', 54.092, 12.099, 210, '18'],
  ['Kassel', 'DE', 'Hessen', 51.313, 9.48, 204, '34'],
  ['Saarbrücken', 'DE', 'Saarland', 49.24, 6.997, 181, '66'],
  ['Osnabrück', 'DE', 'Niedersachsen', 52.279, 8.047, 167, '49'],
  ['Regensburg', 'DE', 'Bayern', 49.013, 12.102, 157, '93'],
  ['Ulm', 'DE', 'Baden-Württemberg', 48.401, 9.988, 129, '89'],
  ['Koblenz', 'DE', 'Rheinland-Pfalz', 50.357, 7.594, 115, '56'],
  ['Lüneburg', 'DE', 'Niedersachsen', 53.249, 10.415, 77, '21'],
  ['Bayreuth', 'DE', 'Bayern', 49.946, 11.578, 74, '95'],
  ['Plauen', 'DE', 'Sachsen', 50.497, 12.137, 64, '08'],
  ['Stralsund', 'DE', 'Mecklenburg-Vorpommern', 54.309, 13.082, 59, '18'],
  ['Wesel', 'DE', 'Nordrhein-Westfalen', 51.659, 6.618, 60, '46'],
  ['Limburg an der Lahn', 'DE', 'Hessen', 50.387, 8.063, 36, '65'],
  ['Husum', 'DE', 'Schleswig-Holstein', 54.477, 9.051, 23, '25'],
  ['Eutin', 'DE', 'Schleswig-Holstein', 54.137, 10.608, 17, '23'],
  ['Soltau', 'DE', 'Niedersachsen', 52.986, 9.843, 21, '29'],
  ['Quedlinburg', 'DE', 'Sachsen-Anhalt', 51.79, 11.142, 24, '06'],
  ['Bad Tölz', 'DE', 'Bayern', 47.76, 11.557, 19, '83'],
  ['Wangen im Allgäu', 'DE', 'Baden-Württemberg', 47.686, 9.834, 27, '88'],
  ['Daun', 'DE', 'Rheinland-Pfalz', 50.197, 6.829, 8, '54'],
  ['Templin', 'DE', 'Brandenburg', 53.119, 13.502, 16, '17'],
  ['Cottbus', 'DE', 'Brandenburg', 51.757, 14.333, 99, '03'],
  ['Wien', 'AT', 'Wien', 48.208, 16.373, 1982, '1'],
  ['Graz', 'AT', 'Steiermark', 47.071, 15.439, 298, '80'],
  ['Linz', 'AT', 'Oberösterreich', 48.306, 14.286, 211, '40'],
  ['Salzburg', 'AT', 'Salzburg', 47.809, 13.055, 157, '50'],
  ['Innsbruck', 'AT', 'Tirol', 47.269, 11.404, 131, '60'],
  ['Klagenfurt', 'AT', 'Kärnten', 46.624, 14.306, 104, '90'],
  ['Bregenz', 'AT', 'Vorarlberg', 47.503, 9.747, 30, '69'],
  ['Leoben', 'AT', 'Steiermark', 47.382, 15.094, 25, '87'],
  ['Lienz', 'AT', 'Tirol', 46.829, 12.769, 12, '99'],
  ['Zürich', 'CH', 'Zürich', 47.377, 8.541, 423, '80'],
  ['Basel', 'CH', 'Basel-Stadt', 47.56, 7.588, 174, '40'],
  ['Bern', 'CH', 'Bern', 46.948, 7.447, 134, '30'],
  ['Luzern', 'CH', 'Luzern', 47.05, 8.309, 82, '60'],
  ['St. Gallen', 'CH', 'St. Gallen', 47.424, 9.376, 76, '90'],
  ['Chur', 'CH', 'Graubünden', 46.85, 9.532, 38, '70'],
  ['Langnau im Emmental', 'CH', 'Bern', 46.94, 7.785, 9, '35'],
]

export const cities: readonly City[] = rows.map(([city, country, region, lat, lon, thousands, postalPrefix]) => ({
  city, country, region, lat, lon, thousands, postalPrefix,
}))

/** Class by inhabitants: metropolis from 500,000, large from 100,000, medium from 30,000. */
export function cityClass(city: City): CityClass {
  if (city.thousands >= 500) return 'metropolis'
  if (city.thousands >= 100) return 'large'
  return city.thousands >= 30 ? 'medium' : 'small'
}
