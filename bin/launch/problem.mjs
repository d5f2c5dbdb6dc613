/** A foreseen reason to stop: the key of its sentence, and what the failed program said. */
export class Problem extends Error {
  constructor(key, values = {}, said = '') {
    super(key)
    this.key = key
    this.values = values
    this.said = said
  }
}
