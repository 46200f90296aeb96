/** What a log says of the one that it judges, each part as JSON; `null` for a part that it does not have. */
export function verdictOf({ judgment, error }: Record<string, unknown>): { judgment: string | null; error: string | null } {
  return { judgment: toJson(judgment), error: toJson(error) }
}

function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}
