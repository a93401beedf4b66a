import type { Said } from './listed.ts'

const mentor = (
  name: string,
  headline: string,
  helpsWith: readonly string[] = [],
  about = '',
): Said & { mentors: true } => ({
  mentors: true,
  headline,
  about,
  helpsWith,
  slack: { name: name.split(' ')[0]?.toLowerCase() ?? name, fullName: name },
})

/** Thirty mentors of one workspace, by the ids that the searches name. */
export const people: Readonly<Record<string, Said>> = {
  UADA: mentor('Ada Lovelace', 'Analytical engines, and notes on them', ['Mathematics', 'Public speaking']),
  UGRACE: mentor('Grace Hopper', 'Compilers for people in a hurry', [
    'Compilers',
    'Public speaking',
    'Careers',
  ]),
  UALAN: mentor('Alan Turing', 'Machines that think', ['Machine learning', 'Mathematics']),
  UEDSGER: mentor('Edsger Dijkstra', 'Structured programs', ['Algorithms'], 'I help you write less code.'),
  UBARBARA: mentor('Barbara Liskov', 'Data abstraction', ['Java', 'Distributed systems']),
  UJAMES: mentor('James Gosling', 'Everything about the browser', ['JavaScript', 'Node.js']),
  UBJARNE: mentor('Bjarne Stroustrup', 'Zero-cost abstractions', ['C++']),
  UDENNIS: mentor('Dennis Ritchie', 'Small languages, large systems', ['C', 'Unix']),
  UANDERS: mentor('Anders Hejlsberg', 'Types for everybody', ['C#', 'TypeScript']),
  UGUIDO: mentor('Guido van Rossum', 'Readable scripts', ['Python', 'Machine learning']),
  ULINUS: mentor('Linus Torvalds', 'Kernels and honest reviews', ['Linux', 'Git']),
  UMARGARET: mentor('Margaret Hamilton', 'Software that lands on the moon', [
    'Testing',
    'Project management',
  ]),
  UKATHERINE: mentor('Katherine Johnson', 'Orbits by hand', ['Mathematics', 'Negotiation']),
  UJOSE: mentor('José Álvarez', 'Del café al código', ['Cocina', 'Español']),
  UZOE: mentor('Zoë Müller', 'Straßenkarten und Geodaten', ['Kartografie']),
  USOREN: mentor('Søren Kierkegård', 'Either this or that', ['Philosophy']),
  ULUKASZ: mentor('Łukasz Żółć', 'Wizualizacja danych', ['Data visualization']),
  UYUKI: mentor('山田 ゆき', '機械学習とデータ分析', ['機械学習']),
  ULI: mentor('李 明', '数据库优化', ['数据库']),
  USOMCHAI: mentor('Somchai', 'การเรียนรู้ของเครื่อง', ['ภาษาไทย']),
  UMIN: mentor('민수 김', '데이터 과학 입문', ['데이터 과학']),
  UNOUR: mentor('نور', 'تعلم الآلة والبيانات', ['تعلم الآلة']),
  UIVAN: mentor('Иван Ёлкин', 'Базы данных и отчёты', ['Базы данных']),
  UROCKET: mentor('Valentina', 'Launches 🚀 and landings', ['🚀']),
  UGERMAN: mentor('Jürgen', 'Deutsch lernen 🇩🇪', ['Deutsch']),
  UPERCENT: mentor('Percy', 'Growth of 100% and more', ['Growth_hacking', 'R&D']),
  UWEB: mentor('Tim', 'The web, twice', ['Web 2.0', 'HTTP/3']),
  UNEGOTIATOR: mentor('Roger Fisher', 'Getting to yes', ['Negotiation', 'Conflict resolution']),
  UKUBER: mentor('Brendan', 'Ships in containers', ['Kubernetes', 'Distributed systems']),
  UOBRIEN: mentor("Miles O'Brien", "I don't panic", ['Operations']),
}
