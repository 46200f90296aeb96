import { builtinModel } from '../model/builtin-model.js'
import type { Model } from '../model/model.js'

/** The built-in model behind a gate. */
export interface GatedModel {
  model: Model
  /** Resolves when the model was asked for the nth time. */
  asked(times: number): Promise<void>
  /** Lets all answers through. */
  open(): void
}

/** Makes a model that says when it was asked, and answers, or goes on after its first piece, when it is let. */
export function gatedModel({ afterFirstPiece = false } = {}): GatedModel {
  const gate = createSignal()
  const signals: Signal[] = []
  const signal = (number: number): Signal => (signals[number] ??= createSignal())
  let count = 0
  return {
    model: {
      name: builtinModel.name,
      async *answer(request) {
        count += 1
        signal(count).send()
        if (!afterFirstPiece) await gate.sent
        const pieces = builtinModel.answer(request)
        for (;;) {
          const piece = await pieces.next()
          if (piece.done) return piece.value
          yield piece.value
          await gate.sent
        }
      },
    },
    asked: (times) => signal(times).sent,
    open: () => gate.send(),
  }
}

/** A promise that is resolved from outside. */
export interface Signal {
  sent: Promise<void>
  isSent(): boolean
  send(): void
}

export function createSignal(): Signal {
  const listeners: (() => void)[] = []
  let isSent = false
  const sent = new Promise<void>((resolve) => listeners.push(resolve))
  return {
    sent,
    isSent: () => isSent,
    send() {
      isSent = true
      for (const listener of listeners) listener()
    },
  }
}
