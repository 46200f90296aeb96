/** One part of a form, as its bytes have it. */
export interface FormPart {
  readonly name: string | undefined
  readonly filename: string | undefined
  readonly contentType: string | undefined
  /** The bytes, in Latin-1, so that each byte is one character. */
  readonly bytes: string
}

/** Takes a form apart without changing a byte of its parts. */
export function readForm(body: Buffer, contentType: string): FormPart[] {
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1]
  if (boundary === undefined) throw new Error(`There is no boundary in ${contentType}`)
  const pieces = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`)
  const last = pieces.pop()
  if (pieces.shift() !== '' || !/^--(\r\n)?$/.test(last ?? '')) throw new Error('The form has text before its first part, or does not end')
  return pieces.map(readPart)
}

function readPart(piece: string): FormPart {
  const end = piece.indexOf('\r\n\r\n')
  const head = Buffer.from(piece.slice(0, end), 'latin1').toString('utf8')
  const disposition = /^content-disposition: form-data;(.*)$/im.exec(head)?.[1] ?? ''
  return {
    name: /[; ]name="([^"]*)"/.exec(disposition)?.[1],
    filename: /[; ]filename="([^"]*)"/.exec(disposition)?.[1],
    contentType: /^content-type: (.*)$/im.exec(head)?.[1]?.trim(),
    bytes: piece.slice(end + 4),
  }
}
