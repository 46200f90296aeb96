/** The one account and user of this server. */
export const account = { number: '0000-0000-0000', username: 'local', company: 'Local', email: 'local@localhost', createdAt: '2025-01-01T00:00:00.000Z' } as const
