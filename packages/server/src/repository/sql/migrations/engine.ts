/** What the engines spell in their own way. */
export interface Engine {
  /** Type of a primary key that counts up and never gives a number twice. */
  counter: string
  /** Type of a column of bytes. */
  bytes: string
}
