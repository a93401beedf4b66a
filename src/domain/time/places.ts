import type { Zone } from './zone.ts'

/**
 * What people type that is no city of the IANA time zone database, by the zone it keeps. Zones and abbreviations follow
 * that database, which is in the public domain (iana.org/time-zones: `zone.tab` and the regions' files); an
 * abbreviation used in several regions lists them all, for the reader to pick from. Countries come from Intl.
 */
const CITIES: Readonly<Record<Zone, string>> = {
  'America/New_York':
    'NYC, Brooklyn, Boston, Washington, Washington DC, Philadelphia, Atlanta, Miami, Orlando, Tampa, Baltimore, Pittsburgh, Charlotte, Cleveland, Columbus, Raleigh, Buffalo, Cincinnati, Florida, Massachusetts, New Jersey, Pennsylvania, Virginia, Ohio',
  'America/Chicago':
    'Dallas, Houston, Austin, San Antonio, Minneapolis, St Louis, New Orleans, Nashville, Milwaukee, Kansas City, Memphis, Oklahoma City, Texas, Illinois, Minnesota, Wisconsin',
  'America/Denver': 'Salt Lake City, Boulder, Albuquerque, Colorado Springs, Colorado, Utah, New Mexico',
  'America/Phoenix': 'Tucson, Scottsdale, Arizona',
  'America/Los_Angeles':
    'San Francisco, San Jose, Oakland, Sacramento, San Diego, Seattle, Portland, Las Vegas, Palo Alto, Silicon Valley, California, Washington State, Oregon, Nevada',
  'America/Anchorage': 'Alaska',
  'Pacific/Honolulu': 'Hawaii',
  'America/Toronto': 'Montreal, Ottawa, Quebec, Ontario',
  'America/Edmonton': 'Calgary, Alberta',
  'America/Vancouver': 'British Columbia, Victoria',
  'America/Mexico_City': 'Guadalajara, Puebla',
  'America/Sao_Paulo':
    'Rio de Janeiro, Brasilia, Belo Horizonte, Porto Alegre, Curitiba, Florianopolis, Brasil',
  'America/Bogota': 'Medellin, Cali',
  'America/Guayaquil': 'Quito',
  'America/Santiago': 'Valparaiso',
  'Europe/London':
    'UK, Britain, Great Britain, England, Scotland, Wales, Northern Ireland, Manchester, Birmingham, Leeds, Liverpool, Bristol, Edinburgh, Glasgow, Cardiff, Belfast, Cambridge, Oxford, Sheffield, Newcastle, Nottingham',
  'Europe/Dublin': 'Cork, Galway',
  'Europe/Berlin':
    'Deutschland, Munich, München, Muenchen, Hamburg, Frankfurt, Cologne, Köln, Koeln, Stuttgart, Düsseldorf, Duesseldorf, Leipzig, Dresden, Nuremberg, Nürnberg, Hanover, Hannover, Bremen, Karlsruhe, Bonn, Potsdam',
  'Europe/Zurich': 'Schweiz, Geneva, Basel, Bern, Lausanne',
  'Europe/Vienna': 'Österreich, Wien, Graz, Salzburg, Linz, Innsbruck',
  'Europe/Paris': 'Lyon, Marseille, Toulouse, Nice, Bordeaux, Lille, Nantes, Strasbourg, Grenoble',
  'Europe/Madrid': 'España, Barcelona, Valencia, Seville, Sevilla, Bilbao, Malaga, Zaragoza',
  'Europe/Lisbon': 'Porto, Braga, Coimbra',
  'Europe/Rome': 'Italia, Roma, Milan, Milano, Turin, Naples, Florence, Bologna, Venice, Genoa',
  'Europe/Amsterdam': 'Holland, The Netherlands, Rotterdam, The Hague, Den Haag, Utrecht, Eindhoven',
  'Europe/Brussels': 'Antwerp, Ghent, Leuven, Bruges',
  'Europe/Copenhagen': 'Aarhus, Odense',
  'Europe/Stockholm': 'Gothenburg, Göteborg, Malmö, Uppsala',
  'Europe/Oslo': 'Bergen, Trondheim, Stavanger',
  'Europe/Helsinki': 'Espoo, Tampere, Turku, Oulu',
  'Europe/Warsaw': 'Krakow, Cracow, Wroclaw, Gdansk, Poznan, Lodz, Katowice',
  'Europe/Prague': 'Czech Republic, Brno, Ostrava',
  'Europe/Bucharest': 'Cluj-Napoca, Iasi, Timisoara',
  'Europe/Sofia': 'Plovdiv, Varna',
  'Europe/Athens': 'Thessaloniki',
  'Europe/Kyiv': 'Lviv, Kharkiv, Odesa, Odessa, Dnipro',
  'Europe/Moscow': 'St Petersburg, Saint Petersburg',
  'Europe/Istanbul': 'Turkey, Ankara, Izmir, Antalya, Bursa',
  'Asia/Jerusalem': 'Tel Aviv, Haifa',
  'Asia/Dubai': 'UAE, Abu Dhabi, Sharjah',
  'Asia/Riyadh': 'Jeddah, Mecca, Dammam',
  'Asia/Kolkata':
    'Bangalore, Bengaluru, Mumbai, Bombay, Delhi, New Delhi, Chennai, Madras, Hyderabad, Pune, Ahmedabad, Gurgaon, Gurugram, Noida, Jaipur, Kochi, Coimbatore, Lucknow, Chandigarh',
  'Asia/Karachi': 'Lahore, Islamabad, Rawalpindi',
  'Asia/Dhaka': 'Chittagong',
  'Asia/Shanghai': 'Beijing, Shenzhen, Guangzhou, Hangzhou, Chengdu, Nanjing, Wuhan, Xi’an, Tianjin, Suzhou',
  'Asia/Taipei': 'Kaohsiung, Hsinchu, Taichung',
  'Asia/Seoul': 'Busan, Incheon, Daegu',
  'Asia/Tokyo': 'Osaka, Kyoto, Yokohama, Nagoya, Fukuoka, Sapporo, Kobe, Sendai',
  'Asia/Ho_Chi_Minh': 'Saigon, Hanoi, Da Nang',
  'Asia/Bangkok': 'Chiang Mai, Phuket',
  'Asia/Jakarta': 'Bandung, Surabaya, Yogyakarta',
  'Asia/Makassar': 'Bali, Denpasar',
  'Asia/Manila': 'Cebu, Quezon City, Davao',
  'Asia/Kuala_Lumpur': 'Penang, Johor Bahru',
  'Asia/Almaty': 'Astana',
  'Australia/Sydney': 'Canberra, New South Wales',
  'Australia/Melbourne': 'Victoria, Geelong',
  'Australia/Brisbane': 'Gold Coast, Queensland',
  'Australia/Hobart': 'Tasmania',
  'Australia/Perth': 'Western Australia',
  'Pacific/Auckland': 'Wellington, Christchurch, Dunedin',
  'Africa/Cairo': 'Alexandria, Giza',
  'Africa/Lagos': 'Abuja, Ibadan, Kano',
  'Africa/Nairobi': 'Mombasa',
  'Africa/Johannesburg': 'Cape Town, Durban, Pretoria',
  'Africa/Accra': 'Kumasi',
  'Africa/Casablanca': 'Rabat, Marrakesh, Marrakech, Fez',
  'Africa/Dar_es_Salaam': 'Dodoma, Arusha',
}

const US = ['New_York', 'Chicago', 'Denver', 'Phoenix', 'Los_Angeles', 'Anchorage'].map(
  (city) => `America/${city}`,
)
const PACIFIC = ['America/Los_Angeles', 'America/Vancouver', 'America/Tijuana']
const MOUNTAIN = ['America/Denver', 'America/Edmonton']
const CENTRAL = ['America/Chicago', 'America/Winnipeg']
const EASTERN = ['America/New_York', 'America/Toronto']
const CENTRAL_EUROPE = ['Berlin', 'Paris', 'Madrid', 'Rome', 'Amsterdam', 'Vienna', 'Zurich', 'Warsaw'].map(
  (city) => `Europe/${city}`,
)
const EASTERN_EUROPE = ['Athens', 'Bucharest', 'Helsinki', 'Kyiv', 'Sofia'].map((city) => `Europe/${city}`)
const SYDNEY = ['Australia/Sydney', 'Australia/Melbourne', 'Australia/Hobart']

/** Only matched whole. */
export const ABBREVIATIONS: Readonly<Record<string, readonly Zone[]>> = {
  us: [...US, 'Pacific/Honolulu'],
  usa: [...US, 'Pacific/Honolulu'],
  america: [...US, 'Pacific/Honolulu'],
  pt: PACIFIC,
  pst: PACIFIC,
  pdt: PACIFIC,
  'pacific time': PACIFIC,
  mt: MOUNTAIN,
  mst: [...MOUNTAIN, 'America/Phoenix'],
  mdt: MOUNTAIN,
  'mountain time': MOUNTAIN,
  ct: CENTRAL,
  cst: [...CENTRAL, 'America/Mexico_City', 'Asia/Shanghai', 'America/Havana'],
  cdt: [...CENTRAL, 'America/Havana'],
  'central time': CENTRAL,
  et: EASTERN,
  est: [...EASTERN, 'America/Panama', 'America/Jamaica'],
  edt: EASTERN,
  'eastern time': EASTERN,
  akst: ['America/Anchorage'],
  akdt: ['America/Anchorage'],
  hst: ['Pacific/Honolulu'],
  ast: ['America/Halifax', 'America/Puerto_Rico', 'Asia/Riyadh'],
  adt: ['America/Halifax'],
  nst: ['America/St_Johns'],
  ndt: ['America/St_Johns'],
  brt: ['America/Sao_Paulo'],
  art: ['America/Buenos_Aires'],
  gmt: ['Etc/UTC', 'Europe/London', 'Africa/Accra', 'Africa/Abidjan'],
  bst: ['Europe/London', 'Asia/Dhaka'],
  wet: ['Europe/Lisbon'],
  west: ['Europe/Lisbon'],
  cet: CENTRAL_EUROPE,
  cest: CENTRAL_EUROPE,
  mez: CENTRAL_EUROPE,
  eet: EASTERN_EUROPE,
  eest: EASTERN_EUROPE,
  msk: ['Europe/Moscow'],
  ist: ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin'],
  idt: ['Asia/Jerusalem'],
  wat: ['Africa/Lagos'],
  cat: ['Africa/Maputo', 'Africa/Harare'],
  eat: ['Africa/Nairobi', 'Africa/Addis_Ababa', 'Africa/Kampala'],
  sast: ['Africa/Johannesburg'],
  gst: ['Asia/Dubai'],
  pkt: ['Asia/Karachi'],
  npt: ['Asia/Kathmandu'],
  ict: ['Asia/Bangkok', 'Asia/Ho_Chi_Minh'],
  wib: ['Asia/Jakarta'],
  pht: ['Asia/Manila'],
  sgt: ['Asia/Singapore'],
  hkt: ['Asia/Hong_Kong'],
  jst: ['Asia/Tokyo'],
  kst: ['Asia/Seoul'],
  awst: ['Australia/Perth'],
  acst: ['Australia/Adelaide', 'Australia/Darwin'],
  acdt: ['Australia/Adelaide'],
  aest: [...SYDNEY, 'Australia/Brisbane'],
  aedt: SYDNEY,
  nzst: ['Pacific/Auckland'],
  nzdt: ['Pacific/Auckland'],
}

export type Place = { name: string; zones: readonly Zone[] }

/** Cities, states and countries by name. */
export const knownPlaces = (): Place[] => [
  ...Object.entries(CITIES).flatMap(([zone, names]) =>
    names.split(', ').map((name) => ({ name, zones: [zone] })),
  ),
  ...countries(),
]

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** Countries by their English names, as Node's own data has them. */
const countries = (): Place[] => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).flatMap((code) => {
    // Asking for a name costs a hundredth of asking for zones.
    const name = names.of(code)
    return name ? [{ name, zones: zonesOf(code) }] : []
  })
}

const zonesOf = (code: string): readonly Zone[] => {
  // TypeScript knows neither: Node 20 has the property, later versions the method.
  const locale: Intl.Locale & { timeZones?: Zone[]; getTimeZones?(): Zone[] | undefined } = new Intl.Locale(
    `und-${code}`,
  )
  return locale.getTimeZones?.() ?? locale.timeZones ?? []
}
