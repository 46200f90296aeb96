/** Headers that differ from those of OpenAI's client, and why. Every other header is the same. */
export const chosenDifferences: Readonly<Record<string, string>> = {
  'user-agent': 'names the client',
  'x-stainless-*': 'tells of the machine that OpenAI\'s client runs on; ours sends nothing of the kind',
  'idempotency-key': 'ours alone: lets a service that knows it recognise a repeated request',
  accept: 'ours asks for an event stream where it reads one, for JSON where it reads JSON, and for anything where it hands the answer on',
  'content-type': 'the boundary of a form is made up for each request; the media type is the same',
  'content-length': 'a boundary may be longer; without a form it is the same',
  'transfer-encoding': 'ours tells the length of a file from a path, theirs sends it in chunks',
}
