/** The database cannot be used; the message is a sentence for whoever starts the app. */
export class DatabaseFault extends Error {
  override name = 'DatabaseFault'
}
