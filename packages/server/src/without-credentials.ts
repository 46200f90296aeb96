/** Leaves user and password out of an address that is to be shown, also where it cannot be read as one. */
export function withoutCredentials(address: string): string {
  return address.replace(/^(.*?:\/\/)?.*@/s, (_, scheme: string = '') => `${scheme}…@`)
}
