/** A proxy that misbehaves when a request's header `x-demo-fault` says so. */
export interface FaultProxy {
  /** Where it listens, without a path. */
  url: string
  /** Ends it and its connections. */
  close(): Promise<void>
}

/** Starts a proxy in front of the server at `target`. */
export function startFaultProxy(target: string): Promise<FaultProxy>
