const idOffset = 1_000_000

/** The form in which the newer generation stores names: `My-Bot` becomes `my_bot`. */
export function toSnakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
}

/** The part of a host name that stands for a chatbot. */
export function toHostName(name: string): string {
  return name.toLowerCase().replaceAll('_', '-').replace(/[^a-z0-9-]/g, '').slice(0, 63)
}

/** The id that URLs of the newer generation carry: `r` + base64 of the number plus a million + `x`. */
export function toHashedId(id: number): string {
  return `r${btoa(String(id + idOffset)).replace(/=+$/, '')}x`
}

/** The public id of a resource. */
export function toLocator({ kind, id }: { kind: string; id: number }): string {
  return `${kind.toLowerCase()}-${toHashedId(id)}`
}

export function fromHashedId(hashed: string): number | undefined {
  const encoded = /^r([A-Za-z0-9_-]+)x$/.exec(hashed)?.[1]
  if (encoded === undefined) return undefined
  try {
    const id = Number(atob(encoded)) - idOffset
    return Number.isSafeInteger(id) ? id : undefined
  } catch {
    return undefined
  }
}
