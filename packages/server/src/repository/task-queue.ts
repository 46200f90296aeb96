/** Runs tasks in the order they came, one at a time or as many as its width. */
export class TaskQueue {
  private readonly waiting: (() => void)[] = []
  private free: number

  constructor(width = 1) {
    this.free = width
  }

  /** Runs the task when its turn comes; a failure of one does not stop the next. */
  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free -= 1
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
    try {
      return await task()
    } finally {
      const next = this.waiting.shift()
      if (next === undefined) this.free += 1
      else next()
    }
  }
}
