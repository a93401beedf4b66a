/** The database cannot be used; the message is a sentence for the person who starts the app. */
export class DatabaseFault extends Error {
  override name = 'DatabaseFault'
}
