declare const __VERSION__: string

/** The version of the SDK at run time, for example `0.1.0` (README: "Determining the installed version"). */
export const VERSION: string = __VERSION__
