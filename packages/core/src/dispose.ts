/// <reference lib="esnext.disposable" preserve="true" />

/** The symbol of `await using`, looked up: runtimes without it get the one that compilers fall back to. */
export const asyncDispose: typeof Symbol.asyncDispose = /* @__PURE__ */ (() => Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose'))() as typeof Symbol.asyncDispose
