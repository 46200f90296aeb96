import type { Exchange } from '../http/route.js'

/** What addresses of this server begin with: the public address, or the one that was called. */
export function homeOf({ services, url }: Pick<Exchange, 'services' | 'url'>): string {
  return services.publicURL ?? url.origin
}
