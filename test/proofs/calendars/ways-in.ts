/** Addresses of machines that members must not reach: each in every way in which it can be written. */
const PRIVATE_IPV4 = [
  '127.0.0.1',
  '127.1.2.3',
  '127.255.255.254',
  '0.0.0.0',
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.255.255',
  '169.254.169.254',
  '169.254.170.2',
  '100.64.0.1',
  '100.100.100.200',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
]

const PRIVATE_IPV6 = [
  '::1',
  '::',
  '0:0:0:0:0:0:0:1',
  'fe80::1',
  'fe80::a9fe:a9fe',
  'febf::1',
  'fc00::1',
  'fd00:ec2::254',
  'fdff::1',
  'ff02::1',
  '100::1',
  '2001:db8::1',
  '2001:10::1',
  '3fff::1',
  '5f00::1',
  'fec0::1',
]

/** IPv6 addresses that carry that IPv4 address. */
const carrying = (ipv4: string): readonly string[] => {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number)
  const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  return [
    `::ffff:${ipv4}`,
    `::ffff:${hex}`,
    `0:0:0:0:0:ffff:${hex}`,
    `::${hex}`,
    `::ffff:0:${hex}`,
    `64:ff9b::${hex}`,
    `64:ff9b:1::${hex}`,
    `2002:${hex}::1`,
    `2001:0:${hex}::1`,
  ]
}

/** The same IPv4 address as numbers: decimal, octal, hexadecimal, with parts missing, or written in other digits. */
const numbersOf = (ipv4: string): readonly string[] => {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number)
  const whole = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
  return [
    ipv4,
    `${ipv4}.`,
    `${whole}`,
    `0x${whole.toString(16)}`,
    `0${whole.toString(8)}`,
    [a, b, c, d].map((part) => `0x${part.toString(16)}`).join('.'),
    [a, b, c, d].map((part) => `0${part.toString(8)}`).join('.'),
    `${a}.${(b << 16) | (c << 8) | d}`,
    `${a}.${b}.${(c << 8) | d}`,
    ipv4.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    ipv4.replaceAll('.', '。'),
    ipv4.replace(/\d/g, (digit) => `%3${digit}`),
  ]
}

const NAMES = ['localhost', 'LOCALHOST', 'localhost.', 'ip6-localhost', 'ⓛocalhost', 'a.localhost']

const OTHER_WAYS = (port: number) => [
  `http://127.0.0.1:${port}/`,
  `HTTP://localhost:${port}/`,
  `ftp://127.0.0.1:${port}/`,
  `file:///etc/passwd`,
  `gopher://127.0.0.1:${port}/`,
  `https://ada:secret@127.0.0.1:${port}/`,
  `https://example.com@127.0.0.1:${port}/`,
  `https://127.0.0.1:${port}\\@example.com/`,
  `https://[::1%25lo]:${port}/`,
  `https://[fe80::1%25eth0]:${port}/`,
  `webcal://127.0.0.1:${port}/`,
  `webcal://[::1]:${port}/`,
  `webcals://localhost:${port}/`,
  ` https://127.0.0.1:${port}/`,
  `https:127.0.0.1:${port}/`,
  `https:\\\\127.0.0.1:${port}\\`,
  `https://127.0.0.1:${port}#@example.com/`,
  `https://127.0.0.1:${port}?@example.com/`,
  `https://127.0.0.1%09:${port}/`,
  `https://1\t27.0.0.1:${port}/`,
]

export const mappings: readonly string[] = [
  ...PRIVATE_IPV4,
  ...PRIVATE_IPV6,
  ...['127.0.0.1', '169.254.169.254', '10.0.0.1'].flatMap(carrying),
]

/** Addresses as a member might type them, at that port. */
export const aimedAt = (port: number): readonly string[] => [
  ...PRIVATE_IPV4.flatMap(numbersOf).map((host) => `https://${host}:${port}/`),
  ...mappings.filter((host) => host.includes(':')).map((host) => `https://[${host}]:${port}/`),
  ...NAMES.map((host) => `https://${host}:${port}/`),
  ...OTHER_WAYS(port),
]
