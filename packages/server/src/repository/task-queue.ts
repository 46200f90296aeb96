/** Runs tasks in the order they came, one at a time or as many as its width. */
export class TaskQueue {
  private readonly waiting: (() => void)[] = []
  private free: number

  constructor(private readonly width = 1) {
    this.free = width
  }

  /** Runs the task when its turn comes; a failure of one does not stop the next. */
  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    const turn = this.enter()
    if (turn !== undefined) await turn
    try {
      return await task()
    } finally {
      this.leave()
    }
  }

  /** Runs the task when all that came before it have ended; those that come after it wait for its end. */
  async runAlone<Result>(task: () => Promise<Result>): Promise<Result> {
    await Promise.all(Array.from({ length: this.width }, () => this.enter()))
    try {
      return await task()
    } finally {
      for (let left = this.width; left > 0; left -= 1) this.leave()
    }
  }

  /** Gives what to wait for, where there is anything. */
  private enter(): Promise<void> | undefined {
    if (this.free === 0) return new Promise((resolve) => this.waiting.push(resolve))
    this.free -= 1
    return undefined
  }

  private leave(): void {
    const next = this.waiting.shift()
    if (next === undefined) this.free += 1
    else next()
  }
}
