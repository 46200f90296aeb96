declare const __VERSION__: string

/** The version of the SDK at run time, for example `0.1.0`. */
export const VERSION: string = __VERSION__
