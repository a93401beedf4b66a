/**
 * Deletes batch after batch until one is not full, so that each transaction stays short however much has gathered.
 * @param drop deletes at most so many rows, and returns what it deleted
 * @returns how many in all
 */
export const inBatches = async (
  limit: number,
  drop: (limit: number) => Promise<readonly unknown[]>,
): Promise<number> => {
  for (let dropped = 0; ; ) {
    const gone = await drop(limit)
    dropped += gone.length
    if (gone.length < limit) return dropped
  }
}
