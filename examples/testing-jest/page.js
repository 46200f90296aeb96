/** Shows an answer, piece by piece. */
async function show(question, humanloop) {
  const answer = document.createElement('p')
  document.body.replaceChildren(answer)
  const events = await humanloop.prompts.callStream({ path: 'support/answer', messages: [{ role: 'user', content: question }] })
  for await (const { output } of events) answer.append(output ?? '')
}

module.exports = { show }
