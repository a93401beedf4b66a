/** Bolt's own three seconds are real ones, and a journey must not depend on them either. */
export const isBoltsWatch = (said: unknown) => String(said).includes('was not acknowledged within 3 seconds')
