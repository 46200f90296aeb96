/** Runs tasks one after the other, in the order they came. */
export class TaskQueue {
  private last: Promise<unknown> = Promise.resolve()

  /** Runs the task after all earlier ones; a failure of one does not stop the next. */
  run<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.last.then(task)
    this.last = result.catch(() => undefined)
    return result
  }
}
