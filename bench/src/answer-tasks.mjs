/** Does what the process that started this one asks for, and ends with it. */
export function answerTasks(tasks) {
  process.on('message', async ({ task, input }) => {
    try {
      process.send({ value: await tasks[task](input) })
    } catch (error) {
      process.send({ failure: error instanceof Error ? error.message : String(error) })
    }
  })
  process.on('disconnect', () => process.exit())
}
